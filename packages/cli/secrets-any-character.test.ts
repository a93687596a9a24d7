/**
 * A secret in every part of a URL and in header values, with every character before it, in it, behind it, and in the
 * path before it. No output may contain it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, expect, test } from 'vitest'
import { run } from './run.ts'
import { RecordingTerminal } from './testing/recording-terminal.ts'
import { closedPort, httpServer } from './testing/servers.ts'

/** Both halves are looked for, because the character may stand between them. */
const [FIRST, SECOND] = ['Hunter2Sek', 'Ret9Okapi'] as const
const HALF = /hunter2sek|ret9okapi/i

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))
/** Letters and digits end nothing, so one of them stands for all. */
const isOther = (character: string) => !/^[A-Zb-z1-9\xc0-\xdf\xe1-\xff]$/.test(character)
/** ASCII, C0, C1, Latin-1, spaces, characters without width, bidirectional controls, quotes, tags, half a pair. */
const CHARACTERS = [
  ...[...range(0, 0xff), ...range(0x2000, 0x206f)].filter(isOther),
  ...['\u1680', '\u3000', '\ufeff', '\u061c', '\u180e', '\u115f', '\uffa0', '\u{e0041}', '\ud800', '\udc00'],
  ...[
    '《',
    '》',
    '「',
    '」',
    '『',
    '』',
    '，',
    '。',
    '？',
    '＃',
    '＠',
    '：',
    '／',
    '＇',
    '＂',
    '%',
    '%00',
    '%27',
    '에',
  ],
]
const isHeaderValue = (text: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text)

/** URLs with the secret. @param c the character */
function urlsWith(c: string, origin = 'https://api.test'): string[] {
  const secret = `${c}${FIRST}${c}${SECOND}${c}`
  const atUser = (user: string) => origin.replace('//', `//${user}@`)
  return [
    `${origin}/x${c}y?token=${FIRST}${SECOND}`,
    `${origin}/x${c}y#${FIRST}${SECOND}`,
    `${origin}/x?token=${secret}`,
    `${origin}/x?a=1${c}token=${secret}`,
    `${origin}/x#a${secret}`,
    // A slash ends the host, so what is behind it is a path.
    ...(/[/\\]/.test(c) ? [] : [`${atUser(`ada:${secret}`)}/x`, `${atUser(`ada${c}:${FIRST}${SECOND}`)}/x${c}y`]),
    `${c}${origin}/x?token=${FIRST}${SECOND}`,
  ]
}

const folder = mkdtempSync(`${tmpdir()}/corskit-any-character-`)
afterAll(() => rmSync(folder, { recursive: true }))

/** What was told of each input, where it contains a half of the secret. */
class Leaks {
  readonly #found: string[] = []
  #inputs = 0

  async add(input: string, args: readonly string[]): Promise<void> {
    this.#inputs++
    const terminal = new RecordingTerminal()
    await run(args, terminal)
    const line = `${terminal.stdout}${terminal.stderr}`.split('\n').find((each) => HALF.test(each))
    if (line !== undefined) this.#found.push(`${JSON.stringify(input).slice(0, 300)} → ${line.trim().slice(0, 300)}`)
  }

  expectNone(): void {
    const { length } = this.#found
    expect(length === 0 ? [] : [`${length} of ${this.#inputs}`, ...this.#found.slice(0, 20)]).toEqual([])
  }
}

/** @param textsOf the texts with this URL */
async function expectExplained(
  textsOf: (url: string, character: string) => readonly string[],
  forms: readonly string[][],
) {
  const leaks = new Leaks()
  let turn = 0
  for (const character of CHARACTERS)
    for (const url of urlsWith(character))
      for (const text of textsOf(url, character))
        await leaks.add(text, ['explain', ...(forms[turn++ % forms.length] as string[]), text])
  leaks.expectNone()
}

const TIME = 120_000
const header = (name: string, value: string) => ({ name, value })

test('explain of a HAR', { timeout: TIME }, async () => {
  const asked = (url: string) => ({ method: 'PUT', url, headers: [header('Origin', 'https://app.example.com')] })
  const answer = (status: number, ...headers: object[]) => ({ status, headers })
  const entriesOf = (url: string) => [
    { request: asked(url), response: answer(500) },
    { request: asked(url), response: { ...answer(0), _error: `net::ERR_FAILED ${url}` } },
    // A line break joins several values of a header.
    ...(url.includes('\n')
      ? []
      : [
          { request: asked('https://api.test/a'), response: answer(200, header('Access-Control-Allow-Origin', url)) },
          {
            request: asked('https://api.test/b'),
            response: answer(302, header('Location', url), header('X-Key', url)),
          },
          {
            request: { ...asked('https://api.test/c'), headers: [header('Origin', url), header('X-Key', url)] },
            response: answer(200),
          },
          {
            request: asked('https://api.test/d'),
            response: answer(200, header('Set-Cookie', url), header('Vary', url)),
          },
        ]),
  ]
  const har = (entries: readonly unknown[]) => JSON.stringify({ log: { entries } })
  await expectExplained(
    (url) => [har(entriesOf(url)), har(entriesOf(url).slice(0, 1))],
    [[], ['--json'], ['--markdown'], ['--verbose']],
  )
})

test('explain of a copied request', { timeout: TIME }, async () => {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  await expectExplained(
    (url) => [
      `curl -X PUT ${quoted(url)}`,
      `curl -X PUT "${url}" -H 'Origin: ${url}'`,
      `fetch(${JSON.stringify(url)}, { method: 'PUT', headers: { 'x-key': ${JSON.stringify(url)} } })`,
      `Invoke-WebRequest -Uri "${url}" -Method PUT`,
    ],
    [[], ['--json'], ['--markdown']],
  )
})

const NO_HEADER = "No 'Access-Control-Allow-Origin' header is present on the requested resource."
const lines: readonly ((url: string) => string)[] = [
  (url) =>
    `Access to fetch at '${url}' from origin 'https://app.example.com' has been blocked by CORS policy: ${NO_HEADER}`,
  (url) =>
    `Access to fetch at 'https://api.test/' from origin 'https://app.example.com' has been blocked by CORS policy: The 'Access-Control-Allow-Origin' header has a value '${url}' that is not equal to the supplied origin.`,
  (url) =>
    `Access to fetch at '${url}' (redirected from '${url}') from origin 'https://app.example.com' has been blocked by CORS policy: ${NO_HEADER}`,
  (url) =>
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
  (url) =>
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.test/. (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${url}’).`,
  (url) => `Fetch API cannot load ${url} due to access control checks.`,
  (url) =>
    `Refused to connect to '${url}' because it violates the following Content Security Policy directive: "connect-src 'self'"`,
  (url) =>
    `Refused to connect to 'https://api.test/' because it violates the following Content Security Policy directive: "connect-src ${url}"`,
  (url) => `GET ${url} net::ERR_BLOCKED_BY_CLIENT`,
  (url) => `GET ${url} 500 (Internal Server Error)`,
  (url) => `WebSocket connection to '${url}' failed: Error during ${url}`,
  (url) => `The FetchEvent for "${url}" resulted in a network error response: the promise ${url}`,
  (url) => `Mixed Content: The page at '${url}' was loaded over HTTPS, but requested an insecure resource '${url}'`,
]

/** In a directive, a space is between two URLs. */
const isSplit = (line: string, character: string) => line.includes('connect-src "') && /[ \t\n\r\xa0]/.test(character)

test.each(lines)('explain of a console line: %#', { timeout: TIME }, async (line) => {
  await expectExplained(
    (url, character) => (isSplit(line(''), character) ? [] : [line(url)]),
    [[], ['--json'], ['--markdown']],
  )
})

test('check', { timeout: TIME }, async () => {
  let value = ''
  const url = await httpServer((request, response) => {
    if (request.url === '/value') response.setHeader('access-control-allow-origin', value)
    if (request.url === '/list')
      for (const name of ['allow-origin', 'allow-methods', 'allow-headers', 'expose-headers'])
        response.setHeader(`access-control-${name}`, name === 'allow-origin' ? '*' : value)
    if (request.url === '/away') response.setHeader('location', value)
    for (const name of ['vary', 'link', 'refresh', 'server', 'set-cookie', 'x-key']) response.setHeader(name, value)
    response.writeHead(request.url === '/away' ? 302 : 200).end()
  })
  const leaks = new Leaks()
  let turn = 0
  for (const character of CHARACTERS) {
    for (const absolute of urlsWith(character).filter(isHeaderValue)) {
      value = turn++ % 3 === 0 ? absolute.replace('https:', '') : absolute
      const path = ['/value', '/list', '/away'][turn % 3]
      const json = turn % 2 === 0 ? ['--json'] : []
      const page = ['--origin', 'http://localhost:5173', '-X', 'PUT']
      await leaks.add(`${path} ${value}`, ['check', url + path, ...page, ...json])
    }
  }
  leaks.expectNone()
})

test('the URL of a call', { timeout: TIME }, async () => {
  const closed = `http://127.0.0.1:${await closedPort()}`
  const policy = `${folder}/policy.json`
  writeFileSync(policy, '{ "origin": "https://app.example.com" }')
  const leaks = new Leaks()
  let turn = 0
  for (const character of CHARACTERS) {
    for (const url of urlsWith(character, closed)) {
      const form = [[], ['--json'], ['--junit'], ['--markdown']][(turn / 64) & 3] as string[]
      const calls = [
        ['check', closed, '--origin', url],
        ['check', closed, '-x', url],
        ['check', closed, '-H', url],
        ['check', closed, '-H', `Origin: ${url}`],
        ['check', closed, '--engine', url],
        ['explain', url],
        [url],
      ]
      await leaks.add(url, calls[turn++ % calls.length] as string[])
      // It judges the policy in a process of its own.
      if (turn % 64 === 0) await leaks.add(url, ['verify', url, '--policy', policy, ...form])
      await leaks.add(url, ['check', url, ...(turn % 2 === 0 ? [] : ['--json'])])
    }
  }
  leaks.expectNone()
})

test('verify', { timeout: TIME }, async () => {
  let value = ''
  const url = await httpServer((_, response) => {
    response.setHeader('access-control-allow-origin', value).setHeader('access-control-allow-headers', value).end()
  })
  const policy = `${folder}/policy.json`
  writeFileSync(policy, '{ "origin": "https://app.example.com" }')
  const leaks = new Leaks()
  for (const [at, character] of [...' \t!"#$%&\'()*+,-./:;<=>?@[\\]^`{|}~\x80\xa0\xab\xe9'].entries()) {
    const urls = urlsWith(character, url)
    const target = urls[at % 8] as string
    value = urls[(at + 3) % 8] as string
    const form = [[], ['--json'], ['--junit'], ['--markdown']][at % 4] as string[]
    const path = `/x${character}y?t=${FIRST}`
    await leaks.add(`${target} ${value}`, ['verify', target, '--policy', policy, '--path', path, ...form])
  }
  leaks.expectNone()
})

test('lint', { timeout: TIME }, async () => {
  // A process for each file, so all characters stand in one.
  const leaks = new Leaks()
  const file = `${folder}/lint.json`
  const origin = CHARACTERS.flatMap((character) => urlsWith(character))
  writeFileSync(file, JSON.stringify({ origin, methods: origin, allowedHeaders: origin, exposedHeaders: origin }))
  for (const form of [[], ['--json']]) await leaks.add('all', ['lint', file, ...form])
  leaks.expectNone()
})
