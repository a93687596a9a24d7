/** Chromium prints a line of the network beneath each line about CORS. It takes no cause away. */
import { type RequestInput, simulateFetchSync } from 'corskit/browser'
import { expect, test } from 'vitest'
import { SITUATIONS } from '../testing/answering-servers.ts'
import { explain } from './explain.ts'
import { readInput } from './read-input.ts'

const PAGE = 'https://app.example.com'
const NAMES = ['traceparent', 'sentry-trace', 'access-control-allow-origin', 'x-token', 'content-type', 'authorization']

/** What a page sends, and what a server answers that lists nothing. */
const withHeaders = NAMES.flatMap((name) =>
  ['GET', 'POST', 'PUT', 'patch'].map((method) => ({
    name: `${method} with ${name}`,
    request: {
      origin: PAGE,
      url: 'https://api.example.net/users',
      method,
      headers: { [name]: name === 'content-type' ? 'application/json' : 'x' },
    } as RequestInput,
    server: () => ({
      status: 204,
      headers: [
        ['access-control-allow-origin', PAGE],
        ['access-control-allow-methods', 'PUT, patch'],
      ] as const,
    }),
  })),
)

function causesIn(text: string): string[] | null {
  const read = readInput(text)
  if ('why' in read) return null
  return explain(read).failures.flatMap(({ causes }) => causes.map(({ id, confidence }) => `${id} (${confidence})`))
}

test('the line alone and the line with that of the network beneath it have the same causes', () => {
  const wrong: string[] = []
  const lines = new Set<string>()
  for (const { name, request, server } of [...withHeaders, ...SITUATIONS]) {
    const outcome = simulateFetchSync(
      request,
      ({ method, url, headers }) =>
        server({ method, url, header: (own) => headers.find(([one]) => one === own)?.[1] ?? null }),
      { engine: 'chromium' },
    )
    const line = outcome.messages.chromium.join('\n')
    const written = `${request.method ?? 'GET'} ${request.url}`
    if (line === '' || lines.has(written + line)) continue
    lines.add(written + line)
    const alone = causesIn(line)
    for (const method of [request.method ?? 'GET', 'GET']) {
      const beneath = causesIn(`${line}\napp.js:12  ${method} ${request.url} net::ERR_FAILED`)
      if (JSON.stringify(alone) !== JSON.stringify(beneath)) wrong.push(`${name}: ${line}\n${alone}\n${beneath}`)
    }
  }
  expect(wrong.slice(0, 5), `${wrong.length} of ${lines.size}`).toEqual([])
  expect(lines.size).toBeGreaterThan(80)
})
