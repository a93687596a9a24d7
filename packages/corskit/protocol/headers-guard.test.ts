import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import type { Header } from './header-list.ts'
import { appendGuarded, deleteGuarded, guardAllows, type HeadersGuard, setGuarded } from './headers-guard.ts'

test('a request drops forbidden headers silently', () => {
  const list: Header[] = []
  expect(appendGuarded(list, 'request', 'cookie', 'a=b')).toBe(false)
  expect(appendGuarded(list, 'request', 'x-a', '1')).toBe(true)
  expect(list).toEqual([['x-a', '1']])
})

test('a no-cors request keeps only what is safelisted, judged with what is there already', () => {
  const list: Header[] = []
  expect(appendGuarded(list, 'request-no-cors', 'x-a', '1')).toBe(false)
  expect(appendGuarded(list, 'request-no-cors', 'content-type', 'text/plain')).toBe(true)
  expect(appendGuarded(list, 'request-no-cors', 'content-type', 'text/plain')).toBe(false)
  expect(appendGuarded(list, 'request-no-cors', 'accept', 'a'.repeat(100))).toBe(true)
  expect(appendGuarded(list, 'request-no-cors', 'accept', 'a'.repeat(100))).toBe(false)
  expect(list.map(([name]) => name)).toEqual(['content-type', 'accept'])
})

test('what is judged is what both lines make together, with a comma and a space', () => {
  for (const name of ['accept', 'accept-language', 'content-language']) {
    for (let length = 60; length < 68; length++) {
      const list: Header[] = [[name, 'a'.repeat(64)]]
      expect(appendGuarded(list, 'request-no-cors', name, 'a'.repeat(length)), `${length}`).toBe(64 + 2 + length <= 128)
    }
  }
})

test('changing a no-cors request removes its Range', () => {
  const list: Header[] = [['range', 'bytes=0-1']]
  setGuarded(list, 'request-no-cors', 'accept', 'x')
  expect(list).toEqual([['accept', 'x']])
  expect(deleteGuarded([['x-a', '1']], 'request-no-cors', 'x-a')).toBe(false)
})

test('a response hides Set-Cookie, and an immutable list changes in no way', () => {
  expect(appendGuarded([], 'response', 'set-cookie', 'a=b')).toBe(false)
  expect(appendGuarded([], 'immutable', 'x-a', '1')).toBe(false)
  expect(setGuarded([], 'immutable', 'x-a', '1')).toBe(false)
  expect(deleteGuarded([['x-a', '1']], 'immutable', 'x-a')).toBe(false)
})

test('setting replaces every line in the place of the first', () => {
  const list: Header[] = [
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
  ]
  setGuarded(list, 'none', 'a', 'x')
  expect(list).toEqual([
    ['a', 'x'],
    ['b', '2'],
  ])
})

/** The names that each guard drops with any value. `request-no-cors` also drops long values of other names. */
const DROPPED: Readonly<Record<HeadersGuard, readonly string[]>> = {
  none: [],
  immutable: ['accept', 'content-language', 'range', 'cookie', 'set-cookie', 'x-a'],
  request: ['cookie', 'set-cookie'],
  'request-no-cors': ['cookie', 'set-cookie', 'x-a', 'range'],
  response: ['set-cookie'],
}

test('any calls on any guarded list leave what the standard leaves', () => {
  const name = fc.constantFrom('accept', 'content-language', 'range', 'cookie', 'set-cookie', 'x-a')
  const call = fc.tuple(fc.constantFrom('append', 'set', 'delete'), name, fc.constantFrom('', 'b', 'a'.repeat(70)))
  const started = fc.array(
    name.map((each): Header => [each, '0']),
    { maxLength: 5 },
  )
  const guards = fc.constantFrom(...(Object.keys(DROPPED) as HeadersGuard[]))
  fc.assert(
    fc.property(guards, started, fc.array(call, { maxLength: 6 }), (guard, start, calls) => {
      const isNoCors = guard === 'request-no-cors'
      const list = [...start]
      let expected = [...start]
      for (const [kind, which, value] of calls) {
        const there = expected.filter(([each]) => each === which)
        const combined = kind === 'set' ? value : [...there.map(([, each]) => each), value].join(', ')
        // A Range that a browser set may be taken away, though script may not set one.
        const dropped = DROPPED[guard].includes(which) && !(isNoCors && kind === 'delete' && which === 'range')
        const tooLong = isNoCors && kind !== 'delete' && combined.length > 128
        const passes = !dropped && !tooLong
        const at = expected.findIndex(([each]) => each === which)
        const others = expected.filter(([each]) => each !== which)
        if (passes && kind === 'append') expected.push([which, value])
        if (passes && kind === 'delete') expected = others
        if (passes && kind === 'set') {
          const place = at < 0 ? others.length : at
          expected = [...others.slice(0, place), [which, value], ...others.slice(place)]
        }
        if (passes && isNoCors) expected = expected.filter(([each]) => each !== 'range')
        if (kind === 'append') expect(appendGuarded(list, guard, which, value)).toBe(passes)
        if (kind === 'set') expect(setGuarded(list, guard, which, value)).toBe(passes)
        if (kind === 'delete') expect(deleteGuarded(list, guard, which)).toBe(passes)
        expect(list).toEqual(expected)
      }
    }),
    RUNS,
  )
})

/** https://fetch.spec.whatwg.org/#headers-validate */
test.each<[guard: HeadersGuard, lets: readonly string[]]>([
  ['none', ['x-a', 'cookie', 'set-cookie', 'x-http-method']],
  ['immutable', []],
  ['request', ['x-a']],
  ['request-no-cors', ['x-a']],
  ['response', ['x-a', 'cookie', 'x-http-method']],
])('the guard %s lets through %j', (guard, lets) => {
  const names = ['x-a', 'cookie', 'set-cookie', 'x-http-method']
  expect(names.filter((name) => guardAllows(guard, name, 'TRACE'))).toEqual(lets)
  expect(guardAllows(guard, 'x-http-method', 'GET')).toBe(guard !== 'immutable')
})
