/** Images, sounds and videos of http in a page of https are asked by https, where perhaps nobody is. */
import { expect, test } from 'vitest'
import { diagnoseInMemory } from '../../testing/ask-in-memory.ts'

const IMAGE = 'http://api.example.com/a.png'
const FAILURES = [
  'The TLS handshake failed: the server does not speak TLS on that port; it may speak http.',
  'connect ECONNREFUSED 127.0.0.1:443',
  'no answer in 5000 ms',
  'net::ERR_CONNECTION_RESET',
]

test.each(FAILURES)('%s: it is mixed content, and no fault of the network or of a redirect', async (networkError) => {
  const input = { url: IMAGE, origin: 'https://app.example.com', initiator: 'img' } as const
  const { causes } = await diagnoseInMemory(input, () => ({ networkError }))
  expect(causes.map(({ id }) => id)).toEqual(['mixed-content'])
  expect(causes[0]?.evidence.join()).toContain('https://api.example.com/a.png in its place')
})

test('where the page has http, the network failed', async () => {
  const input = { url: IMAGE, origin: 'http://app.example.com', initiator: 'img' } as const
  const { causes } = await diagnoseInMemory(input, () => ({ networkError: 'connect ECONNREFUSED 127.0.0.1:80' }))
  expect(causes.map(({ id }) => id)).toEqual(['nothing-listens'])
})
