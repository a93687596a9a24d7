import { describe, expect, test } from 'vitest'
import { chromiumProfile } from '../profiles/chromium.ts'
import { firefoxProfile } from '../profiles/firefox.ts'
import { standardProfile } from '../profiles/standard.ts'
import { webkitProfile } from '../profiles/webkit.ts'
import type { CacheProfile } from '../words/engine-profile.ts'
import type { PreflightKey, PreflightQuestion } from '../words/preflight.ts'
import { PreflightCache } from './preflight-cache.ts'

const KEY: PreflightKey = { origin: 'https://app.example.com', url: 'https://api.example.com/', credentialed: false }
const CREDENTIALED: PreflightKey = { ...KEY, credentialed: true }
const ask = (question: Partial<PreflightQuestion>): PreflightQuestion => ({
  method: 'PUT',
  methodNeedsEntry: false,
  unsafeNames: [],
  ...question,
})
const PUT = ask({ methodNeedsEntry: true })
const grant = (methods: string[], headerNames: string[] = [], maxAge = 600) => ({ methods, headerNames, maxAge })

function cacheWith(key: PreflightKey, given: ReturnType<typeof grant>, profile: CacheProfile) {
  const cache = new PreflightCache()
  cache.store(key, given, profile, 0)
  return (question: PreflightQuestion, asked = key, now = 0) => cache.covers(asked, question, profile, now)
}

describe("in the standard's form", () => {
  const { cache: profile } = standardProfile

  test('each method and header is an entry of its own', () => {
    const covers = cacheWith(KEY, grant(['PUT'], ['X-A']), profile)
    expect(covers(PUT)).toBe(true)
    expect(covers(ask({ method: 'DELETE', methodNeedsEntry: true }))).toBe(false)
    expect(covers(ask({ unsafeNames: ['x-a'] }))).toBe(true)
    expect(covers(ask({ unsafeNames: ['x-a', 'x-b'] }))).toBe(false)
  })

  test('entries add up over several preflights, each with its own end', () => {
    const cache = new PreflightCache()
    cache.store(KEY, grant(['PUT'], [], 10), profile, 0)
    cache.store(KEY, grant([], ['x-a'], 100), profile, 0)
    const question = ask({ methodNeedsEntry: true, unsafeNames: ['x-a'] })
    expect(cache.covers(KEY, question, profile, 9_999)).toBe(true)
    expect(cache.covers(KEY, question, profile, 10_000)).toBe(false)
    expect(cache.covers(KEY, ask({ unsafeNames: ['x-a'] }), profile, 10_000)).toBe(true)
  })

  test('* covers headers but Authorization', () => {
    const covers = cacheWith(KEY, grant(['*'], ['*']), profile)
    expect(covers(ask({ methodNeedsEntry: true, unsafeNames: ['x-anything'] }))).toBe(true)
    expect(covers(ask({ unsafeNames: ['authorization'] }))).toBe(false)
  })

  test('an answer with credentials covers requests without, and not the other way round', () => {
    expect(cacheWith(CREDENTIALED, grant(['PUT']), profile)(PUT, KEY)).toBe(true)
    expect(cacheWith(KEY, grant(['PUT']), profile)(PUT, CREDENTIALED)).toBe(false)
  })

  test('a max-age of 0 keeps nothing', () => {
    expect(cacheWith(KEY, grant(['PUT'], [], 0), profile)(PUT)).toBe(false)
  })
})

test('Firefox keeps requests with and without credentials apart', () => {
  expect(cacheWith(CREDENTIALED, grant(['PUT']), firefoxProfile.cache)(PUT, KEY)).toBe(false)
})

test.each([standardProfile, chromiumProfile, firefoxProfile, webkitProfile])(
  'what is forgotten is forgotten with and without credentials, and for this page and URL only: $engine',
  ({ cache: profile }) => {
    const others = [
      { ...KEY, url: `${KEY.url}x` },
      { ...CREDENTIALED, origin: 'https://other.example.com' },
    ]
    for (const asked of [KEY, CREDENTIALED]) {
      const cache = new PreflightCache()
      cache.clear(asked, profile)
      for (const key of [KEY, CREDENTIALED, ...others]) cache.store(key, grant(['PUT']), profile, 0)
      cache.clear(asked, profile)
      expect([KEY, CREDENTIALED].map((key) => cache.covers(key, PUT, profile, 0))).toEqual([false, false])
      expect(others.map((key) => cache.covers(key, PUT, profile, 0))).toEqual([true, true])
      expect(cache.size).toBe(2)
    }
  },
)

/** Without credentials and with them: what `*` covers of a method, a name and Authorization. */
test.each([
  ['standard', standardProfile, [true, true, false], [true, true, false]],
  ['chromium', chromiumProfile, [true, true, false], [false, false, false]],
  ['firefox', firefoxProfile, [false, false, false], [false, false, false]],
  ['webkit', webkitProfile, [true, true, true], [false, false, false]],
] as const)(
  'what * covers, without credentials and with them: %s',
  (_, { cache: profile }, anonymous, credentialed) => {
    const questions = [PUT, ask({ unsafeNames: ['x-a'] }), ask({ unsafeNames: ['authorization'] })]
    for (const [key, covered] of [
      [KEY, anonymous],
      [CREDENTIALED, credentialed],
    ] as const)
      expect(questions.map((question) => cacheWith(key, grant(['*'], ['*']), profile)(question))).toEqual(covered)
  },
)

test('Chromium keeps the newest answer as a whole, and drops it when it does not cover a request', () => {
  const cache = new PreflightCache()
  const { cache: profile } = chromiumProfile
  cache.store(KEY, grant(['PUT']), profile, 0)
  cache.store(KEY, grant(['DELETE']), profile, 0)
  expect(cache.covers(KEY, PUT, profile, 0)).toBe(false)
  expect(cache.size).toBe(0)
})

test('Chromium keeps no answer for a URL of 1,024 characters', () => {
  const key = { ...KEY, url: KEY.url.padEnd(1024, 'x') }
  expect(cacheWith(key, grant(['PUT']), chromiumProfile.cache)(PUT)).toBe(false)
})

const at = (n: number): PreflightKey => ({ ...KEY, url: `${KEY.url}${n}` })

test('Firefox’s full cache forgets the answer that was not used for the longest time', () => {
  const cache = new PreflightCache()
  const { cache: profile } = firefoxProfile
  for (let n = 0; n < profile.capacity; n++) cache.store(at(n), grant(['PUT']), profile, 0)
  expect(cache.covers(at(0), PUT, profile, 0)).toBe(true)
  cache.store(at(profile.capacity), grant(['PUT']), profile, 0)
  expect(cache.size).toBe(profile.capacity)
  expect([0, 1, 2, profile.capacity].map((n) => cache.covers(at(n), PUT, profile, 0))).toEqual([
    true,
    false,
    true,
    true,
  ])
})

test('Firefox’s full cache forgets what is old first', () => {
  const cache = new PreflightCache()
  const { cache: profile } = firefoxProfile
  for (let n = 0; n < profile.capacity; n++) {
    cache.store(at(n), grant(['PUT'], [], n % 2 === 1 ? 5 : 600), profile, 0)
  }
  cache.store(at(profile.capacity), grant(['PUT']), profile, 10_000)
  expect(cache.size).toBe(profile.capacity / 2 + 1)
  expect(cache.covers(at(0), PUT, profile, 10_000)).toBe(true)
})

test('Chromium’s full cache forgets ten at once', () => {
  const cache = new PreflightCache()
  const { cache: profile } = chromiumProfile
  for (let n = 0; n <= profile.capacity; n++) cache.store(at(n), grant(['PUT']), profile, 0)
  expect(cache.size).toBe(profile.capacity - 9)
})

test('Chromium’s ten are those that were there first, whether they were used or not', () => {
  const cache = new PreflightCache()
  const { cache: profile } = chromiumProfile
  for (let n = 0; n < profile.capacity; n++) cache.store(at(n), grant(['PUT']), profile, 0)
  expect(cache.covers(at(0), PUT, profile, 0)).toBe(true)
  cache.store(at(profile.capacity), grant(['PUT']), profile, 0)
  expect([0, 9, 10, profile.capacity].map((n) => cache.covers(at(n), PUT, profile, 0))).toEqual([
    false,
    false,
    true,
    true,
  ])
})

test.each([standardProfile, chromiumProfile, firefoxProfile, webkitProfile])(
  'answers that are not kept or expired are not counted: $engine',
  ({ cache: profile }) => {
    const cache = new PreflightCache()
    cache.store(KEY, grant(['PUT'], [], 0), profile, 0)
    cache.store(KEY, grant(['PUT'], [], -1), profile, 0)
    expect(cache.size).toBe(0)
    cache.store(KEY, grant(['PUT'], ['x-a'], 1), profile, 0)
    expect([cache.covers(KEY, PUT, profile, 999), cache.size]).toEqual([true, 1])
    expect([cache.covers(KEY, PUT, profile, 1_000)]).toEqual([false])
    expect(cache.covers(KEY, ask({ unsafeNames: ['x-a'] }), profile, 1_000)).toBe(false)
    expect(cache.size).toBe(0)
    cache.store(KEY, grant(['PUT']), profile, 0)
    cache.reset()
    expect(cache.size).toBe(0)
  },
)
