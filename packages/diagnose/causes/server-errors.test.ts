import { simulateFetch } from 'corskit/browser'
import { expect, test } from 'vitest'
import { causesOf } from '../investigate.ts'

const CAUSES = new Map([
  [401, 'auth-before-cors'],
  [403, 'auth-before-cors'],
  [404, 'not-found-without-headers'],
  [405, 'not-found-without-headers'],
  [413, 'body-too-large'],
  [429, 'rate-limit-without-headers'],
  ...[408, 421, 425, 426, 431, 444, 460, 463, 464, 494, 495, 496, 497, 499].map(
    (status) => [status, 'connection-refused-without-headers'] as const,
  ),
  ...[502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530].map((status) => [status, 'gateway-error'] as const),
  [561, 'auth-before-cors'],
])

const refused = Array.from({ length: 200 }, (_, index) => 400 + index)

// A 407 comes from the browser's own proxy, and no page can read it.
test.each(refused.filter((status) => status !== 407))('%i without headers has one cause', async (status) => {
  const request = { method: 'GET', url: 'https://api.example.com/', origin: 'https://app.example.com' }
  const outcome = await simulateFetch(request, () => ({ status }))
  expect(outcome.reason?.code).toBe('MissingAllowOriginHeader')
  const [cause] = causesOf({ request: { ...request, headers: [], credentials: 'same-origin' }, outcome, message: null })
  expect(cause?.id).toBe(
    CAUSES.get(status) ?? (status < 500 ? 'client-error-without-headers' : 'error-without-headers'),
  )
  if (cause?.id === 'connection-refused-without-headers') expect(cause.evidence.join()).toContain(`${status}`)
})

const OF_CLOUDFLARE = [520, 521, 522, 523, 524, 525, 526, 527, 530]

test.each(OF_CLOUDFLARE)('%i is told with what Cloudflare means by it, of a preflight too', async (status) => {
  const server = [['server', 'cloudflare']] as const
  for (const method of ['GET', 'PUT']) {
    const request = { method, url: 'https://api.example.com/', origin: 'https://app.example.com' }
    const outcome = await simulateFetch(request, () => ({ status, headers: server }))
    const [cause] = causesOf(
      { request: { ...request, headers: [], credentials: 'same-origin' }, outcome, message: null },
      [],
    )
    expect(cause).toMatchObject({ id: method === 'GET' ? 'gateway-error' : 'preflight-fails', layer: 'proxy' })
    expect(cause?.evidence.join()).toMatch(new RegExp(`${status} of Cloudflare: `))
  }
})
