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
]

test.each(FAILING)('a policy of somebody else that %s denies, and is reported', async (_, failing) => {
  const foreign: Policy = { ...good, answer: failing, judgeOrigin: failing }
  for (const source of [foreign, () => foreign, async () => foreign]) {
    const faults: Fault[] = []
    const find = createPolicyFinder(source, { onFault: (fault) => void faults.push(fault) })
    const policy = (await find({})) as Policy
    expect(await policy.answer({ method: 'GET', origin: 'https://a.com' })).toMatchObject({ verdict: 'denied' })
    expect(await policy.judgeOrigin('https://a.com')).toBe('policy-unavailable')
    expect(faults.map(({ code }) => code)).toEqual(['policy-threw', 'policy-threw'])
  }
})

test('a policy of ours is taken as it is', () => {
  expect(createPolicyFinder(good)({})).toBe(good)
})
