import { expect, test } from 'vitest'
import { type HeadersInput, toHeaderList } from './headers-input.ts'

const given = (input: unknown) => toHeaderList(input as HeadersInput)

test.each<[string, unknown, [string, string][]]>([
  ['nothing', undefined, []],
  ['null', null, []],
  [
    'a record',
    { 'X-A': ' 1 ', b: '2' },
    [
      ['x-a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'a record of lists',
    { a: ['1', '2'], b: [] },
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  ['a value that is undefined', { a: undefined, b: '1' }, [['b', '1']]],
  ['a value that is null', { a: null }, [['a', 'null']]],
  [
    'a number, true and a bigint',
    { a: 1, b: true, c: 5n },
    [
      ['a', '1'],
      ['b', 'true'],
      ['c', '5'],
    ],
  ],
  [
    'pairs',
    [
      ['A', '1'],
      ['a', '2'],
    ],
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  [
    'pairs of other things',
    [
      [1, null],
      [undefined, false],
    ],
    [
      ['1', 'null'],
      ['undefined', 'false'],
    ],
  ],
  ['a map', new Map([['A', '1']]), [['a', '1']]],
  [
    'Headers',
    new Headers([
      ['A', '1'],
      ['a', '2'],
    ]),
    [['a', '1, 2']],
  ],
  [
    'a generator',
    (function* () {
      yield ['A', '1']
    })(),
    [['a', '1']],
  ],
  ['an empty list', [], []],
  ['an empty record', {}, []],
])('%s', (_, input, expected) => {
  expect(given(input)).toEqual(expected)
})

test.each<[string, unknown, RegExp]>([
  ['a number', 5, /a Headers object, not number$/],
  ['a text', 'a: 1', /a Headers object, not string$/],
  ['true', true, /a Headers object, not boolean$/],
  ['a function', () => {}, /a Headers object, not function$/],
  ['a list of texts', ['a'], /not every entry is a pair$/],
  ['a list of a text of two', ['ab'], /not every entry is a pair$/],
  ['a single', [['a']], /not every entry is a pair$/],
  ['three', [['a', 'b', 'c']], /not every entry is a pair$/],
  ['a value that is an object', { a: {} }, /not every name and value is text$/],
  ['a value that is a function', { a: () => {} }, /not every name and value is text$/],
  ['a value that is a symbol', { a: Symbol('x') }, /not every name and value is text$/],
  ['a name that is an object', [[{}, 'a']], /not every name and value is text$/],
  ['a list in a list', { a: [['b']] }, /not every name and value is text$/],
])('%s is refused', (_, input, message) => {
  expect(() => given(input)).toThrow(message)
  expect(() => given(input)).toThrow(TypeError)
})

const expected = 'headers must be a record, a list of pairs or a Headers object'

test.each<[unknown, string]>([
  ['a: b', `${expected}, not string`],
  [5, `${expected}, not number`],
  [() => 1, `${expected}, not function`],
  [[['a']], `${expected}: not every entry is a pair`],
  [[['a', 'b', 'c']], `${expected}: not every entry is a pair`],
  [['ab'], `${expected}: not every entry is a pair`],
  [[['a', {}]], `${expected}: not every name and value is text`],
  [[[() => 1, 'b']], `${expected}: not every name and value is text`],
  [{ a: Symbol('x') }, `${expected}: not every name and value is text`],
  [{ a: ['x', []] }, `${expected}: not every name and value is text`],
])('what is thrown for %j: %s', (input, message) => {
  expect(() => given(input)).toThrow(new TypeError(message))
})
