/**
 * Passwords as people paste them, with signs that nobody has encoded, in every place of every command. No output may
 * contain four letters of one in a row.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, expect, test } from 'vitest'
import { redactUrls, redactValue } from './command-line/redact-url.ts'
import { run } from './run.ts'
import { RecordingTerminal } from './testing/recording-terminal.ts'
import { httpServer } from './testing/servers.ts'

const [FIRST, SECOND] = ['Zq7Kx', 'Wv9Jt'] as const
/** Each run of four characters of the two halves. */
const RUNS = [FIRST, SECOND].flatMap((half) => [half.slice(0, 4), half.slice(1)])
const LEAK = new RegExp(RUNS.join('|'), 'i')

const SIGNS = [
  '/',
  '?',
  '#',
  '@',
  ':',
  '\\',
  '//',
  '/:',
  ':/',
  '@/',
  '/@',
  '?@',
  '@?',
  '#@',
  '@#',
  '/?#@:',
  ';',
  '&',
  '=',
  '%',
  '!',
  '$',
  '+',
]
const PASSWORDS = SIGNS.flatMap((sign) => [
  `${FIRST}${sign}${SECOND}`,
  `${sign}${FIRST}${SECOND}`,
  `${FIRST}${SECOND}${sign}`,
  `${FIRST}${sign}${SECOND}${sign}`,
  // It looks like a port.
  `12${sign}${FIRST}${SECOND}`,
])
const SCHEMES = ['https', 'http', 'postgres', 'redis', 'mongodb+srv', 'wss']
const ENDS = ['', '/x', '/x?a=1#b', ':5432/db']

const folder = mkdtempSync(`${tmpdir()}/corskit-passwords-`)
afterAll(() => rmSync(folder, { recursive: true }))

/** One of them in turn, so that each sign meets each place. */
const urls = PASSWORDS.flatMap((password, at) =>
  [0, 1].map((more) => {
    const scheme = SCHEMES[(at + more * 3) % SCHEMES.length]
    return `${scheme}://${at % 5 === 4 ? '' : 'ada'}:${password}@api.test${ENDS[(at + more) % ENDS.length]}`
  }),
)

async function leaks(inputs: readonly (readonly string[])[]): Promise<void> {
  const found: string[] = []
  for (const args of inputs) {
    const terminal = new RecordingTerminal()
    await run(args, terminal)
    const line = `${terminal.stdout}\n${terminal.stderr}`.split('\n').find((each) => LEAK.test(each))
    if (line !== undefined) found.push(`${JSON.stringify(args).slice(0, 300)} → ${line.trim().slice(0, 200)}`)
  }
  expect(found.length === 0 ? [] : [`${found.length} of ${inputs.length}`, ...found.slice(0, 20)]).toEqual([])
}

const FORMS = [[], ['--json'], ['--markdown']] as const
const inForms = (command: string, texts: readonly string[]) =>
  texts.map((text, at) => [command, ...(FORMS[at % FORMS.length] ?? []), text])

test('a URL by itself and in a sentence', () => {
  for (const scheme of SCHEMES)
    for (const password of PASSWORDS)
      for (const user of ['ada', ''])
        for (const end of ENDS) {
          const url = `${scheme}://${user}:${password}@api.test${end}`
          for (const text of [redactValue(url), redactUrls(`see ${url} now`), redactUrls(`see '${url}', now`)])
            expect(text).not.toMatch(LEAK)
        }
})

test.each([
  ['http://api.test/x?email=ada@example.com', 'http://api.test/x?[redacted]'],
  ['http://localhost:3000/@vite/client', 'http://localhost:3000/@vite/client'],
  ['https://cdn.example.com:8443/npm/vue@3.5.0/dist/vue.js', 'https://cdn.example.com:8443/npm/vue@3.5.0/dist/vue.js'],
  ['https://cdn.example.com/@scope/name@1.0.0', 'https://cdn.example.com/@scope/name@1.0.0'],
  ['http://[::1]:3000/users/@me', 'http://[::1]:3000/users/@me'],
  ['http://localhost:8080/users/ada@example.com', 'http://localhost:8080/users/ada@example.com'],
  ['http://127.0.0.1:8080/users/ada@example.com', 'http://127.0.0.1:8080/users/ada@example.com'],
  ['npm:vue@3.5.0', 'npm:vue@3.5.0'],
])('%s has no password', (url, shown) => {
  expect(redactValue(url)).toBe(shown)
})

const HEADER = "No 'Access-Control-Allow-Origin' header is present on the requested resource."

test('explain', { timeout: 120_000 }, async () => {
  const texts = urls.flatMap((url) => [
    `curl -X PUT '${url}'`,
    `curl -X PUT "${url}" -H 'Origin: ${url}'`,
    `fetch(${JSON.stringify(url)}, { method: 'PUT', headers: { 'x-key': ${JSON.stringify(url)} } })`,
    `Access to fetch at '${url}' from origin 'https://app.example.com' has been blocked by CORS policy: ${HEADER}`,
    `Access to fetch at 'https://api.test/' from origin 'https://app.example.com' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header has a value '${url}' that is not equal to the supplied origin.`,
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
    `Fetch API cannot load ${url} due to access control checks.`,
    `GET ${url} net::ERR_FAILED 500 (Internal Server Error)`,
    JSON.stringify({
      log: {
        entries: [
          {
            request: { method: 'PUT', url, headers: [{ name: 'Origin', value: 'https://app.example.com' }] },
            response: { status: 0, _error: `net::ERR_FAILED ${url}`, headers: [] },
          },
          {
            request: { method: 'GET', url: 'https://api.test/a', headers: [{ name: 'Origin', value: url }] },
            response: { status: 302, headers: [{ name: 'Location', value: url }] },
          },
        ],
      },
    }),
    url,
  ])
  await leaks(texts.flatMap((text) => inForms('explain', [text, text, text])))
})

test('check', { timeout: 120_000 }, async () => {
  let value = ''
  const server = await httpServer((request, response) => {
    if (request.url === '/away') response.setHeader('location', value)
    response.setHeader('access-control-allow-origin', value).setHeader('x-key', value).setHeader('link', value)
    response.writeHead(request.url === '/away' ? 302 : 200).end()
  })
  const inputs = urls.flatMap((url, at) => [
    ['check', url.replace(/@api\.test(:5432)?/, `@${server.slice(7)}`).replace(/^[^:]*/, 'http')],
    ['check', server, ['--origin', '-x', '-H', '--engine'][at % 4] as string, url],
    ['check', server, '-H', `Origin: ${url}`],
  ])
  await leaks(inputs.flatMap((args) => [args, [...args, '--json']]))
  for (const [at, url] of urls.entries()) {
    value = url
    await leaks([['check', server + ['/', '/away'][at % 2], ...(at % 4 < 2 ? [] : ['--json'])]])
  }
})

test('lint, generate and verify', { timeout: 120_000 }, async () => {
  // A process for each file, so many URLs stand in one.
  const list = `${folder}/list.json`
  writeFileSync(list, JSON.stringify({ origin: urls, allowedHeaders: urls, methods: urls }))
  const inputs: string[][] = [[list], ['--json', list]].map((args) => ['lint', ...args])
  inputs.push(['generate', 'nginx', '--policy', list])
  for (const [at, sign] of SIGNS.entries()) {
    const file = `${folder}/throws-${at}.mjs`
    const url = urls[at * 10] as string
    writeFileSync(
      file,
      `process.env.DATABASE_URL = ${JSON.stringify(url)}\nthrow new Error('cannot reach ' + process.env.DATABASE_URL + ' ${sign === '\\' ? '' : sign}')`,
    )
    inputs.push(['lint', file], ['lint', '--json', file])
    if (at % 4 === 0) inputs.push(['verify', url, '--policy', file], ['generate', 'express', '--policy', file])
  }
  const right = `${folder}/right.json`
  writeFileSync(right, '{ "origin": "https://app.example.com" }')
  for (let at = 0; at < urls.length; at += 17) inputs.push(['verify', urls[at] as string, '--policy', right])
  await leaks(inputs)
})

test('migrate', async () => {
  const project = `${folder}/project`
  mkdirSync(project)
  writeFileSync(`${project}/package.json`, '{ "dependencies": { "cors": "2", "express": "5" } }')
  const calls = urls.map((url) => `app.use(cors({ origin: ${JSON.stringify(url)}, key: ${JSON.stringify(url)} }))`)
  writeFileSync(
    `${project}/app.js`,
    ["const cors = require('cors')", "const app = require('express')()", ...calls].join('\n'),
  )
  writeFileSync(`${project}/.env`, urls.map((url) => `CORS_ORIGIN=${url}`).join('\n'))
  await leaks([[], ['--json']].map((more) => ['migrate', project, ...more]))
})
