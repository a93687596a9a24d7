/** What ngrok says in the place of the app: each code has its own fix. */
import { expect, test } from 'vitest'
import { diagnoseInMemory } from '../testing/ask-in-memory.ts'

test.each([
  ['ERR_NGROK_6024', 200, /ngrok-skip-browser-warning/],
  ['ERR_NGROK_3200', 404, /start ngrok again/],
  ['ERR_NGROK_8012', 502, /start the app/],
  ['ERR_NGROK_727', 429, /ngrok\.com\/docs\/errors/],
])('%s: %i', async (code, status, fix) => {
  const input = { url: 'https://abc.ngrok-free.app/items', origin: 'https://app.example.com' }
  const { causes } = await diagnoseInMemory(input, () => ({ status, headers: [['ngrok-error-code', code]] }))
  expect(causes[0]).toMatchObject({ id: 'tunnel-page', confidence: 'certain', fix: { snippets: [] } })
  expect(causes[0]?.fix.summary).toMatch(fix)
})
