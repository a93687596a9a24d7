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
  ...[408, 421, 425, 426, 431, 494, 495, 496, 497].map(
    (status) => [status, 'connection-refused-without-headers'] as const,
  ),
])

const refused = Array.from({ length: 100 }, (_, index) => 400 + index)

// A 407 comes from the browser's own proxy, and no page can read it.
test.each(refused.filter((status) => status !== 407))('%i without headers has one cause', async (status) => {
  const request = { method: 'GET', url: 'https://api.example.com/', origin: 'https://app.example.com' }
  const outcome = await simulateFetch(request, () => ({ status }))
  expect(outcome.reason?.code).toBe('MissingAllowOriginHeader')
  const [cause] = causesOf({ request: { ...request, headers: [], credentials: 'same-origin' }, outcome, message: null })
  expect(cause?.id).toBe(CAUSES.get(status) ?? 'client-error-without-headers')
  if (cause?.id === 'connection-refused-without-headers') expect(cause.evidence.join()).toContain(`${status}`)
})
