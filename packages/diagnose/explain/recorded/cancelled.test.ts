/** What the page cancelled is no failure, in the words of each program that records it. */
import { expect, test } from 'vitest'
import { readInput } from '../read-input.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com/a'

const entry = (answer: object, inEntry: object = {}) => ({
  request: { method: 'GET', url: API, headers: [{ name: 'Origin', value: PAGE }] },
  response: { status: 0, headers: [], ...answer },
  ...inEntry,
})

function read(...entries: object[]) {
  const found = readInput(JSON.stringify({ log: { version: '1.2', entries } }))
  if ('why' in found) throw new Error(found.why)
  return found
}

const CANCELLED: Readonly<Record<string, object>> = {
  'DevTools of Chromium': entry({ _error: 'net::ERR_ABORTED' }),
  'DevTools of Chromium, in the entry': entry({}, { _error: 'net::ERR_ABORTED' }),
  'Playwright with Chromium': entry({ status: -1, _failureText: 'net::ERR_ABORTED' }),
  'Playwright with Firefox': entry({ status: -1, _failureText: 'NS_BINDING_ABORTED' }),
  'Playwright with WebKit': entry({ status: -1, _failureText: 'cancelled' }),
  'Playwright with WebKit on Linux': entry({ status: -1, _failureText: 'Load request cancelled' }),
}

test.each(Object.entries(CANCELLED))('%s: it is told as cancelled, and not as failed', (_, one) => {
  const { failures, input } = read(one)
  expect(failures).toEqual([])
  expect(input.warnings).toEqual([expect.stringMatching(/^One request was cancelled by the page/)])
})

test('several are counted, and a failure beside them stays one', () => {
  const { failures, input } = read(...Object.values(CANCELLED), entry({ status: 200 }))
  expect(failures).toHaveLength(1)
  expect(input.warnings).toEqual([expect.stringMatching(/^6 requests were cancelled by the page/)])
})

test.each(['net::ERR_FAILED', 'net::ERR_CONNECTION_ABORTED', 'NS_ERROR_DOM_BAD_URI', 'net::ERR_ABORTED_BY_X'])(
  '%s is a failure',
  (error) => {
    const { failures, input } = read(entry({ _error: error }))
    expect(failures).toHaveLength(1)
    expect(input.warnings).toBeUndefined()
  },
)

test('a preflight that was cancelled, and one behind which the request was cancelled, are none either', () => {
  const asked = [
    { name: 'Origin', value: PAGE },
    { name: 'Access-Control-Request-Method', value: 'PUT' },
  ]
  const preflight = (answer: object) => ({ request: { method: 'OPTIONS', url: API, headers: asked }, response: answer })
  const allowed = ['origin', 'methods'].map((what, at) => ({
    name: `Access-Control-Allow-${what}`,
    value: [PAGE, 'PUT'][at],
  }))
  const put = {
    request: { method: 'PUT', url: API, headers: [{ name: 'Origin', value: PAGE }] },
    response: { status: 0, headers: [], _error: 'net::ERR_ABORTED' },
  }
  expect(read(preflight({ status: 0, headers: [], _error: 'net::ERR_ABORTED' }), put).failures).toEqual([])
  expect(read(preflight({ status: 204, headers: allowed }), put).failures).toEqual([])
})

test('a log of the protocol with the cancellation', () => {
  const params = { requestId: '1', documentURL: `${PAGE}/`, type: 'Fetch' }
  const found = readInput(
    JSON.stringify([
      {
        method: 'Network.requestWillBeSent',
        params: { ...params, request: { method: 'GET', url: API, headers: { Origin: PAGE } } },
      },
      { method: 'Network.loadingFailed', params: { requestId: '1', errorText: 'net::ERR_ABORTED', canceled: true } },
    ]),
  )
  expect(found).toMatchObject({ failures: [], input: { warnings: [expect.stringContaining('cancelled')] } })
})
