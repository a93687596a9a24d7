/** Schemes that nobody's pages have: mistyped ones, those of other programs, and a host in the scheme's place. */
import { expect, test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { checkOptions } from '../checks/check-options.ts'
import { editDistance } from '../checks/nearest-name.ts'
import { hasNoOrigin, REFUSED_SCHEMES } from '../origins/refused-schemes.ts'

const NAME_THE_ID = 'name the id that the browser shows for the extension'
const PATTERN_INSTEAD = 'use a list of origins and patterns'
const SPELL_OUT = 'write the registrable domain out'

const fixes = (origin: unknown) => checkOptions({ origin }).issues.map(({ fix }) => fix)

test.each<[string | RegExp, string]>([
  ['htttps://example.com', "'https://example.com'"],
  ['ttps://example.com', "'https://example.com'"],
  ['htps://*.example.com', "'https://*.example.com'"],
  ['hhtp://localhost:3000', "'http://localhost:3000'"],
  ['httpss://app.example.com', "'https://app.example.com'"],
  ['http.://localhost:3000', "'http://localhost:3000'"],
  ['HTTTPS://Example.com/', "'https://example.com'"],
  ['hhttpps://example.com', "'https://example.com'"],
  ['thtps://example.com', "'https://example.com'"],
  ['httpx://example.com', "'https://example.com'"],
  ['tps://example.com', "'https://example.com'"],
  ['ht://localhost:3000', "'http://localhost:3000'"],
  ['https://a.comhttps://b.com', "['https://a.com', 'https://b.com']"],
  ['https://a.com:3000http://b.com', "['https://a.com:3000', 'http://b.com']"],
  ['http://localhosthttp://b.com', "['http://localhost', 'http://b.com']"],
  ['a.comhttps://b.com', "['https://a.com', 'https://b.com']"],
  ['http://localhost://3000', "'http://localhost:3000'"],
  ['localhost://3000', "'http://localhost:3000'"],
  ['example.com://', "'https://example.com'"],
  ['https://https://example.com', "'https://example.com'"],
  ['http://https//example.com', "'https://example.com'"],
  ['https://https:/example.com', "'https://example.com'"],
  ['https://https:example.com', "'https://example.com'"],
  ['https://HTTP:///localhost:3000', "'http://localhost:3000'"],
  ['https://capacitor://localhost', "'capacitor://localhost'"],
  ['ws://localhost:3000', "'http://localhost:3000'"],
  ['wss://example.com', "'https://example.com'"],
  [/^htttps:\/\/[a-z]+\.example\.com$/, '/^https:\\/\\/[a-z]+\\.example\\.com$/'],
  [/^htttps?:\/\/example\.com$/, '/^https?:\\/\\/example\\.com$/'],
  [/^localhost:\/\/3000$/, '/^http:\\/\\/localhost:3000$/'],
  [/^www\.example\.com:\/\/8443$/, '/^https:\\/\\/www\\.example\\.com:8443$/'],
  [/^localhost(:.*)?$/, '/^http:\\/\\/localhost(:.*)?$/'],
  [/^([a-z0-9-]+\.)*example\.com(:.*)?$/, '/^https:\\/\\/([a-z0-9-]+\\.)*example\\.com(:.*)?$/'],
  [/^[\w-]+\.example\.com.*$/, '/^https:\\/\\/[\\w-]+\\.example\\.com(?::\\d+)?$/'],
])('%s is refused, and the fix is accepted', (origin, fix) => {
  expect(fixes(origin)).toEqual([fix])
  expect(checkOptions({ origin: new Function(`return ${fix}`)() }).issues).toEqual([])
})

test.each<string | RegExp>([
  ...'redis://cache:6379 ssh://host ftp://host postgres://db mongodb+srv://db mailto:a tel:1'.split(' '),
  ...'mailto tel view-source vbscript s3 gs smb nfs kafka nats grpc docker ssl tls dns'
    .split(' ')
    .map((scheme) => `${scheme}://app.example.com`),
  ...'https://e://example.com https://x.y://example.com aphttps://p lochttps://a.com httphttps://a.com:443'.split(' '),
  /^lochttps:\/\/a$/,
  ...'https://www.https://example.com www.https://example.com www.example.com://x example.co.uk://x'.split(' '),
  /^redis:\/\/cache$/,
  /^example.com.*$/,
])('%s is refused, and no scheme or host is invented', (origin) => {
  expect(fixes(origin)).toHaveLength(1)
  expect(fixes(origin)[0]).not.toMatch(/^['[/]/)
})

test.each<string | RegExp>([
  ...'capacitor ionic tauri app http+unix stop help tap com.example.app io.ionic.starter app.organicmaps.api bolt vault'
    .split(' ')
    .map((scheme) => `${scheme}://localhost`),
  /^app:.*$/,
  /^capacitor:\/\/localhost$/,
  /^com\.example\.app:\/\/[a-z]+$/,
  /^(?:https:\/\/|)example\.com(?::.*)?$/,
])('%s is accepted', (origin) => {
  expect(fixes(origin)).toEqual([])
})

/** Every word of these four letters that is one or two edits away from `http` or `https`. */
test('what is two edits away, with no letters but those of https, is refused whatever its length', () => {
  let words = ['']
  const accepted: string[] = []
  for (let length = 1; length <= 6; length++) {
    words = words.flatMap((word) => Array.from('htps', (letter) => word + letter))
    for (const word of words) {
      if (word === 'http' || word === 'https') continue
      if (Math.min(editDistance(word, 'http'), editDistance(word, 'https')) > 2) continue
      if (fixes(`${word}://app.example.com`).length !== 1) accepted.push(word)
    }
  }
  expect(accepted).toEqual([])
})

const ID = 'abcdefghijklmnopabcdefghijklmnop'
const UUID = '468bd80b-d877-4ee1-9f4e-a556e67a17ac'

test.each<[string | RegExp, string | null]>([
  [`chrome-extension://${ID}`, null],
  [`moz-extension://${UUID}`, null],
  [`safari-web-extension://${UUID.toUpperCase()}`, null],
  [/^chrome-extension:\/\/[a-p]{32}$/, null],
  [/^chrome-extension:\/\/[a-z]+$/, null],
  [/^[a-z-]+:\/\/[a-z0-9-]+$/, SPELL_OUT],
  [/^(?:chrome|moz)-extension:\/\/[0-9a-z-]+$/, null],
  [/^safari-web-extension:\/\/[0-9A-F-]{36}$/, null],
  [`chrome-extension://${ID.toUpperCase()}`, `'chrome-extension://${ID}'`],
  [`moz-extension://${UUID.toUpperCase()}`, `'moz-extension://${UUID}'`],
  ['chrome-extension://abcdef', NAME_THE_ID],
  [`chrome-extension://${ID}q`, NAME_THE_ID],
  [`chrome-extension://${'q'.repeat(32)}`, NAME_THE_ID],
  ['chrome-extension://*.example', NAME_THE_ID],
  [/^chrome-extension:\/\/[A-P]{32}$/, '/^chrome-extension:\\/\\/[a-p]{32}$/'],
  [/^chrome-extension:\/\/[q-z]{32}$/, PATTERN_INSTEAD],
  [/^moz-extension:\/\/[A-F]{36}$/, '/^moz-extension:\\/\\/[a-f]{36}$/'],
  [/^https:\/\/App\.example\.com$/, '/^https:\\/\\/app\\.example\\.com$/'],
])('an id of an extension in %s', (origin, fix) => {
  expect(fixes(origin)).toEqual(fix === null ? [] : [expect.stringContaining(fix)])
})

test('every scheme that no page has, and why', () => {
  const lines = Object.entries(REFUSED_SCHEMES).map(
    ([scheme, why]) => `${scheme}: ${why}${hasNoOrigin(scheme) ? ' (no origin)' : ''}`,
  )
  expectGolden(new URL('refused-schemes.golden.txt', import.meta.url), lines)
})
