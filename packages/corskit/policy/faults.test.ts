import { expect, test } from 'vitest'
import type { Answer, RequestFacts } from './answers/answer.ts'
import { checkCallOptions } from './checks/check-call-options.ts'
import { PolicyError } from './checks/issue.ts'
import { definePolicy, type Policy } from './define.ts'
import type { Fault } from './fault.ts'
import { createPolicyFinder, type PolicySource } from './source.ts'

const ORIGIN = 'https://app.example.com'
const FACTS: RequestFacts = { method: 'GET', origin: ORIGIN, requestMethod: null, requestHeaders: null }
const PREFLIGHT: RequestFacts = { ...FACTS, method: 'OPTIONS', requestMethod: 'PUT' }
const never = () => new Promise<never>(() => {})

const asText = (cause: unknown) =>
  cause instanceof Error ? `${cause.name}: ${cause.message.split('\n')[0]}` : String(cause)

/** What comes of it for a request and a preflight, and what was reported. */
async function decided(source: unknown): Promise<string[]> {
  const said: string[] = []
  const onFault = ({ code, origin, cause }: Fault) => void said.push(`${code} ${origin} ${asText(cause)}`)
  const policy = await createPolicyFinder(source as PolicySource<object>, { timeout: 1, onFault })({})
  if (policy === null || policy === 'unavailable') return [String(policy), ...said]
  for (const facts of [FACTS, PREFLIGHT]) {
    const { kind, headers, reason } = await policy.answer(facts, {})
    said.push(`${kind} ${headers.map(([name]) => name).join(' ')} ${reason}`)
  }
  const judged = await policy.judgeOrigin(ORIGIN, {})
  return [...said, `origin ${judged}`]
}

const policy = definePolicy({ origin: ORIGIN, methods: 'PUT' })
const allowed = [
  'actual access-control-allow-origin null',
  'preflight access-control-allow-origin access-control-allow-methods null',
  'origin null',
]
const given = (answer: unknown, reason: unknown = null): Policy<object> =>
  ({ options: {}, answer: () => answer, judgeOrigin: () => reason }) as unknown as Policy<object>
const anAnswer: Answer = { ...(policy.answer(FACTS) as Answer), vary: '' }
const failed = (message: string) => [
  `policy-threw null ${message}`,
  'actual  policy-unavailable',
  `policy-threw null ${message}`,
  'preflight  policy-unavailable',
]

test.each<[string, unknown, string[]]>([
  ['a policy', policy, allowed],
  ['its options', { origin: ORIGIN, methods: 'PUT' }, allowed],
  ['a function that gives it', () => policy, allowed],
  ['a function that gives its options', () => ({ origin: ORIGIN, methods: 'PUT' }), allowed],
  ['a promise of it', async () => policy, allowed],
  ['none: null', () => null, ['null']],
  ['none: undefined', () => undefined, ['null']],
  ['none: false', () => false, ['null']],
  ['none, later', async () => false, ['null']],
  [
    'true',
    () => true,
    ['unavailable', 'policy-function-gave-no-policy null PolicyError: this CORS policy has 1 mistake:'],
  ],
  [
    'a function that throws',
    () => {
      throw new Error('no')
    },
    ['unavailable', 'policy-function-threw null Error: no'],
  ],
  [
    'one that rejects',
    async () => {
      throw new Error('no')
    },
    ['unavailable', 'policy-function-threw null Error: no'],
  ],
  ['one that never answers', never, ['unavailable', 'policy-function-timed-out null undefined']],
  [
    'a policy that gives nothing',
    given(undefined),
    [...failed('TypeError: what the policy gave is not an answer'), 'origin null'],
  ],
  [
    'an answer of another kind',
    given({ ...anAnswer, kind: 'x' }),
    [...failed('TypeError: what the policy gave is not an answer'), 'origin null'],
  ],
  [
    'an answer without vary',
    given({ ...anAnswer, vary: undefined }),
    [...failed('TypeError: what the policy gave is not an answer'), 'origin null'],
  ],
  [
    'an answer without headers',
    given({ ...anAnswer, headers: undefined }),
    [...failed('TypeError: what the policy gave is not an answer'), 'origin null'],
  ],
  [
    'a header without a value',
    given({ ...anAnswer, headers: [['a']] }),
    [...failed('TypeError: what the policy gave is not an answer'), 'origin null'],
  ],
  [
    'a header without a name',
    given({ ...anAnswer, headers: [[1, 'a']] }),
    [...failed('TypeError: what the policy gave is not an answer'), 'origin null'],
  ],
  [
    'a header that is nothing',
    given({ ...anAnswer, headers: [null] }),
    [...failed('TypeError: what the policy gave is not an answer'), 'origin null'],
  ],
  [
    'an answer of the kind actual',
    given(anAnswer),
    ['actual access-control-allow-origin null', 'actual access-control-allow-origin null', 'origin null'],
  ],
  [
    'an answer of the kind preflight',
    given({ ...anAnswer, kind: 'preflight' }),
    ['preflight access-control-allow-origin null', 'preflight access-control-allow-origin null', 'origin null'],
  ],
  [
    'an answer that never comes',
    given(never()),
    [...failed('TypeError: the policy gave no answer in time'), 'origin null'],
  ],
  [
    'a reason that never comes',
    given(anAnswer, never()),
    [
      'actual access-control-allow-origin null',
      'actual access-control-allow-origin null',
      'policy-threw null TypeError: the policy gave no reason in time',
      'origin policy-unavailable',
    ],
  ],
  [
    'a reason that is none',
    given(anAnswer, 5),
    [
      'actual access-control-allow-origin null',
      'actual access-control-allow-origin null',
      'policy-threw null TypeError: what the policy gave is not a reason',
      'origin policy-unavailable',
    ],
  ],
  [
    'a reason',
    given(anAnswer, 'origin-not-allowed'),
    ['actual access-control-allow-origin null', 'actual access-control-allow-origin null', 'origin origin-not-allowed'],
  ],
])('%s', async (_, source, expected) => {
  expect(await decided(source)).toEqual(expected)
})

test.each<[string, object, string]>([
  ['a bypass that is not a function', { bypass: 1 }, 'bypass'],
  ['an onFault that is not a function', { onFault: 'x' }, 'onFault'],
  ['a timeout that is not a number', { timeout: 'x' }, 'timeout'],
  ['a name that is not known', { onfault: () => {} }, 'onfault'],
])('%s is refused beside the policy', (_, options, path) => {
  const make = () => checkCallOptions(options, 'bypass')
  expect(make).toThrow(PolicyError)
  expect(make).toThrow(expect.objectContaining({ name: 'PolicyError', issues: [expect.objectContaining({ path })] }))
})
