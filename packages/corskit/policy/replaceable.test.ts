import { expect, test } from 'vitest'
import { PolicyError } from './checks/issue.ts'
import { definePolicy, type Policy } from './define.ts'
import { replaceablePolicy } from './replaceable.ts'
import { createPolicyFinder } from './source.ts'

const ask = (policy: ReturnType<typeof replaceablePolicy>, origin: string) => policy.judgeOrigin(origin)

test('answers by the new policy from the moment of replacement', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  expect(ask(policy, 'https://a.com')).toBeNull()
  policy.replace({ origin: 'https://b.com' })
  expect(ask(policy, 'https://a.com')).toBe('origin-not-allowed')
  expect(ask(policy, 'https://b.com')).toBeNull()
  expect(policy.options.origin).toBe('https://b.com')
})

test('keeps the old policy when the new options have mistakes', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  expect(() => policy.replace({ origin: 'https://b.com/' })).toThrow(PolicyError)
  expect(ask(policy, 'https://a.com')).toBeNull()
})

test('finishes a request that is in flight by the policy that it began with', async () => {
  let settle: (allowed: boolean) => void = () => {}
  const policy = replaceablePolicy({
    origin: () => new Promise<boolean>((resolve) => (settle = resolve)),
    exposedHeaders: ['x-old'],
  })
  const answer = policy.answer({ method: 'GET', origin: 'https://a.com' })
  policy.replace({ origin: 'https://b.com', exposedHeaders: ['x-new'] })
  settle(true)
  expect(JSON.stringify((await answer).headers)).toContain('x-old')
})

test('is not replaced by itself, nor by one that leads back to it', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => replaceablePolicy({ origin: `https://${name}.com` }))
  const policies = [a, b, c] as ReturnType<typeof replaceablePolicy>[]
  expect(() => a?.replace(a)).toThrow('policy-replaced-by-itself')
  expect(() => a?.replace(a)).toThrow(
    'a policy cannot be replaced by itself, or by one that hands requests on to it: no request would get an answer',
  )
  a?.replace(b as never)
  b?.replace(c as never)
  expect(() => c?.replace(a as never)).toThrow('policy-replaced-by-itself')
  expect(() => b?.replace(a as never)).toThrow('policy-replaced-by-itself')
  for (const policy of policies) expect(ask(policy, 'https://c.com')).toBeNull()
})

test.each<[string, (policy: Policy) => Policy]>([
  ['a copy', (policy) => ({ ...policy })],
  ['a proxy', (policy) => new Proxy(policy, {})],
  ['a wrapper', (policy) => ({ ...policy, answer: (facts, request) => policy.answer(facts, request) })],
  ['another replaceable one around it', (policy) => replaceablePolicy({ ...policy })],
])('is not replaced by %s of itself', (_, disguised) => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  expect(() => policy.replace(disguised(policy))).toThrow('policy-replaced-by-itself')
  expect(ask(policy, 'https://a.com')).toBeNull()
})

test('hears the rejection of a policy that is only tried', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  const heard: string[] = []
  // biome-ignore lint/suspicious/noThenProperty: what somebody else's promise may be
  const tried = { then: (...handlers: unknown[]) => void heard.push(...handlers.map((each) => typeof each)) }
  policy.replace({ ...policy.current, answer: () => tried as never })
  expect(heard).toEqual(['undefined', 'function'])
})

test('may be replaced by a policy that rejects, which the adapter survives', async () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  const next: Policy = { ...policy.current, answer: () => Promise.reject(new Error('boom')) }
  policy.replace(next)
  await expect(policy.answer({ method: 'GET', origin: 'https://a.com' })).rejects.toThrow('boom')
})

test('a policy that hands requests back later, or only some of them, denies in the end', async () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  const { options, judgeOrigin } = policy
  const facts = { method: 'GET', origin: 'https://a.com' }
  const unasked = definePolicy({ origin: 'https://a.com' })
  const later: Policy = {
    options,
    judgeOrigin,
    answer: async (...request) => {
      await null
      return policy.answer(...request)
    },
  }
  policy.replace(later)
  expect(await policy.answer({ ...facts })).toMatchObject({ verdict: 'denied', reason: 'policy-unavailable' })
  const some: Policy = {
    options,
    judgeOrigin,
    answer: (...request) => (request[0].origin === null ? unasked.answer(...request) : policy.answer(...request)),
  }
  policy.replace(some)
  expect(policy.answer({ ...facts })).toMatchObject({ verdict: 'denied', reason: 'policy-unavailable' })
})

test('a policy that asks the current one, which is itself, is refused', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  const { options, judgeOrigin } = policy
  const asking: Policy = { options, judgeOrigin, answer: (...request) => policy.current.answer(...request) }
  expect(() => policy.replace(asking)).toThrow('policy-replaced-by-itself')
  expect(policy.answer({ method: 'GET', origin: 'https://a.com' })).toMatchObject({ verdict: 'allowed' })
})

test('one request object may be asked about many times at once', async () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  const inner = definePolicy({ origin: 'https://a.com' })
  policy.replace({ ...inner, answer: async (...request) => inner.answer(...request) })
  const facts = { method: 'GET', origin: 'https://a.com' }
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all(Array.from({ length: 900 }, () => policy.answer(facts)))
    expect(answers.every(({ verdict }) => verdict === 'allowed')).toBe(true)
  }
})

test.each<[string, () => unknown]>([
  ['answers at once', () => ({})],
  ['answers later', async () => ({})],
  [
    'throws',
    () => {
      throw new Error('boom')
    },
  ],
  [
    'rejects',
    async () => {
      throw new Error('boom')
    },
  ],
])(
  'one request object may be asked about any number of times one after another, where the policy %s',
  async (_, answer) => {
    const policy = replaceablePolicy({ origin: 'https://a.com' })
    policy.replace({ ...policy.current, answer: answer as Policy['answer'] })
    const facts = { method: 'GET', origin: 'https://a.com' }
    const said = new Set<string>()
    for (let round = 0; round < 1_100; round++) {
      try {
        said.add(JSON.stringify(await policy.answer(facts)))
      } catch (error) {
        said.add(String(error))
      }
    }
    expect([...said]).toHaveLength(1)
  },
)

test('a policy whose judgeOrigin asks the one that it replaces denies', async () => {
  const good = definePolicy({ origin: '*' })
  const replaceable = replaceablePolicy(good)
  replaceable.replace({ ...good, judgeOrigin: (origin: string) => replaceable.judgeOrigin(origin) })
  expect(await replaceable.judgeOrigin('https://a.example')).toBe('policy-unavailable')
})

const FACTS = { method: 'GET', origin: 'https://a.com' }
const boom = () => {
  throw new RangeError('boom')
}

test.each<[string, object]>([
  ['answer that throws', { answer: boom }],
  ['answer and options', { answer: boom, options: { origin: '*' } }],
  ['answer and judgeOrigin', { answer: boom, judgeOrigin: boom }],
  ['answer beside options', { origin: 'https://a.com', answer: boom }],
  ['another judgeOrigin than a function', { answer: boom, judgeOrigin: true, options: {} }],
])('an object with %s alone is not a policy, and is refused everywhere', (_, given) => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  for (const take of [replaceablePolicy, policy.replace, (source: never) => createPolicyFinder(source, {})]) {
    expect(() => take(given as never)).toThrow('a policy has answer, judgeOrigin and options')
  }
  expect(ask(policy, 'https://a.com')).toBeNull()
})

test.each(['origin', 'methods', 'credentials', 'maxAge', 'timeout'])(
  'a policy that is spread beside %s is refused everywhere: the old one would answer',
  (name) => {
    const policy = replaceablePolicy({ origin: 'https://a.com' })
    for (const base of [definePolicy({ origin: 'https://old.com' }), policy]) {
      const given = { ...base, [name]: 'https://new.com' }
      for (const take of [replaceablePolicy, policy.replace, (source: never) => createPolicyFinder(source, {})]) {
        expect(() => take(given as never)).toThrow(`${name} beside it changes nothing`)
      }
    }
    expect(ask(policy, 'https://a.com')).toBeNull()
  },
)

test('a policy that is spread beside anything else is a policy', () => {
  const inner = definePolicy({ origin: 'https://a.com' })
  const policy = replaceablePolicy({ ...inner, answer: inner.answer, name: 'mine' } as Policy)
  expect(ask(policy, 'https://a.com')).toBeNull()
})

test('a policy that throws a RangeError of its own is not taken for one that hands requests on', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  policy.replace({ ...policy.current, answer: boom })
  expect(() => policy.answer(FACTS)).toThrow('boom')
})

test('the first policy answers until it is replaced', () => {
  const inner = definePolicy({ origin: 'https://a.com' })
  const policy = replaceablePolicy(inner)
  expect(policy.current).toBe(inner)
  expect(policy.answer(FACTS)).toEqual(inner.answer(FACTS))
})
