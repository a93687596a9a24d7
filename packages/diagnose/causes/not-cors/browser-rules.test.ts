import { simulateFetch } from 'corskit/browser'
import { expect, test } from 'vitest'
import { explain } from '../../explain/explain.ts'
import { readInput } from '../../explain/read-input.ts'
import { causesOf } from '../../investigate.ts'

test('without a question for the permission, it is not certain that it is missing', async () => {
  const request = { method: 'GET', url: 'http://127.0.0.1:8080/', origin: 'https://app.example.com' }
  const network = { page: 'public', target: () => 'loopback', permission: 'prompt' } as const
  const outcome = await simulateFetch(request, () => ({ status: 200 }), {
    engine: 'chromium',
    network: network as never,
  })
  expect(outcome.reason?.code).toBe('LocalNetworkAccessPermissionDenied')
  const evidence = { request: { ...request, headers: [], credentials: 'same-origin' as const }, outcome, message: null }
  const [cause] = causesOf(evidence)
  expect(cause).toMatchObject({ id: 'local-network-access', confidence: 'possible' })
  expect(cause?.fix.summary).not.toContain('https')
})

test('a console line that says that it was denied makes it certain', () => {
  const line =
    "Access to fetch at 'http://127.0.0.1:8080/' from origin 'https://app.example.com' has been blocked by CORS policy: Permission was denied for this request to access the `loopback` address space."
  const read = readInput(line)
  const [failure] = 'why' in read ? [] : explain(read).failures
  expect(failure?.causes[0]).toMatchObject({ id: 'local-network-access', confidence: 'certain' })
})

test.each([
  ['What the server sent is not valid HTTP: it has several Content-Length headers that differ.', 'answer-not-http'],
  ['What the server sent is not valid HTTP: it begins with 220 smtp.', 'answer-not-http'],
  ['The header of the answer is longer than 256 KiB, where Chromium gives up too.', 'answer-not-http'],
  ['The header of the answer has more than 4096 lines.', 'answer-not-http'],
  ['The server answered 101 and switched to h2c unasked.', 'answer-not-http'],
  ['net::ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION', 'answer-not-http'],
  ['net::ERR_INVALID_HTTP_RESPONSE', 'answer-not-http'],
  ['HTTP/2 failed: Stream closed with error code NGHTTP2_REFUSED_STREAM.', 'connection-dropped'],
  ['HTTP/2 failed: Stream closed with error code NGHTTP2_CANCEL.', 'connection-dropped'],
  ['The connection was refused: nothing listens on that host and port.', 'nothing-listens'],
])('%s is told as %s, and as nothing else', async (networkError, cause) => {
  const request = { method: 'GET', url: 'https://api.example.com/', origin: 'https://app.example.com' }
  const outcome = await simulateFetch(request, () => ({ networkError }))
  const evidence = { request: { ...request, headers: [], credentials: 'same-origin' as const }, outcome, message: null }
  expect(causesOf({ ...evidence, networkError }).map(({ id }) => id)).toEqual([cause])
})
