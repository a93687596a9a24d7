/** Every form in which a function calls its second parameter, in every place, under every name. */
import { expect, test } from 'vitest'
import { isCallbackStyle } from './callback-style.ts'

const NAMES = ['callback', 'cb', 'done', 'next', 'resolve', 'CB', 'fn', '$f', 'é', 'callbacks', 'cb2', 'myDone']
const isKnown = (name: string) => /^(?:callback|cb|done|next|resolve)$/i.test(name)

/** `N` is the parameter. */
const CALLS = [
  'N(null, true)',
  'N ()',
  'N?.(null)',
  'N ?. (1)',
  '[N(1)]',
  '!N(1)',
  '(N(1))',
  '{}; N(1)',
  'x ? N(1) : 0',
  'N\n(1)',
]
const HANDED_ON = [
  'f(N)',
  'f(1, N)',
  'x = N',
  '[N]',
  '({ N })',
  '({ a: N })',
  'N.call(null)',
  'N.apply(x)',
  'N.bind(null)',
  'N?.call(1)',
  'x ? N : y',
  'N || x',
  'a => N',
]
const NOTHING = [
  'x.N(1)',
  'x?.N(1)',
  'N.x(1)',
  'N?.x(1)',
  'N[1](1)',
  'N["call"](1)',
  'xN(1)',
  'N_(1)',
  '"N(1)"',
  '/N(1)/',
  '`N(1)`',
  '1 /* N(1) */',
  'N.callee(1)',
  'N.x.call(1)',
  'N.rebind(1)',
  '({ N: 1 })',
  '({ a, N: 1 })',
  'x.N',
  'x?.N',
]
const HIDDEN = [
  '(N) => N(1)',
  'N => N(1)',
  '(a, N) => N(1)',
  '({ N }) => N(1)',
  '([N]) => N(1)',
  '(a, { b: [N] }) => N(1)',
  'function (N) { N(1) }',
  'function f(a, N) { N(1) }',
  'function N() { N(1) }',
]
const DECLARED = [
  '{ const N = f; N(1) }',
  '{ let N; N(1) }',
  'var N = 1; N(1)',
  '{ class N {}; N(1) }',
  '{ function N() { N(1) } }',
]

const PLACES = [
  '(origin, N) => { return (X) }',
  '(origin, N) => { if (origin) { f(X) } }',
  'function (origin, N) { return [X] }',
  'async (origin, N) => { await (X) }',
  '(origin, N = null) => { g(() => { return (X) }) }',
  '({ a, b }, N) => { for (const a of b) { (X) } }',
  '(origin, N, more) => (X)',
  '(origin = a ^ b, N) => (X)',
]
const WITH_STATEMENTS = [
  '(origin, N) => { X }',
  'function named(origin, N) { if (a) { X } }',
  '(origin, N) => { while (a) { switch (b) { case 1: { X } } } }',
]

const sources = (places: readonly string[], expressions: readonly string[]) =>
  NAMES.flatMap((name) =>
    places.flatMap((place) =>
      expressions.map((expression) => ({ name, source: place.replace('X', () => expression).replaceAll('N', name) })),
    ),
  )

function expectStyle(places: readonly string[], expressions: readonly string[], style: (name: string) => boolean) {
  for (const { name, source } of sources(places, expressions)) {
    const written = new Function(`return ${source}`)()
    expect([source, isCallbackStyle(written)]).toEqual([source, style(name)])
  }
}

const asExpressions = (forms: readonly string[]) => forms.filter((form) => !form.includes(';'))

test('a call is found', () => expectStyle(PLACES, asExpressions(CALLS), () => true))
test('a call in a statement is found', () => expectStyle(WITH_STATEMENTS, CALLS, () => true))
test('what is handed on is a callback when its name says so', () => expectStyle(PLACES, HANDED_ON, isKnown))
test('what is neither called nor handed on is not a callback', () => expectStyle(PLACES, NOTHING, () => false))
test('a parameter or variable of the same name hides it', () => {
  expectStyle(PLACES, asExpressions(HIDDEN), () => false)
  expectStyle(WITH_STATEMENTS, DECLARED, () => false)
})

test.each(['if', 'while', 'switch', 'with', 'for await'])('what stands in the parentheses of %s is called', (word) => {
  const head = word === 'for await' ? 'for await (const a of fn(1))' : `${word} (fn(1))`
  const source = `return ${word === 'for await' ? 'async ' : ''}function (origin, fn) { ${head} { } }`
  expect(isCallbackStyle(new Function(source)())).toBe(true)
})

test.each([
  ['(...all) => all[1](1)', true],
  ['(...all) => all[1]?.(1)', true],
  ['(...all) => all[0](1)', false],
  ['(...all) => all[11](1)', false],
  ['(...all) => all(1)', false],
  ['(...all) => all[1].x(1)', false],
  ['(...all) => f(all[1])', false],
  ['(...all) => x.all[1](1)', false],
  ['function (...all) { return all[1](1) }', true],
])('%s: %j', (source, style) => expect(isCallbackStyle(new Function(`return ${source}`)())).toBe(style))

test.each([null, undefined, 'fn', {}, [], 1])('%j is not a function', (value) =>
  expect(isCallbackStyle(value)).toBe(false),
)
