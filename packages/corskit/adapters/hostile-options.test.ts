/** Values that refuse to be read are told as a mistake: nothing that they throw comes out as it is. */
import { expect, test } from 'vitest'
import { checkOptions } from '../policy/checks/check-options.ts'
import { PolicyError } from '../policy/checks/issue.ts'
import { definePolicy } from '../policy/define.ts'
import { policyFromEnv } from '../policy/environment/from-env.ts'
import { replaceablePolicy } from '../policy/replaceable.ts'
import { cors } from './express/express.ts'

const revoked = (target: object): unknown => {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}
const refuse = (): never => {
  throw 'refused'
}
const TRAPS = { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse, getPrototypeOf: refuse }
const hostileError: unknown = Object.create(Error.prototype, { message: { get: refuse } })

const VALUES: readonly (readonly [string, () => unknown])[] = [
  ['a revoked object', () => revoked({})],
  ['a revoked list', () => revoked([])],
  ['a revoked function', () => revoked(() => true)],
  ['an object whose traps throw', () => new Proxy({}, TRAPS)],
  ['a list whose traps throw', () => new Proxy([], TRAPS)],
  ['a function whose traps throw', () => new Proxy(() => true, TRAPS)],
  ['an object without a prototype', () => Object.create(null)],
  ['a list of a symbol', () => [Symbol('x')]],
  ['an object whose tag throws', () => Object.defineProperty({}, Symbol.toStringTag, { get: refuse })],
  ['an object whose text throws', () => ({ toString: refuse, valueOf: refuse, [Symbol.toPrimitive]: refuse })],
  ['a list with entries of its own', () => Object.assign([], { entries: refuse })],
]
const OPTIONS = [
  'origin',
  'methods',
  'allowedHeaders',
  'vary',
  'credentials',
  'maxAge',
  'timeout',
  'onFault',
  'explain',
]
const VARIABLES = ['CORS_ORIGIN', 'CORS_METHODS', 'CORS_CREDENTIALS', 'CORS_MAX_AGE', 'NODE_ENV']
const ORIGIN = 'https://app.example.com'

/** Accepted, or refused with a PolicyError whose text can be read. */
function isTold(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError)
    expect((error as PolicyError).message).toMatch(/\S/)
  }
}

test.each(VALUES)('%s', (_, make) => {
  isTold(() => definePolicy(make() as never))
  isTold(() => cors(make() as never))
  isTold(() => cors({ origin: ORIGIN }, make() as never))
  isTold(() => replaceablePolicy(make() as never))
  isTold(() => replaceablePolicy({ origin: ORIGIN }).replace(make() as never))
  isTold(() => policyFromEnv(make() as never))
  for (const option of OPTIONS) {
    const options = { origin: ORIGIN, [option]: make() } as never
    expect(() => checkOptions(options)).not.toThrow()
    isTold(() => definePolicy(options))
    isTold(() => cors(options))
  }
  for (const variable of VARIABLES) {
    isTold(() => policyFromEnv({ CORS_ORIGIN: ORIGIN, [variable]: make() } as never))
  }
})

test.each([
  ['a hostile error', hostileError],
  ['a revoked proxy', revoked({})],
  ['a word', 'refused'],
])('a getter that throws %s', (_, thrown) => {
  const options = Object.defineProperty({ origin: ORIGIN }, 'methods', {
    enumerable: true,
    get() {
      throw thrown
    },
  })
  isTold(() => definePolicy(options))
  isTold(() => cors({ origin: ORIGIN }, Object.defineProperty({}, 'timeout', { enumerable: true, get: refuse })))
})

test.each(['methods', 'allowedHeaders', 'exposedHeaders', 'vary'] as const)(
  'an empty list of %s is copied',
  (option) => {
    const list: string[] = []
    const policy = definePolicy({ origin: ORIGIN, [option]: list })
    list.push('DELETE')
    expect(policy.options[option]).toEqual([])
    expect(policy.options[option]).not.toBe(list)
  },
)
