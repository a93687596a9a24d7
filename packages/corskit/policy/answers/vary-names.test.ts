/** The names of the option `vary` are on every answer, beside what the policy reads. */
import { expect, test } from 'vitest'
import { definePolicy } from '../define.ts'

const facts = { origin: null, method: 'GET', requestMethod: null, requestHeaders: null, privateNetwork: null }

test.each([
  [undefined, 'https://a.com', 'Origin'],
  ['*', 'https://a.com', 'Origin, *'],
  ['*', '*', '*'],
  [['accept'], '*', 'accept'],
  [['Accept', 'accept-language'], '*', 'accept, accept-language'],
  [['accept'], ['https://a.com', 'https://b.com'], 'Origin, accept'],
] as const)('vary %j with the origin %j: %s', (vary, origin, expected) => {
  const policy = definePolicy({ origin, ...(vary === undefined ? {} : { vary }) } as Parameters<typeof definePolicy>[0])
  const answer = policy.answer(facts as Parameters<typeof policy.answer>[0], undefined) as { vary: string }
  expect(answer.vary.toLowerCase().split(', ').sort()).toEqual(expected.toLowerCase().split(', ').sort())
})
