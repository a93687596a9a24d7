import { expect, it } from 'vitest'
import { happyDomRealm, jsdomRealm } from './document-realms.ts'
import { define } from './realm.ts'

const URL_OF_PAGE = 'http://web-platform.test:8000/a/b.any.html'

it.each([
  ['jsdom', jsdomRealm],
  ['happy-dom', happyDomRealm],
])('the scripts of a page of %s share its window, and what they declare', (_, realmOf) => {
  const realm = realmOf(URL_OF_PAGE)
  define(realm, { GLOBAL: { given: true } })
  realm.run('const declared = 1', '/one.js')
  realm.run('self.seen = [declared, GLOBAL.given, location.href, typeof XMLHttpRequest, window === self]', '/two.js')
  expect(Array.from(realm.global['seen'] as unknown[])).toEqual([1, true, URL_OF_PAGE, 'function', true])
})
