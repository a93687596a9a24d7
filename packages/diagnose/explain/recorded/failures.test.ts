/** What Chromium records in a way of its own. The recordings of the clinic are the larger test. */
import { expect, test } from 'vitest'
import { explain } from '../explain.ts'
import { readHar } from '../har.ts'
import { readInput } from '../read-input.ts'

const API = 'http://127.0.0.1:8080/users'
const PAGE = 'https://app.example.com'
type Headers = Readonly<Record<string, string>>

const entry = (
  method: string,
  status: number,
  asked: Headers,
  answered: Headers,
  error: string | null = null,
  url = API,
) => ({
  request: { method, url, headers: list(asked) },
  response: { status, headers: list(answered), _error: error },
})
const list = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }))

function told(...entries: object[]) {
  const read = readInput(JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector' }, entries } }))
  if ('why' in read) throw new Error(read.why)
  return explain(read).failures.map(({ causes, outcome, request }) => ({
    cause: causes[0]?.id ?? null,
    code: outcome?.reason?.code ?? null,
    origin: request.origin,
  }))
}

const sent = { origin: PAGE, 'sec-fetch-mode': 'cors' }
const preflight = { ...sent, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' }
/** A page of https sends no Referer to http, and what was not sent has no Origin. */
const stopped = entry('PUT', 0, { 'content-type': 'application/json' }, {}, 'net::ERR_FAILED')
const allows = { 'access-control-allow-origin': PAGE, 'access-control-allow-credentials': 'true' }

test.each([
  ['before', [stopped, entry('OPTIONS', 401, preflight, {})]],
  ['behind', [entry('OPTIONS', 401, preflight, {}), stopped]],
])('what a preflight stopped, %s its preflight, is one failure', (_, entries) => {
  expect(told(...entries)).toEqual([
    { cause: 'auth-before-preflight', code: 'PreflightMissingAllowOriginHeader', origin: PAGE },
  ])
})

test.each([
  [{ 'access-control-allow-origin': '*' }, 'WildcardOriginNotAllowed'],
  [{ 'access-control-allow-origin': PAGE }, 'InvalidAllowCredentials'],
])('%j: what failed, and fails with credentials only, had credentials', (headers, code) => {
  expect(told(entry('GET', 200, sent, headers, 'net::ERR_FAILED'))).toMatchObject([{ code }])
  expect(told(entry('GET', 200, sent, headers))).toEqual([])
})

test('a preflight that stops a request with credentials only', () => {
  const answer = entry('OPTIONS', 204, preflight, {
    ...allows,
    'access-control-allow-methods': 'PUT',
    'access-control-allow-headers': '*',
  })
  expect(told(stopped, answer)).toMatchObject([{ cause: 'wildcard-list-with-credentials' }])
})

test('where the answer of a redirect was not recorded, nothing is concluded from those before', () => {
  const moved = entry('GET', 302, sent, { 'access-control-allow-origin': PAGE, location: '/new' })
  const lost = entry('GET', 0, sent, {}, 'net::ERR_FAILED', `${API.replace('users', 'new')}`)
  expect(told(moved, lost).map(({ code }) => code)).toEqual(told(moved, lost).map(() => null))
})

test.each([
  ['PUT', {}],
  ['GET', { authorization: 'Bearer x' }],
])('%s %j without its preflight: what the preflight had is not told', (method, more) => {
  const read = readInput(JSON.stringify({ log: { entries: [entry(method, 200, { ...sent, ...more }, {})] } }))
  if ('why' in read) throw new Error(read.why)
  const [cause] = explain(read).failures[0]?.causes ?? []
  expect(cause).toMatchObject({ id: 'headers-only-on-preflight', confidence: 'likely' })
  expect(cause?.evidence).toEqual([
    `${method} /users was answered 200`,
    'It has no Access-Control-Allow-Origin',
    'Browsers send such a request only after a preflight has allowed it; that preflight is not here',
  ])
})

test('one redirect too many', () => {
  const again = entry('GET', 302, sent, { ...allows, location: API })
  const last = entry('GET', 0, sent, {}, 'net::ERR_TOO_MANY_REDIRECTS')
  expect(told(...Array.from({ length: 20 }, () => again), last)).toMatchObject([{ cause: 'redirect-loop' }])
})

test('a request of the mode no-cors names no origin; what happens only between two origins is told all the same', () => {
  const corp = 'net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin'
  expect(told(entry('GET', 0, { 'sec-fetch-mode': 'no-cors' }, {}, corp))).toMatchObject([{ cause: 'resource-policy' }])
  expect(told(entry('GET', 0, {}, {}, 'net::ERR_CONNECTION_REFUSED'))).toEqual([])
})

test.each([
  [{ name: 'WebInspector', version: '537.36' }, 'WebInspector 537.36'],
  [{ name: 'Playwright', version: '1.56.0-alpha (x)' }, 'Playwright 1.56.0-alpha (x)'],
  [{ name: 'x'.repeat(1000), version: '1' }, '1'],
  [{ name: '\u001b[31m<b>', version: 'https://a.test/?t=1' }, undefined],
  [{ name: 'sk1234567890abcdefABCDEF1234', version: 5 }, undefined],
])('the creator of a HAR is named where it is a name: %j', (creator, source) => {
  expect(readHar([], creator).input.source).toBe(source)
})

/** As Playwright 1.65 with Chromium 156 wrote them (`recordHar`). */
function playwright(url: string, failure: string, method = 'GET') {
  const headers = [{ name: 'Referer', value: `${PAGE}/` }]
  return {
    request: { method, url, headers },
    response: { status: -1, statusText: '', headers: [], redirectURL: '', _failureText: failure },
    _resourceType: 'fetch',
  }
}

test('a recording of Playwright tells each request that failed', () => {
  const redirect = {
    ...entry('GET', 302, { origin: PAGE }, allows, null, 'http://127.0.0.1:8080/redirect'),
    _resourceType: 'fetch',
  }
  Object.assign(redirect.response, { redirectURL: 'http://127.0.0.1:8081/elsewhere' })
  const failures = told(
    entry('GET', 200, { origin: PAGE }, allows),
    playwright('http://127.0.0.1:8080/none', 'net::ERR_FAILED'),
    playwright('http://127.0.0.1:8080/put', 'net::ERR_FAILED', 'PUT'),
    redirect,
    playwright('http://127.0.0.1:8081/elsewhere', 'net::ERR_FAILED'),
    playwright('http://127.0.0.1:8080/drop', 'net::ERR_EMPTY_RESPONSE'),
    playwright('http://127.0.0.1:9/', 'net::ERR_CONNECTION_REFUSED'),
  )
  expect(failures.map(({ cause, origin }) => [cause, origin])).toEqual([
    [null, PAGE],
    [null, PAGE],
    [null, PAGE],
    ['connection-dropped', PAGE],
    ['nothing-listens', PAGE],
  ])
})

test.each([
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
  ['HTTP://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
  ['http://127.1:8080/x', 'http://127.0.0.1:8080/x'],
  ['http://api.example.com:80/x', 'http://api.example.com/x'],
  ['https://bücher.example/größe?a b', 'https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe?a%20b'],
])('%s is told as browsers write it', (written, url) => {
  const other = { 'access-control-allow-origin': 'https://other.example.com' }
  const har = JSON.stringify({ log: { entries: [entry('GET', 200, { origin: PAGE }, other, null, written)] } })
  const read = readInput(har)
  if ('why' in read) throw new Error(read.why)
  expect(explain(read).failures.map(({ request, outcome }) => [request.url, outcome?.verdict])).toEqual([
    [url, 'blocked'],
  ])
})

const GOOD = { ...allows, 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'content-type' }
const put = { ...sent, 'content-type': 'application/json' }

test.each<[string, object[]]>([
  ['alone', [entry('GET', 0, { origin: PAGE }, {})]],
  ['with a status below 0', [entry('GET', -1, { origin: PAGE }, {})]],
  ['behind a good preflight', [entry('OPTIONS', 204, preflight, GOOD), entry('PUT', 0, put, {})]],
  [
    'behind a good preflight, with an error',
    [entry('OPTIONS', 204, preflight, GOOD), entry('PUT', 0, put, {}, 'net::ERR_FAILED')],
  ],
  ['before its good preflight', [entry('PUT', 0, put, {}, 'net::ERR_FAILED'), entry('OPTIONS', 204, preflight, GOOD)]],
  ['before its good preflight, without an error', [entry('PUT', 0, put, {}), entry('OPTIONS', 204, preflight, GOOD)]],
  [
    'behind a redirect',
    [
      entry('GET', 302, sent, { ...allows, location: '/new' }),
      entry('GET', 0, sent, {}, null, API.replace('users', 'new')),
    ],
  ],
  ['with only its preflight, which has no status either', [entry('OPTIONS', 0, preflight, {})]],
])('an entry without a status has failed, whoever wrote it: %s', (_, entries) => {
  expect(told(...entries)).toEqual([{ cause: null, code: null, origin: PAGE }])
})

test('a good preflight alone says nothing of the request behind it', () => {
  expect(told(entry('OPTIONS', 204, preflight, GOOD))).toEqual([])
})
