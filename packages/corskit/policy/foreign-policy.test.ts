import { expect, test } from 'vitest'
import type { Policy } from './define.ts'
import { definePolicy } from './define.ts'
import type { Fault } from './fault.ts'
import { createPolicyFinder } from './source.ts'

const good = definePolicy({ origin: 'https://a.com' })
const boom = () => {
  throw new Error('boom')
}

const FAILING: [string, Policy['answer'] & Policy['judgeOrigin']][] = [
  ['throws', boom],
  ['rejects', (async () => boom()) as never],
  ['gives nothing', (() => undefined) as never],
  ['gives a boolean', (() => true) as never],
  ['gives a part of an answer', (() => ({ kind: 'actual', vary: '' })) as never],
  ['gives values that are not strings', (() => ({ kind: 'actual', vary: '', headers: [['a', 1]] })) as never],
  ...['a\nb', 'a\r\nx: y', '\u0000', 'é\u20ac', '\u007f'].map(
    (text): [string, Policy['answer'] & Policy['judgeOrigin']] => [
      `gives ${JSON.stringify(text)} as the value of a header, which Node throws at`,
      (() => ({ kind: 'actual', vary: '', headers: [['x-a', text]] })) as never,
    ],
  ),
  ['gives a line break in vary', (() => ({ kind: 'actual', vary: 'a\r\nb: c', headers: [] })) as never],
  ['gives a name that is none', (() => ({ kind: 'actual', vary: '', headers: [['x a', '1']] })) as never],
  ['gives an empty name', (() => ({ kind: 'actual', vary: '', headers: [['', '1']] })) as never],
  ['gives names that are not strings', (() => ({ kind: 'actual', vary: '', headers: [[1, 'a']] })) as never],
  ['gives headers that are not pairs', (() => ({ kind: 'actual', vary: '', headers: [null] })) as never],
  ['gives headers that are not a list', (() => ({ kind: 'actual', vary: '', headers: {} })) as never],
  ['gives a kind that does not exist', (() => ({ kind: 'else', vary: '', headers: [] })) as never],
  ['gives nothing that varies', (() => ({ kind: 'preflight', headers: [] })) as never],
  ['promises something else', (async () => ({})) as never],
  // biome-ignore lint/suspicious/noThenProperty: what somebody else's promise may be
  ['gives a thenable that fails', (() => ({ then: (_: unknown, reject: () => void) => reject() })) as never],
  ['never settles', (() => new Promise(() => {})) as never],
]

test.each(FAILING)('a policy of somebody else that %s denies, and is reported', async (_, failing) => {
  const foreign: Policy = { ...good, answer: failing, judgeOrigin: failing }
  for (const source of [foreign, () => foreign, async () => foreign]) {
    const faults: Fault[] = []
    const find = createPolicyFinder(source, { timeout: 20, onFault: (fault) => void faults.push(fault) })
    const policy = (await find({})) as Policy
    expect(await policy.answer({ method: 'GET', origin: 'https://a.com' })).toMatchObject({ verdict: 'denied' })
    expect(await policy.judgeOrigin('https://a.com')).toBe('policy-unavailable')
    expect(faults.map(({ code }) => code)).toEqual(['policy-threw', 'policy-threw'])
  }
})

test('a foreign policy has the time limit of its own options', async () => {
  const slow = new Promise<null>((resolve) => setTimeout(resolve, 60, null))
  const foreign: Policy = { ...good, options: { ...good.options, timeout: 5000 }, judgeOrigin: () => slow }
  const policy = createPolicyFinder(foreign, { timeout: 1 })({}) as Policy
  expect(await policy.judgeOrigin('https://a.com')).toBeNull()
})

test.each([
  { method: 'GET', origin: 'https://a.com' },
  { method: 'GET', origin: 'https://b.com' },
  { method: 'OPTIONS', origin: 'https://a.com', requestMethod: 'PUT' },
])('what a policy of somebody else says of %j is given as it is, at once or later', async (facts) => {
  const faults: Fault[] = []
  for (const foreign of [{ ...good }, { ...good, answer: async (asked: never) => good.answer(asked) }]) {
    const policy = createPolicyFinder(foreign, { onFault: (fault) => void faults.push(fault) })({}) as Policy
    expect(await policy.answer(facts)).toEqual(good.answer(facts))
    expect(await policy.judgeOrigin(facts.origin)).toEqual(good.judgeOrigin(facts.origin))
  }
  expect(faults).toEqual([])
})

test('a policy of definePolicy is used as it is', () => {
  expect(createPolicyFinder(good, {})({})).toBe(good)
})

test('options that a function gives again are checked once', () => {
  const options = { origin: 'https://a.com' }
  const find = createPolicyFinder(() => options, {})
  const first = find({})
  expect(first).not.toBeNull()
  expect(find({})).toBe(first)
})
