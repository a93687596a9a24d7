import { expect, test } from 'vitest'
import { RULES } from '../../corskit/browser/words/rules.ts'
import { ruleWords } from './rule-words.ts'

test.each(Object.values(RULES).map(({ name }) => name))('the rule %s has words that need no standard', (name) => {
  const { rule: words } = ruleWords(name)
  expect(words).not.toBe(name)
  expect(words).toMatch(/^(?:[A-Z]|http )/)
  expect(words).not.toMatch(/preflight|CORS|Access-Control|TAO/)
})

test('what needs no preflight is not called one', () => {
  expect(ruleWords('CORS-preflight needed', 'no: GET, and nothing else').rule).toBe('Need not ask first')
})
