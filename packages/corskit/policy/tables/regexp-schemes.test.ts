/** RegExps whose scheme nobody's pages have, and those that have a host in its place: everything that is said. */
import { test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { said } from './said.ts'

const SCHEMES = [
  'htttps',
  'htp',
  'htttps?',
  'htttp?',
  'ws',
  'wss',
  'wss?',
  'https',
  'HTPS',
  'bolt',
  'ht-tp',
  'h+ttps',
  'file',
]
const RESTS = [':\\/\\/example\\.com$', ':\\/\\/localhost$', ':\\/\\/localhost:3000$', '://EXAMPLE\\.com$', ':x$', '$']

const HOSTS = [
  '^localhost:\\/\\/3000$',
  '^localhost://3000$',
  '^localhost:\\/\\/$',
  '^localhost://$',
  '^LOCALHOST:\\/\\/3000$',
  '^localhost:\\/3000$',
  '^localhost:3000$',
  '^localhost:\\d+$',
  '^localhost$',
  '^localhost(:.*)?$',
  '^localhost(:.*)$',
  '^localhost.*$',
  '^(?:localhost|127\\.0\\.0\\.1):\\d+$',
  '^example\\.com:\\/\\/8443$',
  '^example\\.com:\\/\\/$',
  '^www\\.example\\.com:\\/\\/\\d+$',
  '^com\\.example\\.app:\\/\\/x$',
  '^example\\.comhttps:\\/\\/b\\.com$',
  '^example\\.com$',
  '^example.com$',
  '^[a-z]+\\.example\\.com$',
  '^[a-z]+\\.example\\.com(:.*)?$',
  '^[a-z]+\\.example\\.com.*$',
  '^(?:.+\\.)?example\\.com$',
  '^(?:.+\\.)?example\\.com:8443$',
  '^\\.example\\.com$',
  '^example:[0-9]+$',
  '^example$',
  '^\\/\\/example\\.com$',
  '^.*\\/example\\.com$',
  '^my-app:\\/\\/x$',
  '^chrome-extension:\\/\\/x$',
  '^chrome-extension:\\/\\/[a-z]{31}$',
  '^moz-extension:\\/\\/x$',
  '^CHROME-EXTENSION:\\/\\/x$',
  '^safari-web-extension:\\/\\/x$',
]

test.each([
  ['regexp-schemes', SCHEMES.flatMap((scheme) => RESTS.map((rest) => `^${scheme}${rest}`))],
  [
    'regexp-schemes-in-groups',
    SCHEMES.flatMap((scheme) => [`^(${scheme}:\\/\\/localhost)$`, `^(?:${scheme}:\\/\\/a\\.com)$`]),
  ],
  ['regexp-hosts', HOSTS],
])('%s', (name, sources) => {
  const lines = sources.flatMap((source) => {
    const [plain, ignoringCase] = [said({ origin: new RegExp(source) }), said({ origin: new RegExp(source, 'i') })]
    return [`/${source}/: ${plain}`, ...(ignoringCase === plain ? [] : [`/${source}/i: ${ignoringCase}`])]
  })
  expectGolden(new URL(`${name}.golden.txt`, import.meta.url), lines)
})
