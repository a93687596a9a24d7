/** A secret in every place of a request, and a server that repeats it in every place of its answer. */
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from './run.ts'
import { RecordingTerminal } from './testing/recording-terminal.ts'

const SECRET = 'zQ7vK2xW9pLm4Rt'
const LEAK = new RegExp(`.{0,60}(?:${SECRET}|${Buffer.from(SECRET).toString('base64').slice(0, 16)})`, 'i')
const PAGE = 'http://localhost:5173'

/** Heads of answers. Each repeats it in one place. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      ...['access-control-allow-origin', 'access-control-allow-methods', 'access-control-allow-headers'],
      ...['access-control-expose-headers', 'access-control-max-age', 'vary', 'server', 'content-type', 'allow', 'via'],
      ...['retry-after', 'www-authenticate', 'etag', 'x-debug', 'corskit-reason', 'content-encoding', 'date'],
    ].flatMap((name) => [
      [name, ['HTTP/1.1 200 OK', `${name}: ${SECRET}`]],
      [`${name}, in a list`, ['HTTP/1.1 200 OK', `${name}: a, x-${SECRET}, /b/${SECRET}`]],
    ]),
  ),
  'an origin': ['HTTP/1.1 200 OK', `access-control-allow-origin: https://${SECRET}.example.com`],
  'the name of a header': ['HTTP/1.1 200 OK', `${SECRET}: 1`],
  'a part of the name of a header': ['HTTP/1.1 200 OK', `x-${SECRET}-y: 1`, 'access-control-allow-origin: *'],
  'the name of a cookie': ['HTTP/1.1 200 OK', `set-cookie: ${SECRET}=1`],
  ...Object.fromEntries(
    ['Path=/', 'Path=/a?', 'Domain=', 'Domain=.', 'Expires=', 'Max-Age=', 'SameSite=', 'Priority=', 'Secure=', ''].map(
      (attribute) => [
        `a cookie with ${attribute}`,
        ['HTTP/1.1 200 OK', 'access-control-allow-origin: *', `set-cookie: a=1; ${attribute}${SECRET}; SameSite=Lax`],
      ],
    ),
  ),
  'the status text': [`HTTP/1.1 403 no ${SECRET}`],
  'the status': [`HTTP/1.1 ${SECRET}`],
  'the version': [`HTTP/${SECRET} 200 OK`],
  'what is not HTTP': [SECRET],
  'a line without a colon': ['HTTP/1.1 200 OK', SECRET],
  'a redirect': ['HTTP/1.1 302 Found', `location: /a/${SECRET}`],
  'a redirect to a host': ['HTTP/1.1 302 Found', `location: http://${SECRET}.invalid/`],
  'what no URL is': ['HTTP/1.1 302 Found', `location: http://[${SECRET}`],
  'two lengths': ['HTTP/1.1 200 OK', 'content-length: 1', `content-length: ${SECRET}`],
}

let answer: readonly string[] = []
const server = createServer((socket) => {
  socket.on('error', () => socket.destroy())
  socket.once('data', () => socket.end(`${[...answer, 'connection: close'].join('\r\n')}\r\n\r\n`, 'latin1'))
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(() => server.close())

async function leaks(args: readonly string[]): Promise<string[]> {
  const terminal = new RecordingTerminal()
  await run(args, terminal)
  return `${terminal.stdout}\n${terminal.stderr}`.split('\n').flatMap((line) => LEAK.exec(line)?.[0] ?? [])
}

async function expectNoLeak(calls: readonly (readonly string[])[]): Promise<void> {
  const found: string[] = []
  for (const args of calls) for (const leak of await leaks(args)) found.push(`${args.join(' ').slice(0, 60)} → ${leak}`)
  expect(found).toEqual([])
}

/** Options of curl, which `check` has too. */
const SENT: Readonly<Record<string, readonly string[]>> = {
  Authorization: ['-H', `Authorization: Bearer ${SECRET}`],
  'a header': ['-H', `X-Key: ${SECRET}`],
  'a cookie': ['-b', `a=1; session=${SECRET}`],
  'a header of cookies': ['-H', `Cookie: session=${SECRET}`],
  'a login': ['-u', `ada:${SECRET}`],
  'a bearer': ['--oauth2-bearer', SECRET],
  text: ['-d', SECRET],
  'a field': ['-d', 'user=ada', '-d', `password=${SECRET}`],
  JSON: ['-d', JSON.stringify({ user: { name: 'ada', keys: [{ secret: SECRET }] } })],
  'JSON in a field': ['--data-urlencode', `payload=${JSON.stringify({ token: SECRET })}`],
  'a form': ['-F', 'user=ada', '-F', `password=${SECRET}`],
  XML: ['--data-raw', `<login><password>${SECRET}</password></login>`, '-H', 'content-type: text/xml'],
  GraphQL: ['--data-binary', JSON.stringify({ query: `mutation { login(password: "${SECRET}") { id } }` })],
}

describe.each(Object.entries(SENT))('%s', (_, options) => {
  const calls = (form: (heads: readonly string[]) => readonly (readonly string[])[]) =>
    Object.values(ANSWERS).flatMap((heads) => form(heads))

  test('check', async () => {
    for (const [place, heads] of Object.entries(ANSWERS)) {
      answer = heads
      const asked = ['check', `${url}/x`, '--origin', PAGE, '--timeout', '5', ...options]
      const more = place.length % 2 === 0 ? ['--credentials', 'include'] : []
      await expectNoLeak([
        [...asked, ...more, '--json'],
        [...asked, ...more, '--no-probe'],
      ])
    }
  })

  test('explain of a copied call with its answer', async () => {
    const words = options.map((word) => `'${word}'`).join(' ')
    const called = (heads: readonly string[]) =>
      `curl -i https://api.example.com/x -H 'Origin: https://app.example.com' ${words}\n${heads.join('\n')}\n\n`
    await expectNoLeak(
      calls((heads) => [
        ['explain', called(heads)],
        ['explain', '--json', called(heads)],
        ['explain', '--markdown', called(heads)],
      ]),
    )
  })
})

const FETCHES: Readonly<Record<string, string>> = {
  text: `{ method: 'POST', body: '${SECRET}' }`,
  'JSON in a string': `{ "method": "POST", "body": ${JSON.stringify(JSON.stringify({ password: SECRET }))} }`,
  'an object': `{ method: 'POST', body: JSON.stringify({ user: "it's me", password: '${SECRET}' }) }`,
  'a form': `{ method: 'POST', body: new URLSearchParams({ password: \`${SECRET}\` }) }`,
  'a header': `{ headers: { 'x-key': '${SECRET}' } }`,
  'a variable': `{ method: 'POST', body: raw }`,
}

test.each(Object.entries(FETCHES))(
  'explain --probe of a call of fetch: %s',
  { timeout: 60_000 },
  async (_, options) => {
    for (const heads of Object.values(ANSWERS)) {
      answer = heads
      const text = `const raw = "key=${SECRET}"; fetch("${url}/x", ${options.replace('{', `{ referrer: '${PAGE}/', `)})`
      await expectNoLeak([['explain', '--probe', '--json', text]])
    }
  },
)

const POSTED: Readonly<Record<string, object>> = {
  'a body': { postData: { mimeType: 'text/plain', text: SECRET } },
  'a body of JSON': { postData: { mimeType: 'application/json', text: JSON.stringify({ a: { password: SECRET } }) } },
  'a form': { postData: { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'p', value: SECRET }] } },
  'a cookie': { cookies: [{ name: 'session', value: SECRET }] },
}

test.each(Object.entries(POSTED))('explain of a HAR: %s', async (_, posted) => {
  const headersOf = (lines: readonly string[]) =>
    lines.map((line) => ({ name: line.replace(/:.*/, ''), value: line.replace(/^[^:]*:? ?/, '') }))
  const har = ([status = '', ...lines]: readonly string[]) =>
    JSON.stringify({
      log: {
        entries: [
          {
            request: {
              ...{ method: 'POST', url: 'https://api.example.com/x', headers: headersOf([`Origin: ${PAGE}`]) },
              ...posted,
            },
            response: {
              status: Number(/ (\d{3}) /.exec(status)?.[1] ?? 0),
              statusText: SECRET,
              headers: headersOf(lines),
              _error: /^HTTP\/1/.test(status) ? undefined : SECRET,
            },
          },
        ],
      },
    })
  await expectNoLeak(
    Object.values(ANSWERS).flatMap((heads) =>
      [[], ['--json'], ['--markdown'], ['--verbose']].map((form) => ['explain', ...form, har(heads)]),
    ),
  )
})
