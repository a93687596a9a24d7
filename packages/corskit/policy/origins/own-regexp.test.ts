import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownRegExp } from './own-regexp.ts'

test('has the source and every flag of the given one, and nothing else of it', () => {
  fc.assert(
    fc.property(fc.subarray([...'dgimsy']), fc.constantFrom('', 'u', 'v'), (some, unicode) => {
      const given = new RegExp('^a/b$', [...some, unicode].join(''))
      given.lastIndex = 3
      const own = ownRegExp(given)
      expect(own).not.toBe(given)
      expect([own?.source, own?.flags, own?.lastIndex]).toEqual([given.source, given.flags, 0])
    }),
  )
})

test.each([
  ['a RegExp of another realm', runInNewContext('/^a$/i'), '/^a$/i'],
  ['one that says another source', Object.defineProperty(/^a$/, 'source', { value: 'b' }), '/^a$/'],
  ['a text', '/^a$/', null],
  ['null', null, null],
  ['a function', () => 1, null],
  ['a look-alike', { source: '^a$', flags: '', test: () => true }, null],
  ['a Proxy', new Proxy(/^a$/, {}), null],
])('%s', (_, value, expected) => {
  const own = ownRegExp(value)
  expect(own === null ? null : String(own)).toBe(expected)
})
