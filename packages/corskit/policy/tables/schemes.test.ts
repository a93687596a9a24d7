/** Schemes that nobody's pages have: mistyped ones, those of other programs, and a host in the scheme's place. */
import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'

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
  ['ws://localhost:3000', "'http://localhost:3000'"],
  ['wss://example.com', "'https://example.com'"],
  [/^htttps:\/\/[a-z]+\.example\.com$/, '/^https:\\/\\/[a-z]+\\.example\\.com$/'],
  [/^htttps?:\/\/example\.com$/, '/^https?:\\/\\/example\\.com$/'],
  [/^localhost(:.*)?$/, '/^http:\\/\\/localhost(:.*)?$/'],
  [/^([a-z0-9-]+\.)*example\.com(:.*)?$/, '/^https:\\/\\/([a-z0-9-]+\\.)*example\\.com(:.*)?$/'],
  [/^[\w-]+\.example\.com.*$/, '/^https:\\/\\/[\\w-]+\\.example\\.com(?::\\d+)?$/'],
])('%s is refused, and the fix is accepted', (origin, fix) => {
  expect(fixes(origin)).toEqual([fix])
  expect(checkOptions({ origin: new Function(`return ${fix}`)() }).issues).toEqual([])
})

test.each<string | RegExp>([
  ...'redis://cache:6379 ssh://host ftp://host postgres://db mongodb+srv://db mailto:a tel:1'.split(' '),
  /^redis:\/\/cache$/,
  /^example.com.*$/,
])('%s is refused', (origin) => {
  expect(fixes(origin)).toHaveLength(1)
})

test.each<string | RegExp>([
  ...'capacitor ionic tauri app chrome-extension moz-extension safari-web-extension http+unix stop help tap com.example.app'
    .split(' ')
    .map((scheme) => `${scheme}://localhost`),
  /^app:.*$/,
  /^capacitor:\/\/localhost$/,
  /^com\.example\.app:\/\/[a-z]+$/,
  /^(?:https:\/\/|)example\.com(?::.*)?$/,
])('%s is accepted', (origin) => {
  expect(fixes(origin)).toEqual([])
})
