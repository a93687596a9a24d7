import { expect, test } from 'vitest'
import { isObjectOfAnApp, kindOf, mayHold, nameOf, tagOf } from './kind-of.ts'

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

const LONG = 'L'.repeat(41)
const classNamed = (name: string) => ({ [name]: class {} })[name] as new () => object
const tagged = (tag: string): object => ({ [Symbol.toStringTag]: tag })
const shy = () => new Proxy({}, { get: () => revoked().toString() })

/** Each is made when it is asked for: a revoked proxy can stand in no list. */
const NAMES: readonly (readonly [name: string, make: () => object])[] = [
  ['an object', () => ({})],
  ['an object', () => Object.create(null)],
  ['an array', () => []],
  ['a revoked proxy', () => revoked()],
  ['an object that cannot be read', () => shy()],
  ['a Map', () => new Map()],
  ['a Promise', () => Promise.resolve()],
  ['an Int8Array', () => new Int8Array()],
  ['a function', () => () => 1],
  ['a class', () => class {}],
  ['a generator', () => function* () {}],
  ['a generator', () => async function* () {}],
  ['an instance of Settings', () => new (classNamed('Settings'))()],
  ['an instance of $', () => new (classNamed('$'))()],
  [`an instance of ${LONG.slice(1)}`, () => new (classNamed(LONG.slice(1)))()],
  ['an object', () => new (classNamed(LONG))()],
  ['an object', () => new (classNamed('a b'))()],
  ['an object', () => new (classNamed(''))()],
  ['an Own Thing', () => tagged('Own Thing')],
  ['an Ear', () => tagged('Ear')],
  [`a ${'x'.repeat(40)}`, () => tagged('x'.repeat(40))],
  ['an object', () => tagged('x'.repeat(41))],
  ['an object', () => tagged('')],
  ['an object', () => tagged('-x')],
]

test.each(NAMES)('%s', (name, make) => {
  expect(nameOf(make())).toBe(name)
})

test('kinds and tags of what refuses to be read', () => {
  expect(kindOf(revoked())).toBe('a revoked proxy')
  expect(tagOf(shy())).toBe(null)
  expect(tagOf(null)).toBe('Null')
})

test('an object of the app is no list, no Map, no function and nothing that is none', () => {
  const own: unknown[] = [{}, Object.create(null), new (classNamed('Settings'))()]
  expect(own.map(isObjectOfAnApp)).toEqual([true, true, true])
  const others: unknown[] = [null, undefined, 'x', 1, [], () => 1, class {}, new Map(), /x/]
  expect(others.filter(isObjectOfAnApp)).toEqual([])
  expect(isObjectOfAnApp(Object.assign([], { [Symbol.toStringTag]: 'Object' }))).toBe(false)
  expect([isObjectOfAnApp(revoked()), isObjectOfAnApp(shy())]).toEqual([false, false])
})

test('what may hold options', () => {
  const holds = (value: object) => mayHold(value, ['origin'])
  expect([{}, shy(), Object.assign(new Map(), { origin: 1 })].map(holds)).toEqual([true, true, true])
  expect([[], new Map(), new (classNamed('Settings'))()].map(holds)).toEqual([false, false, false])
  expect(holds(revoked())).toBe(false)
})
