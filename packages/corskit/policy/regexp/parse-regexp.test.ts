import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { parseRegExp } from './parse-regexp.ts'

const nested = (open: string, depth: number, close: string, flags = '') =>
  new RegExp(`${open.repeat(depth)}a${close.repeat(depth)}`, flags)

describe.each([
  ['groups', (depth: number) => nested('(', depth, ')')],
  ['groups that do not capture', (depth: number) => nested('(?:', depth, ')')],
  ['classes under v', (depth: number) => nested('[', depth, ']', 'v')],
  ['classes in groups', (depth: number) => new RegExp(`${'('.repeat(depth - 1)}[a]${')'.repeat(depth - 1)}`)],
  ['groups behind a bracket', (depth: number) => new RegExp(`]]${'('.repeat(depth)}a${')'.repeat(depth)}`)],
  ['groups behind a class', (depth: number) => new RegExp(`[(]${'('.repeat(depth)}a${')'.repeat(depth)}`)],
  [
    'groups behind a class that has brackets',
    (depth: number) => new RegExp(`[[[]${'('.repeat(depth)}a${')'.repeat(depth)}`),
  ],
  ['groups behind an escaped bracket', (depth: number) => new RegExp(`\\[${'('.repeat(depth)}a${')'.repeat(depth)}`)],
  [
    'groups behind an escaped backslash',
    (depth: number) => new RegExp(`\\\\${'('.repeat(depth)}a${')'.repeat(depth)}`),
  ],
  ['groups after others', (depth: number) => new RegExp(`(a)(b)${'('.repeat(depth)}a${')'.repeat(depth)}`)],
])('%s', (_, written) => {
  test('100 deep are read', () => expect(parseRegExp(written(100))?.type).toBe('Pattern'))
  test('101 deep are not', () => expect(parseRegExp(written(101))).toBeNull())
})

test.each([
  ['escaped parentheses', '\\('.repeat(200)],
  ['parentheses in a class', `[${'('.repeat(200)}]`],
  ['brackets in a class', `[${'['.repeat(200)}]`],
  ['groups side by side', '(a)'.repeat(200)],
  ['classes side by side', '[a]'.repeat(200)],
  ['closing brackets', ']'.repeat(200)],
  ['closing parentheses in a class', `[${')'.repeat(200)}](a)`],
])('%s are not deep', (_, source) => {
  expect(parseRegExp(new RegExp(source))?.type).toBe('Pattern')
})

test.each([
  ['look-behind and names', '(?<!a)(?<name>a)\\k<name>', 'u'],
  ['sets under v', '[\\p{Lu}--[A-Z]]', 'v'],
  ['the same signs under u', '[\\p{Lu}\\-\\-A-Z]', 'u'],
  ['one name in two branches', '(?<a>b)|(?<a>c)', ''],
  ['modifiers', '(?i:a)', ''],
])('%s are read: /%s/%s', (_, source, flags) => {
  expect(parseRegExp(new RegExp(source, flags))?.type).toBe('Pattern')
})

/** A RegExp with its depth: how many groups and classes stand in one another at its deepest place. */
const written = fc.letrec<{ any: { text: string; depth: number } }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', '\\(', '\\)', '\\[', '\\]', '\\\\', '.', ']').map((text) => ({ text, depth: 0 })),
    fc.constantFrom('[a]', '[(]', '[)]', '[[]', '[\\]]', '[^(]').map((text) => ({ text, depth: 1 })),
    tie('any').map(({ text, depth }) => ({ text: `(${text})`, depth: depth + 1 })),
    fc.tuple(tie('any'), tie('any')).map(([one, other]) => ({
      text: one.text + other.text,
      depth: Math.max(one.depth, other.depth),
    })),
  ),
})).any

test('a RegExp is read up to a depth of 100, wherever its deepest place is', () => {
  const property = fc.property(written, fc.boolean(), written, ({ text, depth }, isOver, before) => {
    const around = 100 - depth + (isOver ? 1 : 0)
    const whole = `${before.text}${'('.repeat(around)}${text}${')'.repeat(around)}${before.text}`
    expect(parseRegExp(new RegExp(whole)) === null).toBe(isOver)
  })
  fc.assert(property, runs(200))
})
