/** Strings that hold several origins, a RegExp or quotes: a fix names only hosts that are written in them. */
import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'

const A = 'https://a.example.com'
const B = 'https://b.example.com'

const PATTERN =
  "write the origin as a browser sends it, or a pattern like 'https://*.example.com' (in code, a RegExp stands without quotes)"
const BLOCK = 'name each address that serves pages (in code, a RegExp or a predicate can allow the block)'
const PUNYCODE = "name each origin in punycode, or put '*.' before a name of your own"

test.each(['、', '，', '；', ';', '|', '｜', ', ', ' ', '\n'])('origins with %j between them are two', (separator) => {
  const { issues } = checkOptions({ origin: A + separator + B })
  expect(issues.map(({ code, fix }) => [code, fix])).toEqual([['origin-several-in-one', `['${A}', '${B}']`]])
})

test.each([
  ['https://example\\.com', "'https://example.com'"],
  ['https://app\\.example\\.com', "'https://app.example.com'"],
  ['^https:\\/\\/app\\.example\\.com$', "'https://app.example.com'"],
  ['/^https:\\/\\/app\\.example\\.com$/i', "'https://app.example.com'"],
  ['https://(www\\.)?example\\.com', PATTERN],
  ['https://[^.]+\\.example\\.com', PATTERN],
  ['https://.*\\.example\\.com', "'https://*.example.com'"],
  ['/^https:\\/\\/.*\\.example\\.com$/', "'https://*.example.com'"],
  ['^https://(.+)\\.example\\.com(:\\d+)?$', "'https://*.example.com:*'"],
  ['^https:\\/\\/.*\\.github\\.io$', PATTERN],
  ['http://10.0.0.0/8', '/^http:\\/\\/10\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}$/'],
  ['http://192.168.1.0/24', '/^http:\\/\\/192\\.168\\.1\\.\\d{1,3}$/'],
  ['http://192.168.0.0:3000/16', '/^http:\\/\\/192\\.168\\.\\d{1,3}\\.\\d{1,3}:3000$/'],
  ['http://172.16.0.0/12', BLOCK],
  ['http://203.0.113.0/24', BLOCK],
  ['10.0.0.0/8', BLOCK],
  ['http://[fd00::]/8', BLOCK],
  ['fd00::/8', BLOCK],
  ['http://10.0.0.5/32', "'http://10.0.0.5'"],
  ['http://10.0.0.5/99', "'http://10.0.0.5'"],
  ['http://10.0.0.5/app', "'http://10.0.0.5'"],
  ['https://bücher-*.example.com', PUNYCODE],
  ['https://*-bücher.example.com', PUNYCODE],
  ['https://xn--bcher-*.example.com', '/^https:\\/\\/xn--bcher-[a-z0-9-]+\\.example\\.com$/'],
  ['https://a-*.bücher.example', "'https://a-*.xn--bcher-kva.example'"],
  [`'${A}'`, `'${A}'`],
  [`"${A}"`, `'${A}'`],
  [`${A}"`, `'${A}'`],
  [`“${A}”`, `'${A}'`],
  [`'${A},${B}'`, `['${A}', '${B}']`],
])('%s → %s', (origin, fix) => {
  expect(checkOptions({ origin }).issues.map((issue) => issue.fix)).toEqual([fix])
})

const NAME_IT = "name the origin that you mean, like 'https://app.example.com'"

test.each(['?', '#', '??', '###'])(
  'where %s may stand for characters of the host or port, no fix is offered',
  (sign) => {
    for (const origin of [
      `https://app${sign}.example.com`,
      `https://app-${sign}.example.com`,
      `https://shop${sign}.com`,
      `https://${sign}.example.com`,
      `http://localhost:300${sign}`,
      `http://localhost:3${sign}00`,
      `https://app.example.com:${sign}`,
      `http://10.0.0.${sign}`,
      `https://APP${sign}.example.com`,
      `https://app${sign}.example.com:8443`,
    ]) {
      const { issues } = checkOptions({ origin })
      expect([origin, ...new Set(issues.map(({ fix }) => fix))]).toEqual([origin, NAME_IT])
    }
  },
)

test.each(['?', '?next=/a.b', '?x=1&y=2', '#', '#/users/1.5', '#section-2', '?debug'])(
  'a query or fragment %s behind an origin is left out',
  (rest) => {
    const { issues } = checkOptions({ origin: A + rest })
    expect(issues.map(({ fix }) => fix)).toEqual([`'${A}'`])
  },
)
