/** Edges of data: URLs, and of the headers for caches that script has set itself. */
import { expect, test } from 'vitest'
import { simulateFetchSync } from '../simulate.ts'

test.each([
  ['data:;base64,YQ==', 'allowed'],
  ['data:;base64,YQ%3D%3D', 'allowed'],
  ['data:;base64,YQ%3d%3D', 'allowed'],
  ['data:;base64,-_8=', 'unreachable'],
  ['data:;base64,%2B%2F8=', 'allowed'],
  ['data:;base64,Y', 'unreachable'],
  ['data:,%zz', 'allowed'],
])('%s: %s', (url, verdict) => {
  const outcome = simulateFetchSync(
    { origin: 'https://app.example.com', url },
    () => expect.unreachable('asked') as never,
  )
  expect(outcome.verdict === 'allowed' ? 'allowed' : 'unreachable').toBe(verdict)
})

test.each(['no-store', 'reload', 'no-cache'] as const)(
  'script that sets %s and its headers sends them once',
  (cache) => {
    const headers = { 'cache-control': 'max-age=1', pragma: 'x' }
    const answer = {
      status: 200,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'cache-control, pragma' },
    }
    const { exchanges } = simulateFetchSync(
      { origin: 'https://app.example.com', url: 'https://api.example.com/', cache, headers },
      () => answer,
    )
    const sent = exchanges.at(-1)?.request.headers.filter(([name]) => name === 'cache-control' || name === 'pragma')
    expect(sent).toEqual(Object.entries(headers))
  },
)
