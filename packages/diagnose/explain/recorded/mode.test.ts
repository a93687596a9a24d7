/** One row for each kind of request that browsers record, and for each sign by which it is known. */
import { describe, expect, test } from 'vitest'
import { readInput } from '../read-input.ts'

const PAGE = 'https://app.example.com'
type Headers = Readonly<Record<string, string>>
interface Row {
  readonly method?: string
  readonly asked?: Headers
  readonly type?: string
  /** Default: each of {@link ANSWERS}. */
  readonly status?: number
}

const NAVIGATION_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_BODY = { 'content-type': 'application/json' }
const REPORT = { 'content-type': 'application/csp-report' }

const OUTSIDE: Readonly<Record<string, Row>> = {
  'a form, by its mode': { method: 'POST', asked: { ...FORM, 'sec-fetch-mode': 'navigate' } },
  'a form in a frame': {
    method: 'POST',
    asked: { ...FORM, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    type: 'document',
  },
  'a link with Origin': { asked: { 'sec-fetch-mode': 'navigate' } },
  'an old mode of Chromium': { method: 'POST', asked: { ...FORM, 'sec-fetch-mode': 'nested-navigate' } },
  'a document, by its destination': { method: 'POST', asked: { ...FORM, 'sec-fetch-dest': 'document' } },
  'a frame, by its destination': { method: 'POST', asked: { ...FORM, 'sec-fetch-dest': 'frame' } },
  'an iframe, by its destination': { method: 'POST', asked: { ...FORM, 'sec-fetch-dest': 'iframe' } },
  'a fenced frame, by its destination': { asked: { 'sec-fetch-dest': 'fencedframe' } },
  'an object, by its destination': { asked: { 'sec-fetch-dest': 'object' } },
  'an embed, by its destination': { asked: { 'sec-fetch-dest': 'embed' } },
  'a document, by its type': { method: 'POST', asked: FORM, type: 'document' },
  'a document, by its type in the protocol': { method: 'POST', asked: FORM, type: 'Document' },
  'a document with files': {
    method: 'POST',
    asked: { 'content-type': 'multipart/form-data; boundary=x' },
    type: 'document',
  },
  'a form, by Upgrade-Insecure-Requests': { method: 'POST', asked: { ...FORM, 'upgrade-insecure-requests': '1' } },
  'a form, by its Accept': { method: 'POST', asked: { ...FORM, accept: NAVIGATION_ACCEPT } },
  'a form of a page without an origin': {
    method: 'POST',
    asked: { ...FORM, origin: 'null', accept: NAVIGATION_ACCEPT },
  },
  'a web socket, by Upgrade': { asked: { upgrade: 'websocket', connection: 'Upgrade' } },
  'a web socket, by Upgrade in other letters': { asked: { upgrade: 'WebSocket' } },
  'a web socket, by its key': { asked: { 'sec-websocket-key': 'x' } },
  'a web socket, by its version': { asked: { 'sec-websocket-version': '13' } },
  'a web socket, by its type': { type: 'websocket' },
  'a web socket, by its mode': { asked: { 'sec-fetch-mode': 'websocket' } },
  'a web socket, by its destination': { asked: { 'sec-fetch-dest': 'websocket' } },
  'a web socket, by its status': { status: 101 },
  'a web socket of HTTP/2': { method: 'CONNECT', asked: { ':protocol': 'websocket' } },
  'the tunnel of a proxy': { method: 'CONNECT' },
  'a web transport, by its type': { method: 'CONNECT', type: 'webtransport' },
  'a source map of DevTools': { type: 'sourcemap-script' },
  'a beacon of text, by its mode': {
    method: 'POST',
    asked: { 'content-type': 'text/plain', 'sec-fetch-mode': 'no-cors' },
    type: 'ping',
  },
  'a beacon of text, by its type': {
    method: 'POST',
    asked: { 'content-type': 'text/plain;charset=UTF-8' },
    type: 'ping',
  },
  'a beacon of a form, by its type': { method: 'POST', asked: FORM, type: 'ping' },
  'a beacon without a content type': { method: 'POST', type: 'ping' },
  'a beacon, by its type in the protocol': { method: 'POST', type: 'Ping' },
  'the ping of a link, by its content type': { method: 'POST', asked: { 'content-type': 'text/ping' } },
  'the ping of a link, by Ping-To': { method: 'POST', asked: { 'ping-to': `${PAGE}/x` } },
  'the ping of a link, by its type': { method: 'POST', asked: { 'content-type': 'text/ping' }, type: 'ping' },
  'a report of the CSP, by its content type': { method: 'POST', asked: REPORT },
  'a report of the CSP, by its destination': { method: 'POST', asked: { ...REPORT, 'sec-fetch-dest': 'report' } },
  'a report of the CSP, by its mode': { method: 'POST', asked: { ...REPORT, 'sec-fetch-mode': 'no-cors' } },
  'a report of the CSP, by its type': { method: 'POST', asked: REPORT, type: 'csp-violation-report' },
  'a report of the CSP, by its type in the protocol': { method: 'POST', asked: REPORT, type: 'CSPViolationReport' },
  'an image without crossorigin': { asked: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, type: 'image' },
  'a fetch of the mode no-cors': { method: 'POST', asked: { ...FORM, 'sec-fetch-mode': 'no-cors' }, type: 'fetch' },
}

const INSIDE: Readonly<Record<string, Row>> = {
  'a fetch': { asked: { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }, type: 'fetch' },
  'a fetch of HTML, by its mode': { asked: { 'sec-fetch-mode': 'cors', accept: NAVIGATION_ACCEPT } },
  'a fetch of HTML, by its type': { asked: { accept: NAVIGATION_ACCEPT }, type: 'xhr' },
  'a fetch that asks for HTML (Turbo, htmx)': { asked: { accept: 'text/html, application/xhtml+xml' } },
  'a form that script sends': { method: 'POST', asked: { ...FORM, accept: '*/*' } },
  'a form that script sends, by its type': {
    method: 'POST',
    asked: { ...FORM, accept: NAVIGATION_ACCEPT },
    type: 'fetch',
  },
  'an event source': { asked: { accept: 'text/event-stream' }, type: 'eventsource' },
  'a font': { type: 'font' },
  'an image with crossorigin': { type: 'image' },
  'a manifest': { type: 'manifest' },
  'a prefetch with crossorigin': { asked: { 'sec-fetch-mode': 'cors', 'sec-purpose': 'prefetch' }, type: 'prefetch' },
  'a beacon of JSON, by its mode': { method: 'POST', asked: { ...JSON_BODY, 'sec-fetch-mode': 'cors' }, type: 'ping' },
  'a beacon of JSON, by its type': { method: 'POST', asked: JSON_BODY, type: 'ping' },
  'a report of the Reporting API': {
    method: 'POST',
    asked: { 'content-type': 'application/reports+json', 'sec-fetch-dest': 'report' },
  },
  'an upgrade to HTTP/2 without TLS': { asked: { upgrade: 'h2c' } },
}

const ANSWERS: readonly (readonly [status: number, headers: Headers])[] = [
  [200, { 'content-type': 'text/html; charset=utf-8' }],
  [204, {}],
  [302, { location: 'https://api.example.com/home' }],
  [403, { 'content-type': 'application/json' }],
  [404, {}],
  [502, { 'content-type': 'text/html' }],
]

const list = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }))

function failuresOf({ asked = {}, method = 'GET', type }: Row, status: number, answered: Headers) {
  const request = { method, url: 'https://api.example.com/x', headers: list({ origin: PAGE, ...asked }) }
  const entry = {
    request,
    response: { status, headers: list(answered) },
    ...(type === undefined ? {} : { _resourceType: type }),
  }
  const read = readInput(JSON.stringify({ log: { version: '1.2', entries: [entry] } }))
  if ('why' in read) throw new Error(read.why)
  return read.failures.map(({ evidence }) => evidence.outcome?.reason?.code)
}

const answersFor = ({ status }: Row) => (status === undefined ? ANSWERS : [[status, {}] as const])

describe('nothing failed where the page was asked for no permission', () => {
  test.each(Object.entries(OUTSIDE))('%s', (_, row) => {
    for (const [status, answered] of answersFor(row)) expect(failuresOf(row, status, answered), `${status}`).toEqual([])
  })
})

describe('what needs the permission, and does not have it, failed', () => {
  test.each(Object.entries(INSIDE))('%s', (_, row) => {
    for (const [status, answered] of answersFor(row))
      expect(failuresOf(row, status, answered), `${status}`).toEqual(['MissingAllowOriginHeader'])
  })
})

const NAVIGATED = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
const FETCHED = { 'sec-fetch-mode': 'cors' }
const har = (entries: readonly object[]) => JSON.stringify({ log: { version: '1.2', entries } })
const entryOf = (method: string, path: string, asked: Headers, status: number, answered: Headers = {}) => ({
  request: { method, url: `https://api.example.com${path}`, headers: list(asked) },
  response: { status, headers: list(answered) },
})

test('a navigation is not the end of a redirect, and not the request behind a preflight', () => {
  const allows = { 'access-control-allow-origin': PAGE, 'access-control-allow-methods': 'PUT' }
  const redirected = readInput(
    har([
      entryOf('GET', '/a', { origin: PAGE, ...FETCHED }, 302, { ...allows, location: '/b' }),
      entryOf('GET', '/b', NAVIGATED, 200),
      entryOf('GET', '/b', { origin: PAGE, ...FETCHED }, 200, allows),
    ]),
  )
  const preflighted = readInput(
    har([
      entryOf(
        'OPTIONS',
        '/a',
        { origin: PAGE, ...FETCHED, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-a' },
        204,
        {
          ...allows,
          'access-control-allow-headers': 'x-a',
        },
      ),
      entryOf('POST', '/a', { origin: PAGE, ...NAVIGATED }, 200),
      entryOf('POST', '/a', { origin: PAGE, ...FETCHED, 'x-a': '1' }, 200),
    ]),
  )
  expect(redirected).toMatchObject({ failures: [] })
  expect(preflighted).toMatchObject({
    failures: [{ evidence: { outcome: { reason: { code: 'MissingAllowOriginHeader', phase: 'actual' } } } }],
  })
})

test('a preflight is known by its type too', () => {
  const asked = { ...entryOf('OPTIONS', '/a', { origin: PAGE }, 204), _resourceType: 'preflight' }
  const put = entryOf('PUT', '/a', { origin: PAGE, ...FETCHED }, 0)
  expect(readInput(har([asked, put]))).toMatchObject({
    failures: [
      { evidence: { request: { method: 'PUT' }, outcome: { reason: { code: 'PreflightMissingAllowOriginHeader' } } } },
    ],
  })
})
