/** Policies that ask themselves again, and innocent ones that only wait. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { definePolicy, type Policy } from './define.ts'
import { type ReplaceablePolicy, replaceablePolicy } from './replaceable.ts'

// What waits is counted by the minute, and the tests may run when one ends.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const FACTS = { method: 'GET', origin: 'https://a.com' }
const inner = definePolicy({ origin: 'https://b.com' })
const later = () => new Promise((resolve) => setImmediate(resolve))

const { getBuiltinModule } = process

/** Each is given the policy that it stands in the place of. */
const ASKING_BACK: Readonly<Record<string, (policy: ReplaceablePolicy) => Partial<Policy>>> = {
  'copies of the facts of some requests, at once': (policy) => ({
    answer: (facts) => (facts.origin === null ? inner.answer(facts) : policy.answer({ ...facts })),
  }),
  'copies of the facts, after a promise': (policy) => ({
    async answer(facts) {
      await null
      return policy.answer({ ...facts })
    },
  }),
  'copies of the facts with the request, after a promise': (policy) => ({
    async answer(facts, request) {
      await null
      return policy.answer({ ...facts }, request)
    },
  }),
  'the same facts, after a turn of the event loop': (policy) => ({
    async answer(facts) {
      await later()
      return policy.answer(facts)
    },
  }),
  'copies of the facts with the request, after a turn of the event loop': (policy) => ({
    async answer(facts, request) {
      await later()
      return policy.answer({ ...facts }, request)
    },
  }),
  'origins, at once': (policy) => ({ judgeOrigin: (origin) => policy.judgeOrigin(origin) }),
  'origins, after a promise': (policy) => ({
    async judgeOrigin(origin) {
      await null
      return policy.judgeOrigin(origin)
    },
  }),
}

/** What only a runtime that can follow a call is able to tell: nothing is the same from round to round. */
const FOLLOWED: typeof ASKING_BACK = {
  'copies of both, after a turn of the event loop': (policy) => ({
    async answer(facts, request) {
      await later()
      return policy.answer({ ...facts }, { ...(request as object) })
    },
  }),
  'copies of both, after a timer': (policy) => ({
    answer: (facts, request) =>
      new Promise((resolve) =>
        setTimeout(() => resolve(policy.answer({ ...facts }, { ...(request as object) }) as never), 1),
      ),
  }),
  'origins, after a turn of the event loop': (policy) => ({
    async judgeOrigin(origin) {
      await later()
      return policy.judgeOrigin(origin)
    },
  }),
}

test.each([
  ['at once', (policy: ReplaceablePolicy, origin: string) => policy.judgeOrigin(origin) === null],
  [
    'after a promise',
    async (policy: ReplaceablePolicy, origin: string) => {
      await null
      return (await policy.judgeOrigin(origin)) === null
    },
  ],
  [
    'after a turn of the event loop',
    async (policy: ReplaceablePolicy, origin: string) => {
      await later()
      return (await policy.judgeOrigin(origin)) === null
    },
  ],
])('a predicate that asks the policy that it is in, %s, denies', async (_, ask) => {
  const policy: ReplaceablePolicy = replaceablePolicy({
    origin: (origin: string) => ask(policy, origin),
    onFault: () => {},
  })
  expect(await policy.judgeOrigin('https://a.com')).toMatch(/^(?:origin-not-allowed|predicate-threw)$/)
  expect(await policy.answer({ ...FACTS })).toMatchObject({ verdict: 'denied' })
})

async function deniesInTheEnd(wrapped: (policy: ReplaceablePolicy) => Partial<Policy>) {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  policy.replace({ ...inner, ...wrapped(policy) })
  expect(await policy.answer({ ...FACTS }, {})).toMatchObject({ verdict: 'denied' })
  expect(await policy.judgeOrigin('https://a.com')).toMatch(/^(?:policy-unavailable|origin-not-allowed)$/)
  // The next request is answered by the next policy, as ever.
  policy.replace({ ...inner, answer: async (facts) => inner.answer(facts) })
  expect(await policy.answer({ ...FACTS, origin: 'https://b.com' })).toMatchObject({ verdict: 'allowed' })
}

/** How many of so many requests at once are answered by a policy whose promises never settle. */
function waitingOf(policy: ReplaceablePolicy, count: number, ask: (policy: ReplaceablePolicy) => unknown) {
  const answers = Array.from({ length: count }, () => ask(policy))
  return answers.filter((answer) => answer instanceof Promise).length
}

function neverSettling() {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  policy.replace({ ...inner, answer: () => new Promise(() => {}), judgeOrigin: () => new Promise(() => {}) })
  return policy
}

const APP = {}
const INNOCENT: Readonly<Record<string, (policy: ReplaceablePolicy) => unknown>> = {
  'facts of its own': (policy) => policy.answer({ ...FACTS }),
  'the same facts': (policy) => policy.answer(FACTS),
  'the same object as request': (policy) => policy.answer({ ...FACTS }, APP),
  'an origin': (policy) => policy.judgeOrigin('https://a.com', APP),
}

describe('where the runtime follows what a call leads to', () => {
  test.each(Object.entries({ ...ASKING_BACK, ...FOLLOWED }))(
    'a policy that hands on %s denies in the end',
    (_, wrapped) => deniesInTheEnd(wrapped),
  )

  test.each(Object.entries(INNOCENT))('with %s, a hundred thousand requests may wait at once', (_, ask) => {
    expect(waitingOf(neverSettling(), 100_100, ask)).toBe(100_001)
  })

  test('a worker of the app outside of the request, which asks the policy again, ends at so many too', async () => {
    const policy = replaceablePolicy({ origin: 'https://a.com' })
    const queue: (() => void)[] = []
    let wake: (() => void) | undefined
    let isOver = false
    const worker = (async () => {
      while (!isOver) {
        if (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve))
        queue.shift()?.()
      }
    })()
    policy.replace({
      ...inner,
      answer: (facts, request) =>
        new Promise((resolve) => {
          queue.push(() => resolve(policy.answer({ ...facts }, request) as never))
          wake?.()
        }),
    })
    expect(await policy.answer({ ...FACTS })).toMatchObject({ verdict: 'denied' })
    isOver = true
    wake?.()
    await worker
  })

  test('a client whose end lets the next one in is no loop', async () => {
    const policy = replaceablePolicy({ origin: 'https://a.com' })
    const queue: (() => void)[] = []
    let isBusy = false
    const free = () => {
      isBusy = false
      queue.shift()?.()
    }
    policy.replace({
      ...inner,
      async answer(facts) {
        if (isBusy) throw new Error('two at once')
        isBusy = true
        setImmediate(free)
        await later()
        return inner.answer(facts)
      },
    })
    const ask = async () => {
      if (isBusy) await new Promise<void>((resolve) => queue.push(resolve))
      return (await policy.answer({ ...FACTS, origin: 'https://b.com' })).verdict
    }
    const callbacks = () =>
      new Promise<string>((resolve) => {
        const begin = () => void ask().then(resolve)
        if (isBusy) queue.push(begin)
        else begin()
      })
    const verdicts = await Promise.all(Array.from({ length: 400 }, callbacks))
    expect(new Set(verdicts)).toEqual(new Set(['allowed']))
  })

  test('one request after the other, each begun by the end of the one before, is no loop', async () => {
    const policy = replaceablePolicy({ origin: 'https://a.com' })
    policy.replace({ ...inner, answer: async (facts) => inner.answer(facts) })
    const verdicts: unknown[] = []
    const next = async (left: number): Promise<void> => {
      verdicts.push((await policy.answer({ ...FACTS, origin: 'https://b.com' })).verdict)
      if (left > 0) await next(left - 1)
    }
    await next(1_000)
    expect(new Set(verdicts)).toEqual(new Set(['allowed']))
  })
})

describe('where it does not', () => {
  beforeEach(() => {
    Reflect.deleteProperty(process, 'getBuiltinModule')
    Object.defineProperty(process, 'getBuiltinModule', { value: undefined, configurable: true, writable: true })
  })
  afterEach(() => {
    process.getBuiltinModule = getBuiltinModule
  })

  test.each(Object.entries(ASKING_BACK))('a policy that hands on %s denies in the end', (_, wrapped) =>
    deniesInTheEnd(wrapped),
  )

  test.each([
    ['the same facts', 10_001],
    ['the same object as request', 10_001],
    ['facts of its own', 100_001],
  ] as const)('so many requests wait at once, with %s: %i', (name, most) => {
    expect(waitingOf(neverSettling(), most + 100, INNOCENT[name] as never)).toBe(most)
  })

  test('promises that never settle count for one minute, and no longer than until the policy is replaced', () => {
    const policy = neverSettling()
    const ask = (one: ReplaceablePolicy) => one.answer({ ...FACTS })
    const { now } = Date
    try {
      Date.now = () => 1_000_000
      expect(waitingOf(policy, 100_100, ask)).toBe(100_001)
      expect(waitingOf(policy, 100, ask)).toBe(0)
      policy.replace({ ...inner, answer: () => new Promise(() => {}) })
      expect(waitingOf(policy, 100_100, ask)).toBe(100_001)
      Date.now = () => 1_060_000
      expect(waitingOf(policy, 100, ask)).toBe(100)
    } finally {
      Date.now = now
    }
  })
})

test('a request is handed on inside of itself 101 times, and as often the next time', () => {
  const policy = replaceablePolicy({ origin: 'https://a.com' })
  let times = 0
  policy.replace({
    ...inner,
    answer: (facts) => {
      times++
      return facts.origin === null ? ({} as never) : policy.answer({ ...facts })
    },
  })
  const ask = () => {
    times = 0
    policy.answer(FACTS)
    return times
  }
  expect([ask(), ask()]).toEqual([101, 101])
})

test('all policies share one storage of the runtime, however often they are replaced', async () => {
  let made = 0
  class Counted extends AsyncLocalStorage<unknown> {
    constructor() {
      super()
      made++
    }
  }
  process.getBuiltinModule = (() => ({ AsyncLocalStorage: Counted })) as never
  const policy = replaceablePolicy({ origin: () => true })
  for (let time = 0; time < 50; time++) {
    policy.replace({ origin: async (origin) => origin === FACTS.origin })
    expect((await policy.answer(FACTS)).kind).toBe('actual')
  }
  expect(made).toBeLessThanOrEqual(1)
})
