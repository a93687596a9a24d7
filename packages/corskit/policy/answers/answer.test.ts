import { afterEach, describe, expect, test, vi } from 'vitest'
import { definePolicy } from '../define.ts'
import type { Fault } from '../fault.ts'
import type { PolicyOptions } from '../options.ts'
import type { Answer, RequestFacts } from './answer.ts'

const APP = 'https://app.example.com'

function answer(options: PolicyOptions, facts: Partial<RequestFacts> = {}): Answer {
  const given = definePolicy(options).answer({ method: 'GET', origin: APP, ...facts })
  if (given instanceof Promise) throw new Error('a promise, without an asynchronous predicate')
  return given
}

const preflight = (options: PolicyOptions, requestMethod: string, requestHeaders?: string, origin = APP) =>
  answer(options, { method: 'OPTIONS', origin, requestMethod, requestHeaders })

const headersOf = (given: Answer) => Object.fromEntries(given.headers)

afterEach(() => vi.useRealTimers())

describe('an actual request', () => {
  const options: PolicyOptions = {
    origin: APP,
    credentials: true,
    exposedHeaders: ['ETag'],
    methods: ['PUT'],
    maxAge: 5,
  }

  test('from an allowed origin gets the origin, credentials and what is exposed, and no list that only preflights need', () => {
    const given = answer(options)
    expect(given).toMatchObject({ kind: 'actual', verdict: 'allowed', reason: null, status: null, vary: 'Origin' })
    expect(headersOf(given)).toEqual({
      'access-control-allow-origin': APP,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'etag',
    })
  })

  test('from another origin gets no header, but has Vary', () => {
    const given = answer(options, { origin: 'https://evil.example' })
    expect(given).toMatchObject({ verdict: 'denied', reason: 'origin-not-allowed', headers: [], vary: 'Origin' })
  })

  test('without Origin gets no header, but has Vary', () => {
    expect(answer(options, { origin: null })).toMatchObject({ verdict: 'not-cors', headers: [], vary: 'Origin' })
  })

  test('under * gets * for every origin, without Vary', () => {
    for (const origin of [APP, 'null', null]) {
      const given = answer({ origin: '*' }, { origin })
      expect(headersOf(given)).toEqual({ 'access-control-allow-origin': '*' })
      expect(given.vary).toBe('')
    }
  })

  test.each([
    ['null', 'origin-null'],
    [[APP, APP], 'origin-not-allowed'],
    [`${APP}, ${APP}`, 'origin-not-allowed'],
    ['', 'origin-not-allowed'],
    ['x'.repeat(10_000), 'origin-too-long'],
    ['constructor', 'origin-not-allowed'],
    [`${APP}/`, 'origin-not-allowed'],
    [APP.toUpperCase(), 'origin-not-allowed'],
  ])('whose Origin is %s is denied', (origin, reason) => {
    expect(answer(options, { origin })).toMatchObject({ verdict: 'denied', reason, headers: [] })
  })

  test('of method OPTIONS without Access-Control-Request-Method is the app’s', () => {
    const given = answer(options, { method: 'OPTIONS' })
    expect(given).toMatchObject({ kind: 'actual', status: null, vary: 'Origin, Access-Control-Request-Method' })
  })
})

describe('a preflight', () => {
  const options: PolicyOptions = { origin: APP, methods: ['PUT', 'DELETE'], allowedHeaders: ['X-A', 'x-b'], maxAge: 60 }
  const lists = {
    'access-control-allow-origin': APP,
    'access-control-allow-methods': 'PUT,DELETE',
    'access-control-allow-headers': 'x-a,x-b',
    'access-control-max-age': '60',
  }

  test('that is allowed gets the whole lists', () => {
    const given = preflight(options, 'PUT', 'x-a')
    expect(given).toMatchObject({ kind: 'preflight', verdict: 'allowed', status: 204 })
    expect(given.vary).toBe('Origin, Access-Control-Request-Method')
    expect(headersOf(given)).toEqual(lists)
  })

  test.each(['GET', 'HEAD', 'POST'])('for %s is allowed although it is not listed', (method) => {
    expect(preflight(options, method, 'x-a').verdict).toBe('allowed')
  })

  test.each([
    ['PATCH', undefined, 'method-not-allowed', 'PATCH'],
    ['put', undefined, 'method-not-allowed', 'put'],
    ['P UT', undefined, 'method-malformed', null],
    ['PUT', 'x-c', 'header-not-allowed', 'x-c'],
    ['PUT', 'x-a, X-C', 'header-not-allowed', 'x-c'],
    ['PUT', 'x-a;q=1', 'header-malformed', null],
    ['PUT', 'x-a x-b', 'header-malformed', null],
    ['PUT', ' '.repeat(65_536), 'headers-too-long', null],
    ['PUT', 'a'.repeat(65_536), 'header-not-allowed', null],
  ])('for %s with %.20s is denied with the true lists', (method, headers, reason, parameter) => {
    const given = preflight(options, method, headers)
    expect(given).toMatchObject({ verdict: 'denied', reason, parameter, status: 204 })
    expect(headersOf(given)).toEqual(lists)
  })

  test.each(['x-b,x-a', 'x-a, x-a', 'X-A,\tx-b ,', ',,x-a', ''])(
    'with the request headers %j is allowed',
    (headers) => {
      expect(preflight(options, 'PUT', headers).verdict).toBe('allowed')
    },
  )

  test('from another origin gets 204 and nothing else', () => {
    const given = preflight(options, 'PUT', 'x-a', 'https://evil.example')
    expect(given).toMatchObject({
      kind: 'preflight',
      verdict: 'denied',
      reason: 'origin-not-allowed',
      status: 204,
      headers: [],
    })
    expect(given.vary).toBe('Origin, Access-Control-Request-Method')
  })

  test('under explain says why it is denied', () => {
    expect(headersOf(preflight({ ...options, explain: true }, 'PATCH'))['corskit-reason']).toBe(
      'method-not-allowed: PATCH: add it to methods',
    )
    const stranger = preflight({ ...options, explain: true }, 'PUT', '', 'https://evil.example')
    expect(headersOf(stranger)).toEqual({ 'corskit-reason': 'origin-not-allowed: this origin is not in the policy' })
  })

  test('gets the private-network header only when it asks and the legacy option is on', () => {
    const facts = { method: 'OPTIONS', requestMethod: 'GET', requestPrivateNetwork: 'true' }
    expect(headersOf(answer(options, facts))).not.toHaveProperty('access-control-allow-private-network')
    const legacy = { ...options, legacyPrivateNetworkAccess: true }
    expect(headersOf(answer(legacy, facts))['access-control-allow-private-network']).toBe('true')
    expect(headersOf(answer(legacy, { ...facts, requestPrivateNetwork: null }))).not.toHaveProperty(
      'access-control-allow-private-network',
    )
  })
})

describe('wildcards', () => {
  test('without credentials are sent as they are, and do not cover Authorization', () => {
    const options: PolicyOptions = { origin: APP, methods: '*', allowedHeaders: '*' }
    expect(headersOf(preflight(options, 'ANYTHING', 'x-any'))).toMatchObject({
      'access-control-allow-methods': '*',
      'access-control-allow-headers': '*',
    })
    expect(preflight(options, 'GET', 'authorization,x-any')).toMatchObject({
      reason: 'header-not-allowed',
      parameter: 'authorization',
    })
    const named: PolicyOptions = { ...options, allowedHeaders: ['*', 'Authorization'] }
    expect(preflight(named, 'GET', 'authorization,x-any').verdict).toBe('allowed')
    expect(headersOf(preflight(named, 'GET', 'authorization'))['access-control-allow-headers']).toBe('*,authorization')
  })

  test('with credentials become what was asked for, and Vary names it', () => {
    const options: PolicyOptions = { origin: APP, methods: '*', allowedHeaders: '*', credentials: true }
    const given = preflight(options, 'PURGE', 'x-b, X-A,x-b')
    expect(headersOf(given)).toMatchObject({
      'access-control-allow-methods': 'PURGE',
      'access-control-allow-headers': 'x-b,x-a',
    })
    expect(given.vary).toBe('Origin, Access-Control-Request-Method, Access-Control-Request-Headers')
    const refused = preflight(options, 'GET', 'x-a,authorization')
    expect(refused).toMatchObject({ verdict: 'denied', parameter: 'authorization' })
    expect(headersOf(refused)['access-control-allow-headers']).toBe('x-a')
    expect(JSON.stringify(preflight(options, 'GET', ','.repeat(65_536)))).not.toContain('*')
    // A method or a header may itself be called `*`.
    expect(preflight(options, '*', 'x-a')).toMatchObject({ reason: 'method-not-allowed', parameter: '*' })
    for (const [method, headers] of [
      ['*', 'x-a'],
      ['PURGE', '*'],
      ['*', 'x-a,*'],
    ] as const)
      expect(JSON.stringify(preflight(options, method, headers).headers)).not.toContain('"*"')
    expect(JSON.stringify(preflight(options, 'PURGE', 'x-a,*').headers)).not.toContain('*')
  })
})

describe('a predicate', () => {
  const faultsOf = () => {
    const faults: Fault[] = []
    return { faults, onFault: (fault: Fault) => void faults.push(fault) }
  }

  test('that gives true allows, at once', () => {
    expect(answer({ origin: (origin) => origin === APP, vary: ['X-Tenant'] })).toMatchObject({
      verdict: 'allowed',
      vary: 'Origin, x-tenant',
    })
  })

  test('is handed the request', () => {
    const policy = definePolicy<{ tenant: string }>({ origin: (_, request) => request.tenant === 'a' })
    expect(policy.answer({ method: 'GET', origin: APP }, { tenant: 'a' })).toMatchObject({ verdict: 'allowed' })
  })

  test('that promises true allows', async () => {
    const policy = definePolicy({ origin: async () => true })
    await expect(policy.answer({ method: 'GET', origin: APP })).resolves.toMatchObject({ verdict: 'allowed' })
  })

  test.each([1, 'true', {}, undefined, null, APP])('that gives %s denies, and is reported', (value) => {
    const { faults, onFault } = faultsOf()
    const given = answer({ origin: (() => value) as never, onFault })
    expect(given).toMatchObject({ verdict: 'denied', reason: 'predicate-not-boolean', headers: [] })
    expect(faults).toEqual([{ code: 'predicate-not-boolean', origin: APP, cause: value }])
  })

  test('that throws denies, and is reported', () => {
    const { faults, onFault } = faultsOf()
    const cause = new Error('no database')
    const throwing = () => {
      throw cause
    }
    expect(answer({ origin: throwing, onFault })).toMatchObject({ reason: 'predicate-threw', headers: [] })
    expect(faults).toEqual([{ code: 'predicate-threw', origin: APP, cause }])
  })

  test('that rejects denies', async () => {
    const policy = definePolicy({ origin: () => Promise.reject(new Error('x')), onFault: () => {} })
    await expect(policy.answer({ method: 'GET', origin: APP })).resolves.toMatchObject({ reason: 'predicate-threw' })
  })

  test('that never settles denies when its time is over', async () => {
    vi.useFakeTimers()
    const policy = definePolicy({ origin: () => new Promise(() => {}), timeout: 50, onFault: () => {} })
    const given = policy.answer({ method: 'GET', origin: APP })
    await vi.advanceTimersByTimeAsync(50)
    await expect(given).resolves.toMatchObject({ reason: 'predicate-timed-out' })
  })

  test('is asked neither about null nor about what is not an origin', () => {
    const predicate = vi.fn(() => true)
    for (const origin of ['null', 'x', `${APP}/`, `${APP}, ${APP}`])
      expect(answer({ origin: predicate }, { origin }).verdict).toBe('denied')
    expect(predicate).not.toHaveBeenCalled()
  })
})

test('what two answers share cannot be changed', () => {
  const given = answer({ origin: APP, credentials: true })
  expect(Object.isFrozen(given.headers[1])).toBe(true)
  expect(Object.isFrozen(answer({ origin: '*' }).headers)).toBe(true)
})

describe('a wildcard without credentials, and more header names than are read', () => {
  const many = Array.from({ length: 20 }, (_, at) => `x-${at}-${'b'.repeat(110)}`).join(',')
  const long = `x-${'a'.repeat(200)}`
  test.each([
    [['*'], many, 'allowed'],
    [['*'], long, 'allowed'],
    [['*'], `${many},authorization`, 'denied'],
    [['*'], `Authorization, ${long}`, 'denied'],
    [['*', 'authorization'], `${many},authorization`, 'allowed'],
    [['*', 'authorization'], '*', 'allowed'],
    [['*'], `${many},x-authorization`, 'allowed'],
  ])('%j', (allowedHeaders, requestHeaders, verdict) => {
    const policy = definePolicy({ origin: 'https://a.example', allowedHeaders })
    const facts = { method: 'OPTIONS', origin: 'https://a.example', requestMethod: 'GET', requestHeaders }
    const answer = policy.answer(facts) as Answer
    const sent = answer.headers.find(([name]) => name === 'access-control-allow-headers')?.[1] ?? ''
    // What a browser does: `*` covers every name.
    expect([answer.verdict, sent.split(',').includes('*')]).toEqual([verdict, verdict === 'allowed'])
  })
})

test.each([
  [64, 'a'.repeat(64), 'method-not-allowed'],
  [65, 'a'.repeat(65), 'method-malformed'],
])('a method of %i letters', (_, method, reason) => {
  const asked = preflight({ origin: APP, methods: ['PUT'], explain: true }, method)
  expect(asked).toMatchObject({ verdict: 'denied', reason })
  const named = preflight({ origin: APP, methods: '*' }, method)
  expect(named.verdict).toBe(reason === 'method-malformed' ? 'denied' : 'allowed')
})
