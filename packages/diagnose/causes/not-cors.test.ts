import { simulateFetch } from 'corskit/browser'
import { expect, test } from 'vitest'
import { explain } from '../explain/explain.ts'
import { readInput } from '../explain/read-input.ts'
import { causesOf } from '../investigate.ts'

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
