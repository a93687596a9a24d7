import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { readOptions } from './read-options.ts'
import { writeOptions } from './write-options.ts'

test.each([
  ["{ origin: 'https://a.example' }", { origin: 'https://a.example' }],
  [
    '{"origin":["https://a.example"],"credentials":true,"maxAge":60}',
    { origin: ['https://a.example'], credentials: true, maxAge: 60 },
  ],
  [
    "export default definePolicy({\n  // who\n  origin: '*', /* all */\n  maxAge: 7_200,\n});",
    { origin: '*', maxAge: 7200 },
  ],
  ['{ origin: [/^https:\\/\\/[a-z/]+\\.example$/] }', { origin: [/^https:\/\/[a-z/]+\.example$/] }],
  ['{ origin: null }', { origin: null }],
] as const)('%s', (text, options) => {
  expect(readOptions(text)).toEqual({ options })
})

test.each([
  ['', 'The policy is empty: expected { origin: … }.'],
  ["{ origin: 'a'", 'The policy breaks off before it is closed.'],
  ["{ origin 'a' }", `Line 1: expected a colon, got "'a'".`],
  [
    '{\n origin: alert(1) }',
    'Line 2: expected a value (text in quotes, a number, true, false, a list, a regular expression), got "alert".',
  ],
  ['{ origin: /(/ }', 'Line 1: expected a regular expression, got "/(/".'],
  ["{ origin: 'a' 'b' }", `Line 1: expected a comma or }, got "'b'".`],
  ["{ origin: 'a' } evil()", 'Line 1: expected the end, got "evil".'],
  ['{ origin: "a" & 1 }', 'Line 1: "& 1 }" was not expected.'],
  ['{ ["origin"]: 1 }', 'Line 1: expected the name of an option, got "[".'],
])('%s is a mistake that is told in a line', (text, mistake) => {
  expect(readOptions(text)).toEqual({ mistake })
})

test('what is written is read back', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !/[\r\t]/.test(value))
  const options = fc.record({ origin: fc.oneof(text, fc.array(text)), credentials: fc.boolean(), maxAge: fc.nat() })
  fc.assert(
    fc.property(options, (made) => {
      expect(readOptions(writeOptions(made))).toEqual({ options: made })
    }),
    RUNS,
  )
})

test('whatever is pasted, it is read or a mistake', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,\'"`/\\ab1_-.*\n ()=;') }), (text) => {
      const read = readOptions(text)
      expect('options' in read || read.mistake.length > 0).toBe(true)
    }),
    RUNS,
  )
})

test('a name such as __proto__ is an option like any other', () => {
  const read = readOptions("{ __proto__: { origin: '*' }, origin: 'a' }")
  expect('options' in read && Object.keys(read.options)).toEqual(['__proto__', 'origin'])
})
