/** What stands on `Object.prototype` or `Array.prototype` is not a fact of a request, and changes no answer. */
import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'
import { definePolicy } from '../define.ts'
import { replaceablePolicy } from '../replaceable.ts'
import { explain } from './reason.ts'
import { mergeVary } from './vary.ts'

const ORIGIN = 'https://app.example.com'
const OPTIONS = [
  { origin: ORIGIN, methods: ['PUT'], allowedHeaders: ['x-a'], credentials: true, explain: true },
  { origin: '*', methods: '*', allowedHeaders: '*' },
  { origin: /^https:\/\/app\.example\.com$/, legacyPrivateNetworkAccess: true },
  { origin: (origin: string) => origin === ORIGIN },
]
const POLICIES = OPTIONS.flatMap((options) => [definePolicy(options), replaceablePolicy({ ...definePolicy(options) })])

const NAMES =
  'method origin requestMethod requestHeaders requestPrivateNetwork kind verdict headers vary status timeout'
const VALUES: readonly unknown[] = [ORIGIN, '*', 'PUT', 'OPTIONS', 'true', 'x-a', ['x-b'], {}, () => true]
const FACTS: readonly object[] = [
  {},
  { method: 'GET' },
  { method: 'OPTIONS' },
  { method: 'GET', origin: ORIGIN },
  { method: 'PUT', origin: 'https://evil.example' },
  { method: 'OPTIONS', origin: ORIGIN },
  { method: 'OPTIONS', origin: ORIGIN, requestMethod: 'DELETE' },
  { method: 'OPTIONS', requestMethod: 'PUT', requestHeaders: 'x-a' },
]

function said(): unknown {
  return JSON.stringify([
    POLICIES.map((policy) => FACTS.map((facts) => policy.answer(facts as never))),
    POLICIES.map((policy) => [policy.judgeOrigin(ORIGIN), policy.judgeOrigin('https://evil.example')]),
    [explain('origin-null', null), explain('method-not-allowed', 'PUT'), mergeVary('Accept', 'Origin')],
  ])
}

const before = said()

test.each(NAMES.split(' '))('%s on Object.prototype and Array.prototype changes no answer', (name) => {
  for (const prototype of [Object.prototype, Array.prototype]) {
    for (const value of VALUES) {
      Object.defineProperty(prototype, name, { value, configurable: true, writable: true })
      let polluted: unknown
      try {
        polluted = said()
      } finally {
        Reflect.deleteProperty(prototype, name)
      }
      expect(polluted).toBe(before)
    }
  }
})

test('an iterator on Object.prototype changes no policy', () => {
  const iterator = { *value() {}, configurable: true, writable: true }
  const judged = () => [
    OPTIONS.map((options) => definePolicy(options).judgeOrigin(ORIGIN)),
    checkOptions({ origin: /^https:\/\/[a-z]+example.com$/, method: 'PUT\n' } as never).issues,
  ]
  const otherwise = judged()
  Object.defineProperty(Object.prototype, Symbol.iterator, iterator)
  let polluted: unknown
  try {
    polluted = judged()
  } finally {
    Reflect.deleteProperty(Object.prototype, Symbol.iterator)
  }
  expect(polluted).toEqual(otherwise)
})

/** Node's requests have getters in their classes, so an app may hand on facts that have them too. */
class FactsWithGetters {
  readonly #facts: Readonly<Record<string, string>>
  constructor(facts: Readonly<Record<string, string>>) {
    this.#facts = facts
  }
  get method() {
    return this.#facts['method']
  }
  get origin() {
    return this.#facts['origin']
  }
  get requestMethod() {
    return this.#facts['requestMethod']
  }
  get requestHeaders() {
    return this.#facts['requestHeaders']
  }
  get requestPrivateNetwork() {
    return this.#facts['requestPrivateNetwork']
  }
}

const PREFLIGHT = {
  method: 'OPTIONS',
  origin: ORIGIN,
  requestMethod: 'PUT',
  requestHeaders: 'x-a, x-unlisted',
  requestPrivateNetwork: 'true',
}
const answersTo = (facts: object) =>
  JSON.stringify(
    [
      ...POLICIES,
      definePolicy({
        origin: [ORIGIN, 'https://*.example.com'],
        methods: ['PUT'],
        allowedHeaders: ['x-a'],
        legacyPrivateNetworkAccess: true,
      }),
    ].map((policy) => policy.answer(facts as never)),
  )

test('facts may come from getters of a class', () => {
  expect(answersTo(new FactsWithGetters(PREFLIGHT))).toBe(answersTo(PREFLIGHT))
})

test.each(Object.keys(PREFLIGHT))('a request has its own %s, whatever stands on Object.prototype', (name) => {
  const own = answersTo(PREFLIGHT)
  const without = answersTo({ ...PREFLIGHT, [name]: undefined })
  expect(without).not.toBe(own)
  Object.defineProperty(Object.prototype, name, { value: 'polluted', configurable: true, writable: true })
  try {
    expect(answersTo(PREFLIGHT)).toBe(own)
  } finally {
    Reflect.deleteProperty(Object.prototype, name)
  }
})

test.each([[{ 0: ORIGIN, length: 1 }], [new Set([ORIGIN])], [[ORIGIN, 1]], [{ toString: () => ORIGIN }], [1]])(
  '%j is not a header',
  (origin) => {
    const answers = POLICIES.map((policy) => policy.answer({ method: 'GET', origin: origin as never }))
    const malformed = POLICIES.map((policy) => policy.answer({ method: 'GET', origin: '\0' }))
    expect(answers).toEqual(malformed)
  },
)
