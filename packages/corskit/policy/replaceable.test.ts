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

test.each<[string, (policy: Policy, inner: Policy) => Policy]>([
  [
    'copies of the facts of some requests, at once',
    (policy, inner) => ({
      ...inner,
      answer: (facts) => (facts.origin === null ? inner.answer(facts) : policy.answer({ ...facts })),
    }),
  ],
  [
    'copies of the facts, later',
    (policy, inner) => ({
      ...inner,
      answer: async (facts) => {
        await null
        return policy.answer({ ...facts })
      },
    }),
  ],
  ['origins, at once', (policy, inner) => ({ ...inner, judgeOrigin: (origin) => policy.judgeOrigin(origin) })],
  [
    'origins, later',
    (policy, inner) => ({
      ...inner,
      judgeOrigin: async (origin) => {
        await null
        return policy.judgeOrigin(origin)
      },
    }),
  ],
])('a policy that hands on %s denies in the end', async (_, wrapped) => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  const inner = definePolicy({ origin: 'https://b.com' })
  policy.replace(wrapped(policy, inner))
  expect(await policy.answer({ ...FACTS })).toMatchObject({ verdict: 'denied' })
  expect(await policy.judgeOrigin('https://a.com')).toMatch(/^(?:policy-unavailable|origin-not-allowed)$/)
  // The next request is answered by the next policy, as ever.
  policy.replace({ ...inner, answer: async (facts) => inner.answer(facts) })
  expect(await policy.answer({ ...FACTS, origin: 'https://b.com' })).toMatchObject({ verdict: 'allowed' })
})

test.each([
  ['after a promise', 0],
  ['after a turn of the event loop', 1],
])('a wrapper that hands on copies of the facts of one request %s denies it in the end', async (_, wait) => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  let rounds = 0
  policy.replace({
    ...policy.current,
    async answer(facts, request) {
      rounds++
      await (wait === 0 ? null : new Promise((resolve) => setImmediate(resolve)))
      return policy.answer({ ...facts }, request)
    },
  })
  expect(await policy.answer({ ...FACTS }, {})).toMatchObject({ verdict: 'denied' })
  // `replace` has tried it, too.
  expect(rounds).toBeLessThanOrEqual(2 * 10_002)
})

test('the first policy answers until it is replaced', () => {
  const inner = definePolicy({ origin: 'https://a.com' })
  const policy = replaceablePolicy(inner)
  expect(policy.current).toBe(inner)
  expect(policy.answer(FACTS)).toEqual(inner.answer(FACTS))
})

/** A policy that asks back with a copy of the facts each time, and counts how often it is asked. */
function askingBack(): () => number {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  let times = 0
  policy.replace({
    ...policy.current,
    answer: (facts) => {
      times++
      return facts.origin === null ? ({} as never) : policy.answer({ ...facts })
    },
  })
  return () => {
    times = 0
    policy.answer(FACTS)
    return times
  }
}

test('a request is handed on inside of itself 1,001 times, and as often the next time', () => {
  const ask = askingBack()
  expect([ask(), ask()]).toEqual([1_001, 1_001])
})

/** Whether each of so many requests is answered by a policy whose promises never settle. */
function pendingRequests(policy: ReturnType<typeof replaceablePolicy>, count: number, facts: () => typeof FACTS) {
  return Array.from({ length: count }, () => policy.answer(facts())).map((answer) => answer instanceof Promise)
}

test('one object waits for at most 10,001 answers at once, and others do not wait for it', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  policy.replace({ ...policy.current, answer: () => new Promise(() => {}) })
  const waiting = pendingRequests(policy, 10_100, () => FACTS)
  expect(waiting.filter((waits) => waits)).toHaveLength(10_001)
  expect(pendingRequests(policy, 100, () => ({ ...FACTS }))).toEqual(Array(100).fill(true))
})

test('an app may give one object with all its requests', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  policy.replace({ ...policy.current, answer: () => new Promise(() => {}) })
  const app = {}
  const waiting = Array.from({ length: 10_000 }, () => policy.answer({ ...FACTS }, app) instanceof Promise)
  expect(waiting.filter((waits) => !waits)).toEqual([])
})

test('promises that never settle count for one minute, and no longer than until the policy is replaced', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  policy.replace({ ...policy.current, answer: () => new Promise(() => {}) })
  const { now } = Date
  try {
    Date.now = () => 1_000_000
    const waiting = pendingRequests(policy, 100_100, () => ({ ...FACTS }))
    expect(waiting.filter((waits) => waits)).toHaveLength(100_001)
    expect(pendingRequests(policy, 100, () => ({ ...FACTS }))).toEqual(Array(100).fill(false))
    policy.replace({ ...definePolicy({ origin: 'https://a.com' }), answer: () => new Promise(() => {}) })
    expect(pendingRequests(policy, 100_100, () => ({ ...FACTS })).filter((waits) => waits)).toHaveLength(100_001)
    Date.now = () => 1_060_000
    expect(pendingRequests(policy, 100, () => ({ ...FACTS }))).toEqual(Array(100).fill(true))
  } finally {
    Date.now = now
  }
})
