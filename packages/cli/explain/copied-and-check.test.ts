/** A request that was copied from a browser: `check` of it and `explain` of it say the same. */
import { expect, test } from 'vitest'
import { check } from '../check/command.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { httpServer } from '../testing/servers.ts'
import { explain } from './command.ts'

const PAGE = 'http://localhost:5173'

type Told = { causes: string[]; exitCode: number }

async function checked(url: string, headers: readonly string[], args: readonly string[]): Promise<Told> {
  const terminal = new RecordingTerminal()
  const options = headers.flatMap((header) => ['-H', header])
  const exitCode = await check([url, ...options, ...args, '--engine', 'chromium', '--json'], terminal)
  return { causes: JSON.parse(terminal.stdout).causes.map(({ id }: { id: string }) => id), exitCode }
}

async function explained(text: string, ...args: readonly string[]): Promise<Told & { warnings: string }> {
  const terminal = new RecordingTerminal()
  const exitCode = await explain(['--json', ...args, text], terminal)
  const { failures, input } = JSON.parse(terminal.stdout)
  const causes = failures.flatMap((one: { causes: { id: string }[] }) => one.causes.map(({ id }) => id))
  return { causes, exitCode, warnings: (input.warnings ?? []).join() }
}

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(' ')
const asCurl = (url: string, headers: readonly string[], args: readonly string[]) =>
  `curl ${quoted([url, ...headers.flatMap((header) => ['-H', header]), ...args])}`
const asFetch = (url: string, headers: readonly string[], args: readonly string[]) =>
  `fetch("${url}", ${JSON.stringify({
    headers: Object.fromEntries(headers.map((header) => header.split(': ')).filter(([name]) => name !== 'referer')),
    referrer: `${PAGE}/x`,
    method: args.includes('-d') ? 'POST' : 'GET',
    mode: /mode: (\S+)/.exec(headers.join('\n'))?.[1],
    ...(args.includes('-d') ? { body: 'a=1' } : {}),
  })})`

const sent = (dest: string, mode: string) => [
  `sec-fetch-dest: ${dest}`,
  `sec-fetch-mode: ${mode}`,
  `referer: ${PAGE}/x`,
]

const NONE = {}
const OWN_SITE = { 'cross-origin-resource-policy': 'same-origin' }

test.each([
  ['an image', sent('image', 'no-cors'), [], NONE, []],
  ['a script', sent('script', 'no-cors'), [], NONE, []],
  ['a style sheet', sent('style', 'no-cors'), [], NONE, []],
  ['a video', sent('video', 'no-cors'), [], NONE, []],
  ['an image without a destination', ['accept: image/avif,*/*', ...sent('', 'no-cors').slice(1)], [], NONE, []],
  ['an image that is refused', sent('image', 'no-cors'), [], OWN_SITE, ['resource-policy']],
  ['an image with crossorigin', sent('image', 'cors'), [], NONE, ['no-cors-headers']],
  ['a call of script', sent('empty', 'cors'), [], NONE, ['no-cors-headers']],
  ['a call without CORS', sent('empty', 'no-cors'), [], NONE, ['opaque-response']],
  ['a write without CORS', sent('empty', 'no-cors'), ['-d', 'a=1'], NONE, ['opaque-response']],
  ['a call in the mode same-origin', sent('empty', 'same-origin'), [], NONE, ['same-origin-mode']],
  ['a write in the mode same-origin', sent('empty', 'same-origin'), ['-d', 'a=1'], NONE, ['same-origin-mode']],
])('%s', async (_, headers, args, answer, causes) => {
  const url = await httpServer((_request, response) => response.writeHead(200, answer).end())
  expect((await checked(url, headers, args)).causes).toEqual(causes)
  for (const form of [asCurl, asFetch]) {
    const told = await explained(form(url, headers, args), '--probe')
    expect(told).toMatchObject({ causes, exitCode: causes.length === 0 ? 0 : 1 })
    if (causes.length === 0) expect(told.warnings).toContain('no script reads it')
  }
})

test('without an answer: what no answer can change is told, and an element has not failed', async () => {
  const url = 'https://api.example.com/x'
  expect(await explained(asFetch(url, sent('empty', 'same-origin'), []))).toMatchObject({
    causes: ['same-origin-mode'],
  })
  expect(await explained(asFetch(url, sent('empty', 'no-cors'), ['-d', 'a=1']))).toMatchObject({
    causes: ['opaque-response'],
  })
  expect(await explained(asCurl(url, sent('image', 'no-cors'), []))).toMatchObject({ causes: [], exitCode: 0 })
  expect(await explained(`fetch("http://api.example.com/x", { referrer: "https://app.example.com/" })`)).toMatchObject({
    causes: ['mixed-content'],
  })
})

test('an image whose type is wrong: the type is told', async () => {
  const type = { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' }
  const url = await httpServer((_request, response) => response.writeHead(200, type).end())
  expect(await explained(asCurl(url, sent('script', 'no-cors'), []), '--probe')).toMatchObject({
    causes: [],
    warnings: expect.stringContaining('its Content-Type is text/plain'),
  })
})

const SOCKET = ['upgrade: websocket', 'connection: Upgrade', 'sec-websocket-version: 13', 'sec-websocket-key: a==']

test.each([
  `curl 'wss://api.example.com/ws' ${SOCKET.map((header) => `-H '${header}'`).join(' ')}`,
  "curl 'ws://api.example.com/ws'",
  "$ curl wss://api.example.com/ws -H 'Origin: https://app.example.com'",
  `curl 'https://api.example.com/ws' ${SOCKET.map((header) => `-H '${header}'`).join(' ')}`,
  'fetch("wss://api.example.com/ws", { "headers": { "sec-websocket-version": "13" }, "method": "GET" })',
  'fetch("ws://api.example.com/ws")',
  'fetch("https://api.example.com/ws", { "mode": "websocket" })',
  'const socket = new WebSocket("wss://api.example.com/ws")',
  'new WebSocket(url, ["graphql-ws"])',
  'const stream = new WebSocketStream("wss://api.example.com/ws")',
  'Invoke-WebRequest -UseBasicParsing -Uri "wss://api.example.com/ws"',
])('CORS does not apply to a web socket: %s', async (text) => {
  for (const args of [[], ['--probe']])
    expect(await explained(text, ...args)).toMatchObject({
      causes: [],
      exitCode: 0,
      warnings: expect.stringContaining('CORS does not apply'),
    })
})
