import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cors, guard } from '../web/web.ts'
import type { Decision } from './decision-channel.ts'

const seen: unknown[] = []
const listener = (message: unknown) => void seen.push(message)

beforeEach(() => {
  seen.length = 0
  subscribe('corskit:decision', listener)
})
afterEach(() => unsubscribe('corskit:decision', listener))

const APP = 'https://app.example.com'
const handler = () => new Response('hello')
const ask = (method: string, headers: Record<string, string>) =>
  new Request('http://localhost/a?b', { method, headers })

test('an allowed request is published', async () => {
  await cors({ origin: APP })(handler)(ask('GET', { origin: APP }))
  const decision: Decision = {
    verdict: 'allowed',
    kind: 'actual',
    reason: null,
    parameter: null,
    origin: APP,
    method: 'GET',
    path: '/a?b',
  }
  expect(seen).toEqual([decision])
})

test('a denied preflight is published with what it asked for', async () => {
  const headers = { origin: APP, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-a' }
  await cors({ origin: APP, methods: ['PUT'] })(handler)(ask('OPTIONS', headers))
  expect(seen).toMatchObject([
    { verdict: 'denied', kind: 'preflight', reason: 'header-not-allowed', parameter: 'x-a', method: 'PUT' },
  ])
})

test('a predicate’s decision is published when it is made', async () => {
  await cors({ origin: async () => false })(handler)(ask('GET', { origin: APP }))
  expect(seen).toMatchObject([{ verdict: 'denied', reason: 'origin-not-allowed' }])
})

test('a policy function that fails is published', async () => {
  const failing = () => {
    throw new Error('thrown on purpose')
  }
  const log = console.error
  console.error = () => {}
  try {
    await cors(failing)(handler)(ask('GET', { origin: APP }))
  } finally {
    console.error = log
  }
  expect(seen).toMatchObject([{ verdict: 'denied', reason: 'policy-unavailable' }])
})

test('what guard refuses is published', async () => {
  await guard({ origin: APP })(handler)(ask('POST', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }))
  expect(seen).toMatchObject([
    { verdict: 'denied', kind: 'write', reason: 'cross-site', origin: 'https://evil.example', method: 'POST' },
  ])
})

test('a request without Origin is not a decision', async () => {
  await cors({ origin: APP })(handler)(ask('GET', {}))
  expect(seen).toEqual([])
})

test('nothing is published when Node’s functions exist and throw', async () => {
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(() => {
    throw new Error('not supported in the Edge Runtime')
  })
  vi.resetModules()
  const { cors } = await import('../web/web.ts')
  const response = await cors({ origin: APP })(handler)(ask('GET', { origin: APP }))
  vi.restoreAllMocks()
  expect(response.headers.get('access-control-allow-origin')).toBe(APP)
  expect(seen).toEqual([])
})
