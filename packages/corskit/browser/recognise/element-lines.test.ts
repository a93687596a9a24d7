/** What engines print about elements is read: the same sentences, with other words for what fetches. */
import { expect, test } from 'vitest'
import { simulateFetchSync } from '../simulate.ts'
import type { ExchangeResponse } from '../words/exchange.ts'
import { ELEMENT_INITIATORS } from '../words/initiator.ts'
import { recogniseMessages } from './recognise-messages.ts'

const headers = (...pairs: [string, string][]): ExchangeResponse => ({ status: 200, headers: pairs })
const ANSWERS: readonly ExchangeResponse[] = [
  headers(),
  headers(['access-control-allow-origin', '*']),
  headers(['access-control-allow-origin', 'https://other.example.com']),
  headers(['access-control-allow-origin', 'https://app.example.com']),
  headers(['access-control-allow-origin', 'a, b']),
  { status: 404 },
]
const ENGINES = ['chromium', 'firefox', 'webkit'] as const

const cases = ELEMENT_INITIATORS.flatMap((initiator) =>
  ANSWERS.flatMap((answer) =>
    (['same-origin', 'include'] as const).flatMap((credentials) =>
      ['https://api.example.com/a', 'http://api.example.com/a'].map((url) => ({ initiator, answer, credentials, url })),
    ),
  ),
)

test.each(ENGINES)('lines of elements in %s', (engine) => {
  let read = 0
  for (const { initiator, answer, credentials, url } of cases) {
    const settings = initiator === 'beacon' ? { body: new Blob(['{}'], { type: 'application/json' }) } : {}
    const cors =
      initiator === 'beacon' ? {} : { mode: 'cors' as const, ...(initiator === 'font' ? {} : { credentials }) }
    const request = { origin: 'https://app.example.com', url, initiator, ...cors, ...settings }
    const { messages, reason } = simulateFetchSync(request, () => answer, { engine })
    const [line] = messages[engine]
    // Lines about mixed content are not about CORS.
    if (line === undefined || reason === null || reason.code === 'MixedContent') continue
    read++
    const found = recogniseMessages(messages[engine].join('\n'))
    expect(found[0], line).toMatchObject({ engine, codes: expect.arrayContaining([reason.code]) })
    const known = ['url', 'firstUrl'].some((name) => found.some((one) => one[name as 'url'] === reason.url))
    if (engine !== 'webkit') expect(known, line).toBe(true)
  }
  expect(read).toBeGreaterThan(50)
})
