import { expect, test } from 'vitest'
import type { Bench } from './bench/bench.ts'
import { exportsOf } from './bench/take-along/exports.ts'
import { USUAL } from './fragment.ts'
import { readPasted } from './paste.ts'
import { SERVER_CARD } from './words/bench.ts'

const surroundings = { site: null, pageOrigin: 'https://app.example.com' }

const bench: Bench = {
  request: {
    ...USUAL,
    url: 'https://api.example.com/users?a=1',
    origin: 'https://app.example.com',
    method: 'PUT',
    headers: [['x-a', "it's"]],
    body: '{"a":1}',
    credentials: 'include',
  },
  server: {
    by: 'policy',
    policy: "{\n  origin: ['https://app.example.com'],\n  credentials: true,\n}",
    answer: { status: 200, headers: [['content-type', 'application/json']] },
  },
  said: '',
}
const exported = (name: string, of: Bench = bench) => exportsOf(of).find((one) => one.name === name)?.text ?? ''

async function pasted(text: string): Promise<Bench | undefined> {
  const read = await readPasted(text, surroundings)
  return 'benches' in read ? read.benches[0] : undefined
}

test('a scenario that was taken along comes back as it was', async () => {
  expect(await pasted(exported('scenario'))).toEqual(bench)
})

test('a policy file comes back as a policy', async () => {
  expect(await pasted(exported('policy'))).toMatchObject({
    server: { by: 'policy', policy: expect.stringContaining("origin: ['https://app.example.com']") },
  })
})

test.each(['curl', 'fetch'])('the request as %s comes back with method, URL and headers', async (name) => {
  const request = (await pasted(exported(name)))?.request
  expect(request).toMatchObject({ method: 'PUT', url: bench.request.url })
  expect(request?.headers).toContainEqual(['x-a', "it's"])
})

test.each([
  ['api.example.com/users', 'https://api.example.com/users'],
  ['localhost:3000/x', 'http://localhost:3000/x'],
  ['  https://api.example.com/  ', 'https://api.example.com/'],
])('%s is a URL', async (text, url) => {
  expect((await pasted(text))?.request.url).toBe(url)
})

test.each([
  ['', 'Paste a URL'],
  ['my page does not work', 'This cannot be read'],
  ['{"request":1,"server":2}', 'This cannot be read'],
  ['{"log":{"version":"1.2","creator":{},"entries":[]}}', 'Nothing in it failed'],
])('%s is answered by a line', async (text, mistake) => {
  expect(await readPasted(text, surroundings)).toMatchObject({ mistake: expect.stringContaining(mistake) })
})

test('no export has a header that proves who somebody is', () => {
  const headers = [
    ['Authorization', 'Bearer s3cret'],
    ['X-Api-Key', 's3cret'],
    ['X-CSRF-Token', 's3cret'],
  ] as const
  for (const { text } of exportsOf({ ...bench, request: { ...bench.request, headers } }))
    expect(text).not.toContain('s3cret')
})

const PAGE_HEADERS = [
  { name: 'Origin', value: 'https://app.example.com' },
  { name: 'Content-Type', value: 'application/json' },
]
const har = (response: object) =>
  JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'WebInspector', version: '537.36' },
      entries: [{ request: { method: 'PUT', url: 'https://api.example.com/users', headers: PAGE_HEADERS }, response }],
    },
  })

test('a recording without the answer is not asked for by itself: what it does not show is said', async () => {
  const bench = await pasted(har({ status: 0, headers: [], _error: 'net::ERR_FAILED' }))
  expect(bench).toMatchObject({ server: { by: 'raw' }, said: '', request: { method: 'PUT' } })
  expect(bench?.lacks).toContain('the status of the answer')
})

test('a recording in which the network failed is named by its own error', async () => {
  const bench = await pasted(har({ status: 0, headers: [], _error: 'net::ERR_NAME_NOT_RESOLVED' }))
  expect(bench?.said).toBe('PUT https://api.example.com/users net::ERR_NAME_NOT_RESOLVED')
  expect(bench?.lacks).toBeUndefined()
})

const entry = (method: string, headers: object[], status: number, error?: string) => ({
  request: { method, url: 'https://api.example.com/users', headers },
  response: { status, headers: [], ...(error && { _error: error }) },
})
const PREFLIGHT = [
  { name: 'Origin', value: 'https://app.example.com' },
  { name: 'Access-Control-Request-Method', value: 'PUT' },
  { name: 'Access-Control-Request-Headers', value: 'content-type' },
]

test('an answer that is not in the recording is not made up', async () => {
  const entries = [entry('PUT', PAGE_HEADERS, 0, 'net::ERR_FAILED'), entry('OPTIONS', PREFLIGHT, 401)]
  const text = JSON.stringify({
    log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries },
  })
  const found = await pasted(text)
  expect(found).toMatchObject({ server: { by: 'raw', preflight: { status: 401 } }, recorded: ['preflight'] })
  expect(SERVER_CARD.raw('api.example.com', 401, null)).toContain('not in the recording')
})

test('a preflight that was played by hand becomes the request behind it', async () => {
  const found = await pasted(
    "curl -i -X OPTIONS https://api.example.com/users -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization'",
  )
  expect(found?.request).toMatchObject({ method: 'PUT', headers: [['authorization', 'REDACTED']] })
})
