/** What is offered for a RegExp that is not anchored: it is accepted, and admits every host that was named. */
import { expect, test } from 'vitest'
import { checkRegExp } from './check-regexp.ts'

const SENTENCE = 'begin every branch with ^https:\\/\\/ and end it with $'

test.each([
  ['a\\.com', '/^https:\\/\\/a\\.com$/'],
  ['^a\\.com', '/^https:\\/\\/a\\.com$/'],
  ['a\\.com$', '/^https:\\/\\/a\\.com$/'],
  ['\\.a\\.com$', '/^https:\\/\\/[a-z0-9-]+\\.a\\.com$/'],
  ['https:\\/\\/a\\.com', '/^https:\\/\\/a\\.com$/'],
  ['https?:\\/\\/a\\.com', '/^https?:\\/\\/a\\.com$/'],
  ['a\\.com:8080', SENTENCE],
  ['https:\\/\\/a\\.com|https:\\/\\/b\\.com', '/^(?:https:\\/\\/a\\.com|https:\\/\\/b\\.com)$/'],
  // One scheme cannot be written before several hosts without their parentheses.
  ['a\\.com|b\\.com', SENTENCE],
  ['a\\.com$|b\\.com$', SENTENCE],
  ['\\.a\\.com|\\.b\\.com', SENTENCE],
  ['(?:a|b)\\.com', SENTENCE],
  ['a\\.com\\$', SENTENCE],
  ['', SENTENCE],
])('for /%s/: %s', (source, fix) => {
  const regExp = new RegExp(source)
  const { issues } = checkRegExp(regExp, 'origin', { origin: regExp })
  expect(issues.map(({ code, fix: offered }) => [code, offered])).toEqual([['regexp-not-anchored', fix]])
})
