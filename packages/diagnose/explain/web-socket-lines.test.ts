/** What consoles print of a web socket that was not opened: it is told whether the server answered. */
import { describe, expect, test } from 'vitest'
import { explain } from './explain.ts'
import { readInput } from './read-input.ts'

const WS = 'wss://api.example.com/ws'
const failed = (words: string) => `WebSocket connection to '${WS}' failed: ${words}`

function causesIn(text: string) {
  const read = readInput(text)
  if ('why' in read) throw new Error(read.why)
  const { failures, input } = explain(read)
  expect(failures.every(({ request }) => request.url === WS)).toBe(true)
  return { causes: failures.flatMap(({ causes }) => causes), warnings: input.warnings ?? [] }
}

const STATUSES: Readonly<Record<number, RegExp>> = {
  200: /no web socket/,
  204: /no web socket/,
  301: /follow no redirect/,
  302: /follow no redirect/,
  307: /follow no redirect/,
  308: /follow no redirect/,
  400: /Upgrade/,
  401: /token|cookie/,
  403: /origin/,
  404: /path/,
  405: /path/,
  407: /proxy/,
  426: /Upgrade/,
  429: /too many/i,
  500: /log/,
  502: /behind/,
  503: /behind/,
  504: /behind/,
  521: /behind/,
}

describe.each([
  ['Chromium', 'Error during WebSocket handshake: Unexpected response code: '],
  ['WebKit', 'Unexpected response code: '],
])('%s prints the status with which the server answered', (_, words) => {
  test.each(Object.entries(STATUSES))('%s', (status, fix) => {
    const { causes } = causesIn(failed(words + status))
    expect(causes.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual(['web-socket-refused certain'])
    expect(causes[0]?.evidence.join()).toContain(status)
    expect(causes[0]?.fix.summary).toMatch(fix)
  })
})

test.each([
  "Error during WebSocket handshake: 'Upgrade' header is missing",
  "Error during WebSocket handshake: 'Sec-WebSocket-Accept' header is missing",
  "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value",
  "Error during WebSocket handshake: Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received",
  'Error during WebSocket handshake: Invalid status line',
  'HTTP Authentication failed; no valid credentials available',
])('the server answered: %s', (words) => {
  expect(causesIn(failed(words)).causes.map(({ id }) => id)).toEqual(['web-socket-refused'])
})

test.each([
  ['Error in connection establishment: net::ERR_CONNECTION_REFUSED', 'nothing-listens'],
  ['Error in connection establishment: net::ERR_NAME_NOT_RESOLVED', 'host-not-found'],
  ['Error in connection establishment: net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
  ['Error during WebSocket handshake: net::ERR_CONNECTION_RESET', 'connection-dropped'],
  ['Error during WebSocket handshake: net::ERR_TIMED_OUT', 'no-answer'],
  ['Connection closed before receiving a handshake response', 'connection-dropped'],
  ['Could not connect to the server.', 'nothing-listens'],
  ['', 'connection-failed'],
])('there was no answer: %s', (words, cause) => {
  expect(causesIn(failed(words)).causes.map(({ id }) => id)).toEqual([cause])
})

test('Firefox does not say whether there was an answer', () => {
  const { causes } = causesIn(`Firefox can’t establish a connection to the server at ${WS}.`)
  expect(causes.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual(['web-socket-refused possible'])
})

test('what the page itself closed is a warning', () => {
  const { causes, warnings } = causesIn(failed('WebSocket is closed before the connection is established.'))
  expect([causes, warnings.length]).toEqual([[], 1])
})
