import { expect, test } from 'vitest'
import { RULES } from '../../../corskit/browser/words/rules.ts'
import { SCENES } from '../../scenes/all.ts'
import { play } from '../../stage/play.ts'
import { detailWords, ruleWords } from './rules.ts'

test.each(Object.values(RULES).map(({ name }) => name))('the rule %s has words that need no standard', (name) => {
  const { rule: words } = ruleWords(name)
  expect(words).not.toBe(name)
  expect(words).toMatch(/^(?:[A-Z]|http )/)
  expect(words).not.toMatch(/preflight|CORS|Access-Control|TAO/)
})

test('a request without a preflight is not said to need one', () => {
  expect(ruleWords('CORS-preflight needed', 'no: GET, and nothing else').rule).toBe('Need not ask first')
})

test('nobody reads the answer to a preflight', () => {
  expect(ruleWords('CORS check', '', true).rule).toBe('Is this page allowed?')
})

test('no picture of a scene speaks in terms of the standard', async () => {
  for (const { experiment, control } of SCENES)
    for (const { value } of control.choices)
      for (const { type, says } of (await play(experiment, value)).picture.events)
        if (type === 'rule')
          expect(says).not.toMatch(/safelist|\bmode (?:cors|no-cors)\b|^(?:Basic|Cors|Opaque|Yes|No): /)
})

test.each([
  [
    'new Request',
    'GET https://a.example/ mode no-cors, credentials include',
    'It is: GET https://a.example/, with cookies; the page gives up the answer (no-cors)',
  ],
  ['CORS-preflight needed', 'no: POST and its headers are safelisted', 'A form could send this POST too'],
  [
    'filtered response',
    "cors: the safelisted headers and what 'etag' exposes",
    "Status, body and a few harmless headers, such as Content-Type, and what Access-Control-Expose-Headers names: 'etag'",
  ],
  ['CORS check', 'there is no Access-Control-Allow-Origin', 'there is no Access-Control-Allow-Origin'],
])('%s: %s', (rule, detail, says) => {
  expect(detailWords(rule, detail)).toBe(says)
})
