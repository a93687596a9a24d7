/** RegExps whose checks would take too long, and what keeps the checks short. */
import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { expect, test } from 'vitest'
import { checkRegExp } from './check-regexp.ts'
import { charactersOf } from './regexp-characters.ts'

test('one with more names than can be looked at is refused', () => {
  // No host has a label of 64 characters, so no name is found that shows what this admits.
  const regExp = /^https:\/\/(?:ok\.com|x{64}\.(?:a|b|c|d|e|f|g|h){6}\.com)$/
  const { issues, matcher } = checkRegExp(regExp, 'origin', { origin: regExp })
  expect(issues).toEqual([
    {
      code: 'regexp-too-complex',
      path: 'origin',
      message: expect.stringContaining('what this admits cannot be checked'),
      fix: expect.stringContaining('use a list of origins and patterns'),
      value: regExp,
    },
  ])
  expect(matcher).toBeNull()
})

/** Each range is compared with each of another element. */
test.each([
  ['\\p{Ll}', 1],
  ['\\p{L}', 2],
  ['\\p{ASCII}', 1],
  ['\\P{L}', 3],
  ['\\p{Nd}', 1],
])('what %s reads of ASCII are %i ranges', (atom, count) => {
  const pattern = new RegExpParser().parsePattern(atom, 0, atom.length, { unicode: true })
  expect(charactersOf(pattern.alternatives[0]?.elements[0] as AST.Element, 'u')).toHaveLength(count)
})
