/** An answer that a service worker gave: no rule of CORS is applied to it when the page gets it. */
import { expect, test } from 'vitest'
import { readInput } from '../read-input.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com/a'

const headers = [
  { name: 'Origin', value: PAGE },
  { name: 'Sec-Fetch-Mode', value: 'cors' },
]
const entry = (inEntry: object, inAnswer: object, status = 200, method = 'GET') => ({
  request: { method, url: API, headers },
  response: { status, headers: [{ name: 'etag', value: '"a"' }], ...inAnswer },
  ...inEntry,
})

function codesIn(data: unknown): (string | null)[] {
  const read = readInput(JSON.stringify(data))
  if ('why' in read) throw new Error(read.why)
  return read.failures.map(({ evidence }) => evidence.outcome?.reason?.code ?? null)
}
const har = (...entries: object[]) => ({ log: { version: '1.2', entries } })

const BY_WORKER: Readonly<Record<string, readonly [inEntry: object, inAnswer: object]>> = {
  'Chromium, in the answer': [{}, { _fetchedViaServiceWorker: true }],
  'a tool, in the entry': [{ _fetchedViaServiceWorker: true }, {}],
  'Safari, in the entry': [{ _fetchType: 'Service Worker' }, {}],
  'Safari, in the answer': [{}, { _fetchType: 'Service Worker' }],
}

test.each(Object.entries(BY_WORKER))('nothing failed where a service worker answered: %s', (_, signs) => {
  for (const status of [200, 204, 302, 404, 500]) expect(codesIn(har(entry(...signs, status))), `${status}`).toEqual([])
})

const BY_OTHERS: Readonly<Record<string, readonly [inEntry: object, inAnswer: object]>> = {
  'the network': [{}, { _fetchedViaServiceWorker: false }],
  'a cache on the disk': [{ _fromCache: 'disk' }, { _fetchedViaServiceWorker: false }],
  'a cache in the memory': [{ _fromCache: 'memory' }, {}],
  'another cache': [{ _fetchedFromCache: true }, {}],
  'a cache of Safari': [{ _fetchType: 'Disk Cache' }, {}],
  'a network of Safari': [{ _fetchType: 'Network' }, {}],
}

test.each(Object.entries(BY_OTHERS))('the rules are applied to what came from %s', (_, signs) => {
  expect(codesIn(har(entry(...signs)))).toEqual(['MissingAllowOriginHeader'])
})

test('a request for which the worker had no answer failed', () => {
  expect(codesIn(har(entry({}, { _fetchedViaServiceWorker: true, _error: 'net::ERR_FAILED' }, 0)))).toEqual([null])
})

test('the answer of a worker is not the one that a 304 confirms, and not the request behind a preflight', () => {
  const ofWorker = entry({}, { _fetchedViaServiceWorker: true })
  expect(codesIn(har(ofWorker, entry({}, {}, 304)))).toEqual([])
  const asked = [...headers, { name: 'Access-Control-Request-Method', value: 'PUT' }]
  const preflight = { request: { method: 'OPTIONS', url: API, headers: asked }, response: { status: 401, headers: [] } }
  expect(codesIn(har(preflight, entry({}, { _fetchedViaServiceWorker: true }, 200, 'PUT')))).toEqual([
    'PreflightMissingAllowOriginHeader',
  ])
})

const event = (method: string, params: object) => ({ method, params: { requestId: '1', ...params } })
const asked = {
  documentURL: `${PAGE}/`,
  type: 'Fetch',
  request: { method: 'GET', url: API, headers: { Origin: PAGE } },
}

test.each([true, false])('a log of the protocol says it too: %s', (fromServiceWorker) => {
  const response = { status: 200, headers: { etag: '"a"' }, fromServiceWorker }
  const log = [event('Network.requestWillBeSent', asked), event('Network.responseReceived', { response })]
  expect(codesIn(log)).toEqual(fromServiceWorker ? [] : ['MissingAllowOriginHeader'])
})
