/** Redirects that lead where no browser goes, and connections that fail: each has a cause, and none blames the call. */
import { expect, test } from 'vitest'
import { explain } from '../../explain/explain.ts'
import { readInput } from '../../explain/read-input.ts'
import { diagnoseInMemory, type ServerInMemory } from '../../testing/ask-in-memory.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.net/a'

const redirectsTo =
  (location: string, then?: string): ServerInMemory =>
  ({ url }) =>
    url === API || then === undefined
      ? {
          status: 302,
          headers: [
            ['access-control-allow-origin', PAGE],
            ['location', location],
          ],
        }
      : { networkError: then }

const first = async (url: string, server: ServerInMemory) => {
  const { causes } = await diagnoseInMemory({ origin: PAGE, url }, server)
  return causes[0]
}

test.each([1, 22, 25, 6000, 6667, 10080])(
  'a redirect to the blocked port %i is a mistake of the server',
  async (port) => {
    const cause = await first(API, redirectsTo(`https://api.example.net:${port}/x`))
    expect(cause).toMatchObject({ id: 'redirect-not-followable', confidence: 'certain' })
    expect(cause?.evidence.join()).toContain(`:${port}/x`)
  },
)

test('a call of a blocked port is a mistake of the call', async () => {
  expect(await first('https://api.example.net:25/', () => ({ status: 200, headers: [] }))).toMatchObject({
    id: 'call-is-wrong',
  })
})

test.each([
  'The TLS handshake failed: the server does not speak TLS on that port; it may speak http.',
  'net::ERR_SSL_PROTOCOL_ERROR',
  'net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  'SSL_ERROR_RX_RECORD_TOO_LONG',
  'An SSL error has occurred and a secure connection to the server cannot be made.',
])('%s: TLS failed, at once and behind a redirect', async (words) => {
  const there = 'https://api.example.net:8080/x'
  expect(await first(API, () => ({ networkError: words }))).toMatchObject({ id: 'tls-failed', confidence: 'certain' })
  const cause = await first(API, redirectsTo(there, words))
  expect(cause).toMatchObject({ id: 'tls-failed', fix: { summary: expect.stringContaining('Location') } })
})

test.each([
  [API, () => ({ status: 407, headers: [] })],
  [API, ((asked) => (asked.url === API ? redirectsTo('/b')(asked) : { status: 407, headers: [] })) as ServerInMemory],
] as const)('407 is told as what only a proxy may answer', async (url, server) => {
  expect(await first(url, server)).toMatchObject({ id: 'proxy-wants-sign-in', confidence: 'certain' })
})

test.each([
  'The plain HTTP request was sent to HTTPS port',
  'Client sent an HTTP request to an HTTPS server.',
  "Reason: You're speaking plain HTTP to an SSL-enabled server port.",
  'Bad Request\nThis combination of host and port requires TLS.',
])('%s: the port speaks TLS', (text) => {
  const read = readInput(text)
  if ('why' in read) throw new Error(read.why)
  const { failures } = explain(read)
  expect(failures.flatMap(({ causes }) => causes.map(({ id }) => id))).toEqual(['http-to-tls-port'])
})
