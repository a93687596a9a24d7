import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../testing/free-port.ts'
import { runs } from '../../../testing/property-runs.ts'
import { UsageError } from '../command-line/usage-error.ts'
import { httpServer } from '../testing/servers.ts'
import { explain } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'corskit-explain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com/users'

async function run(args: readonly string[], input = '') {
  let out = ''
  let err = ''
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text), colour: false }
  const exit = await explain(args, terminal, Readable.from(input === '' ? [] : [Buffer.from(input)]) as never)
  return { exit, out, err }
}

async function told(args: readonly string[], input = '') {
  const { exit, out } = await run([...args, '--json'], input)
  return { exit, ...JSON.parse(out) }
}

function har(...entries: object[]): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries } })
}

const entry = (
  method: string,
  url: string,
  request: Record<string, string>,
  status: number,
  response: Record<string, string>,
  more = {},
) => ({
  request: {
    method,
    url,
    headers: Object.entries({ Origin: PAGE, ...request }).map(([name, value]) => ({ name, value })),
    cookies: [],
  },
  response: {
    status,
    headers: Object.entries(response).map(([name, value]) => ({ name, value })),
    content: { text: 'x' },
    ...more,
  },
})

const PREFLIGHT = { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'content-type' }
const LINE = `Access to fetch at '${API}' from origin '${PAGE}' has been blocked by CORS policy: Request header field x-token is not allowed by Access-Control-Allow-Headers in preflight response.`

const FORMS: readonly (readonly [name: string, text: string, kind: string, request: object, cause: string | null])[] = [
  ['a console line of Chromium', LINE, 'console', { url: API, origin: PAGE }, 'header-not-allowed'],
  [
    'a whole console of Firefox',
    `XHR GET ${API}\nCross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${API}. (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://app.example.com/’).\nUncaught (in promise) TypeError: NetworkError when attempting to fetch resource.`,
    'console',
    { url: API },
    'origin-trailing-slash',
  ],
  [
    'a HAR with a refused preflight',
    har(entry('OPTIONS', API, PREFLIGHT, 401, {})),
    'har',
    { method: 'PUT', url: API, origin: PAGE },
    'auth-before-preflight',
  ],
  [
    'a HAR with an error',
    har(entry('GET', API, {}, 500, { server: 'uvicorn' })),
    'har',
    { method: 'GET', url: API },
    'error-without-headers',
  ],
  [
    'a HAR with a login behind a redirect',
    har(
      entry('GET', API, {}, 302, { Location: 'https://login.example.net/login', 'Access-Control-Allow-Origin': PAGE }),
      entry('GET', 'https://login.example.net/login', { Origin: 'null' }, 200, {}),
    ),
    'har',
    { url: API },
    'login-redirect',
  ],
  [
    'a HAR whose answers are hidden',
    har(entry('GET', API, {}, 0, {}, { _error: 'net::ERR_FAILED' })),
    'har',
    { url: API },
    null,
  ],
  [
    'a copied curl call',
    `curl '${API}' -X PUT -H 'origin: ${PAGE}' -H 'content-type: application/json' --data-raw '{}'`,
    'curl',
    { method: 'PUT', origin: PAGE },
    null,
  ],
  [
    'one of cmd',
    `curl ^"${API}^" ^\r\n  -H ^"origin: ${PAGE}^" ^\r\n  --data-raw ^"x^"`,
    'curl',
    { method: 'POST', origin: PAGE },
    null,
  ],
  [
    'one of PowerShell',
    `Invoke-WebRequest -Uri "${API}" \`\n-Method "DELETE" \`\n-Headers @{\n  "Origin"="${PAGE}"\n}`,
    'curl',
    { method: 'DELETE', origin: PAGE },
    null,
  ],
  [
    'a copied fetch call',
    `fetch("${API}", { "headers": { "x-a": "1" }, "referrer": "${PAGE}/", "method": "PUT", "credentials": "include" });`,
    'fetch',
    { method: 'PUT', origin: PAGE },
    null,
  ],
  [
    'a fetch call as it is written',
    `await fetch('${API}', {\n  method: 'POST',\n  headers: { Authorization: \`Bearer \${token}\` }, // a comment's quote\n  body: JSON.stringify(user),\n})`,
    'fetch',
    { method: 'POST' },
    null,
  ],
  [
    'an issue of DevTools',
    JSON.stringify({
      code: 'CorsIssue',
      details: {
        corsIssueDetails: {
          corsErrorStatus: { corsError: 'WildcardOriginNotAllowed', failedParameter: '' },
          request: { url: API },
          initiatorOrigin: PAGE,
        },
      },
    }),
    'devtools',
    { url: API, origin: PAGE },
    'wildcard-with-credentials',
  ],
  [
    'a log of the DevTools protocol',
    [
      {
        method: 'Network.requestWillBeSent',
        params: { requestId: '1', documentURL: `${PAGE}/`, request: { method: 'GET', url: API, headers: {} } },
      },
      { method: 'Network.requestWillBeSentExtraInfo', params: { requestId: '1', headers: { Origin: PAGE } } },
      {
        method: 'Network.responseReceivedExtraInfo',
        params: { requestId: '1', statusCode: 200, headers: { 'access-control-allow-origin': `${PAGE}/` } },
      },
      {
        method: 'Network.loadingFailed',
        params: {
          requestId: '1',
          errorText: 'net::ERR_FAILED',
          corsErrorStatus: { corsError: 'AllowOriginMismatch', failedParameter: `${PAGE}/` },
        },
      },
    ]
      .map((event) => JSON.stringify(event))
      .join('\n'),
    'devtools',
    { url: API, origin: PAGE },
    'origin-trailing-slash',
  ],
]

describe.each(FORMS)('%s', (_name, text, kind, request, cause) => {
  test.each(['as a word', 'on standard input', 'in a file'])('%s', async (how) => {
    const path = join(folder, 'paste.txt')
    writeFileSync(path, text)
    const { exit, input, failures } =
      how === 'as a word' ? await told([text]) : how === 'in a file' ? await told([path]) : await told(['-'], text)
    expect(exit).toBe(1)
    expect(input.kind).toBe(kind)
    expect(failures).toHaveLength(1)
    expect(failures[0].request).toMatchObject(request)
    expect(failures[0].causes[0]?.id ?? null).toBe(cause)
    if (cause === null || kind === 'console') expect(failures[0].missing.length).toBeGreaterThan(0)
  })
})

test('what succeeded is not printed, and the exit code is 0', async () => {
  const { exit, failures } = await told(['-'], har(entry('GET', API, {}, 200, { 'Access-Control-Allow-Origin': '*' })))
  expect({ exit, failures }).toEqual({ exit: 0, failures: [] })
  expect((await run(['-'], har())).out).toBe('Nothing failed in this har of 0 requests.\n')
})

test('a warning is printed as one, and the exit code is 0', async () => {
  const line = `[Report Only] Refused to connect to '${API}' because it violates the following Content Security Policy directive: "connect-src 'self'".`
  const { exit, failures, input } = await told(['-'], line)
  expect({ exit, failures }).toEqual({ exit: 0, failures: [] })
  expect(input.warnings).toHaveLength(1)
  const [warning] = input.warnings
  expect((await run(['-'], line)).out).toBe(`Nothing failed in this console.\n\n${warning}\n`)
  expect((await run(['-', '--markdown'], line)).out).toBe(`Nothing failed in this console.\n\n${warning}\n`)
})

test('failures with one cause are printed together', async () => {
  const text = ['/a', '/b', '/c'].map((path) => LINE.replace('/users', path)).join('\n')
  const { out } = await run([text])
  expect(out.match(/^BLOCKED/gm)).toHaveLength(1)
  for (const path of ['/a', '/b', '/c']) expect(out).toContain(`https://api.example.com${path}`)
})

test.each([
  ['nothing', ''],
  ['prose', 'my page does not work, please help'],
  ['an error that is not about CORS', 'TypeError: Cannot read properties of undefined'],
  ['JSON that breaks off', '{"log":{"entries":[{"request":{"met'],
  ['other JSON', '{"a":1}'],
  ['curl without a URL', 'curl -X PUT'],
])('%s is not recognised, and the line says what would be', async (_, text) => {
  await expect(run(['-'], text)).rejects.toThrow(/explain cannot read this: .*It reads console lines/)
  await expect(run(['-'], text)).rejects.toBeInstanceOf(UsageError)
})

test.each([
  `{"apiKey": 'S3cr3t'}`,
  '{"value":S3cr3t}',
  '{"a":1} S3cr3t',
  '{"S3cr3t',
  '{"a":"S3cr3t',
  '{"a" "S3cr3t"}',
  '{"a":"S3cr3t\\x"}',
])('the mistake of JSON is told without what stands there: %s', async (text) => {
  const error = await run(['-'], text).catch((reason: Error) => reason)
  expect(String(error)).toMatch(/it begins as JSON and (?:breaks off|is none)/)
  expect(String(error)).not.toContain('S3cr3t')
})

test.each(['.', '/', '..'])('a folder is refused: %s', async (path) => {
  await expect(run([path])).rejects.toThrow(`explain '${path}': expected a file, and this is none`)
  await expect(run([path])).rejects.toBeInstanceOf(UsageError)
})

test.each([
  [['--stack', 'expres', 'x'], /did you mean express/],
  [['--json', '--markdown', 'x'], /expected one of them/],
  [['missing.har'], /no such file/],
])('%j is refused', async (args, message) => {
  await expect(run(args)).rejects.toThrow(message)
})

describe('--probe', () => {
  test('judges a call without CORS as that', async () => {
    const url = await httpServer((_, response) => response.end())
    const call = `fetch("${url}/a.png", { "referrer": "http://localhost:3000/", "mode": "no-cors", "credentials": "include" });`
    const { failures } = await told(['--probe', call])
    expect(failures[0]).toMatchObject({ outcome: { verdict: 'opaque' }, causes: [{ id: 'opaque-response' }] })
    expect((await run(['--probe', call])).out).toMatch(/^OPAQUE/)
  })

  test('asks the server, writes nothing, and names the cause', async () => {
    const methods: string[] = []
    const origin = await httpServer((request, response) => {
      methods.push(request.method ?? '')
      if (request.method === 'OPTIONS') return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
      response.writeHead(200, { 'access-control-allow-origin': PAGE }).end()
    })
    const { exit, failures } = await told([
      '--probe',
      `curl '${origin}/x' -X DELETE -H 'origin: ${PAGE}' -H 'authorization: Bearer T'`,
    ])
    expect(exit).toBe(1)
    expect(failures[0].causes[0]).toMatchObject({ id: 'auth-before-preflight', confidence: 'certain' })
    expect(methods.filter((method) => !['OPTIONS', 'GET', 'HEAD'].includes(method))).toEqual([])
    expect(methods.length).toBeLessThanOrEqual(13)
  })

  test.each([
    ['font', 'font'],
    ['image', 'image'],
    ['script', 'script'],
    ['CSS stylesheet', 'style'],
    ['video', 'video'],
    ['fetch', 'empty'],
    ['resource', 'empty'],
  ])('asks as the %s of the line asks', async (word, destination) => {
    const sent: string[] = []
    const origin = await httpServer((request, response) => {
      sent.push(`${request.method} ${request.headers['sec-fetch-dest']} ${request.headers['origin']}`)
      response.writeHead(200).end()
    })
    const line = `Access to ${word} at '${origin}/x' from origin '${PAGE}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`
    const { exit, failures } = await told(['--probe', line])
    expect(exit).toBe(1)
    expect(sent[0]).toBe(`GET ${destination} ${PAGE}`)
    expect(failures[0].outcome.reason.code).toBe('MissingAllowOriginHeader')
  })

  const BLOCKED = `from origin '${PAGE}' has been blocked by CORS policy:`
  test.each([
    [
      'a line about the answer',
      `Access to fetch at 'URL' ${BLOCKED} No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    ],
    [
      'a line about a preflight',
      `Access to fetch at 'URL' ${BLOCKED} Response to preflight request doesn't pass access control check: It does not have HTTP ok status.`,
    ],
    [
      'a line of the policy of the page',
      `Connecting to 'URL' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`,
    ],
    ['a recording', har(entry('GET', 'URL', {}, 500, {}))],
  ])('%s keeps its causes where the server cannot be reached now', async (_, text) => {
    const input = text.replaceAll('URL', `http://127.0.0.1:${await freePort()}/users`)
    const before = await told([input])
    const { failures } = await told(['--probe', input])
    expect(before.failures[0].causes.length).toBeGreaterThan(0)
    expect(failures[0].causes).toEqual(before.failures[0].causes)
    expect(failures[0].causes.map(({ id }: { id: string }) => id)).not.toContain('nothing-listens')
    const { message, outcome } = before.failures[0]
    expect({ message, outcome }).toEqual({ message: failures[0].message, outcome: failures[0].outcome })
    if (failures[0].request.origin !== null)
      expect(failures[0].missing.join()).toContain('the connection was refused: nothing listens on that host and port')
  })

  test('a call that was copied without its answer: that nothing listens now is all that is known', async () => {
    const { failures } = await told([
      '--probe',
      `curl 'http://127.0.0.1:${await freePort()}/x' -X PUT -H 'origin: ${PAGE}'`,
    ])
    expect(failures[0].causes).toMatchObject([
      {
        id: 'nothing-listens',
        evidence: ['The connection was refused: nothing listens on that host and port.'],
      },
    ])
  })

  test('says that a request which could write was not sent', async () => {
    const methods: string[] = []
    const origin = await httpServer((request, response) => {
      methods.push(request.method ?? '')
      response
        .writeHead(request.method === 'OPTIONS' ? 204 : 200, {
          'access-control-allow-origin': '*',
          'access-control-allow-methods': 'DELETE',
        })
        .end()
    })
    const { failures } = await told(['--probe', `curl '${origin}/x' -X DELETE -H 'origin: ${PAGE}'`])
    expect(failures[0].missing.join()).toMatch(/nothing is written/)
    expect(methods).not.toContain('DELETE')
  })

  test.each([
    [
      'Unsafe attempt to load URL ADDRESS from frame with URL https://app.example.com/. Domains, protocols and ports must match.',
      'own-origin-only',
    ],
    [
      "Failed to construct 'Worker': Script at 'ADDRESS' cannot be accessed from origin 'https://app.example.com'.",
      'worker-of-other-origin',
    ],
    [
      "Mixed Content: The page at 'https://app.example.com/' was loaded over HTTPS, but requested an insecure XMLHttpRequest endpoint 'ADDRESS'.",
      'mixed-content',
    ],
    [
      "Text track from origin 'ADDRESS' has been blocked from loading: Not at same origin as the document, and parent of track element does not have a 'crossorigin' attribute. Origin 'https://app.example.com' is therefore not allowed access.",
      'element-without-cors',
    ],
    [
      har(entry('GET', 'ADDRESS', { Referer: `${PAGE}/` }, 0, {}, { _error: 'net::ERR_BLOCKED_BY_CSP' })),
      'content-security-policy',
    ],
  ])('does not ask where the server does not decide: %s', async (line, cause) => {
    let requests = 0
    const origin = await httpServer((_, response) => {
      requests++
      response.writeHead(200).end()
    })
    const { failures } = await told(['--probe', line.replaceAll('ADDRESS', `${origin}/x`)])
    expect(failures.map(({ causes }: { causes: { id: string }[] }) => causes[0]?.id)).toEqual([cause])
    expect(requests).toBe(0)
  })

  test('is not offered where it was given, and no preflight is told of a request without one', async () => {
    const origin = await httpServer((_, response) => {
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
    })
    const { out } = await run(['--probe', `curl '${origin}/x' -H 'origin: ${PAGE}' -d x`])
    expect(out).toMatch(/^NO CAUSE FOUND {2}POST /)
    expect(out).toContain('--probe has found no cause.')
    expect(out).toContain('the answer to POST: it has no preflight, and nothing is written')
    expect(out).not.toContain('Add --probe')
  })
})

describe('secrets', () => {
  const SECRET = 'hunter2-s3cr3t-value'
  const PLACES: Readonly<Record<string, string>> = {
    'the query of a console line': LINE.replace('/users', `/users?api_key=${SECRET}`),
    'the fragment of a console line': LINE.replace('/users', `/users#access_token=${SECRET}`),
    'user name and password': LINE.replace('api.example.com', `u:${SECRET}@api.example.com`),
    'a header of curl': `curl '${API}' -H 'origin: ${PAGE}' -H 'Authorization: Bearer ${SECRET}'`,
    'an unusual header of curl': `curl '${API}' -H 'origin: ${PAGE}' -H 'X-Access-Key: ${SECRET}'`,
    'a cookie of curl': `curl '${API}' -H 'origin: ${PAGE}' -b 'session=${SECRET}'`,
    'the body of curl': `curl '${API}' -H 'origin: ${PAGE}' --data '{"password":"${SECRET}"}'`,
    'the login of curl': `curl '${API}' -H 'origin: ${PAGE}' -u 'me:${SECRET}'`,
    'a header of fetch': `fetch("${API}", {"headers": {"x-jwt": "${SECRET}"}, "referrer": "${PAGE}/?t=${SECRET}"})`,
    'headers of a HAR': har(
      entry('GET', `${API}?token=${SECRET}`, { Cookie: `a=${SECRET}`, 'X-Api': SECRET }, 500, {
        'Set-Cookie': `s=${SECRET}`,
        'X-Echo': SECRET,
      }),
    ),
    'a redirect of a HAR': har(
      entry('OPTIONS', API, PREFLIGHT, 302, { Location: `https://x.example/cb?code=${SECRET}` }),
    ),
    'an issue of DevTools': JSON.stringify({
      corsIssueDetails: {
        corsErrorStatus: { corsError: 'MissingAllowOriginHeader', failedParameter: '' },
        request: { url: `${API}?k=${SECRET}` },
        initiatorOrigin: PAGE,
      },
    }),
  }

  test.each(Object.entries(PLACES))('%s is in no output', async (_, text) => {
    for (const form of [[], ['--json'], ['--markdown'], ['--verbose']]) {
      const { out, err } = await run(['-', ...form], text)
      expect(out + err).not.toContain(SECRET)
      expect(out.length).toBeGreaterThan(20)
    }
  })
})

test('what came from outside cannot steer the terminal or become markup', async () => {
  const text = har(entry('GET', API, {}, 500, { server: '\u001b[2Jngin\u202ex\u009b <img src=x onerror=y>' }))
  for (const form of [[], ['--json'], ['--markdown']]) {
    const { out } = await run(['-', ...form], text)
    expect(out).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/)
    if (form[0] === '--markdown') expect(out).not.toContain('<img')
  }
})

test('a long HAR is read in pieces, with what is in it', async () => {
  const path = join(folder, 'long.har')
  const file = openSync(path, 'w')
  writeSync(file, '{"log":{"creator":{"name":"long"},"entries":[')
  const padded = JSON.stringify({ ...entry('GET', `${PAGE}/page`, {}, 200, {}), body: 'x'.repeat(100_000) })
  for (let count = 0; count < 60; count++) writeSync(file, `${padded},`)
  writeSync(file, JSON.stringify(entry('OPTIONS', API, PREFLIGHT, 405, {})))
  writeSync(file, ']}}')
  closeSync(file)
  const { input, failures } = await told([path])
  expect(input).toMatchObject({ kind: 'har', source: 'long', requests: 61 })
  expect(failures).toHaveLength(1)
  expect(failures[0].causes[0].id).toBe('options-not-handled')
})

const LONG_LINE = `Access to fetch at '${API}' from origin '${PAGE}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`

test.each([
  ['text', (line: string) => line, 'started'],
  [
    'a value of JSON a line',
    (line: string) => JSON.stringify({ level: 50, msg: line }),
    '{"level":30,"msg":"started"}',
  ],
])('a long log is read line by line: %s', async (_, written, other) => {
  const path = join(folder, 'long.log')
  const page = `${other}\n`.repeat(200_000)
  writeFileSync(path, `${page.repeat(2)}${written(LONG_LINE)}\n${page}${page}`)
  const { input, failures } = await told([path])
  expect(input).toMatchObject({ kind: 'console' })
  expect(failures).toHaveLength(1)
  expect(failures[0].request.url).toBe(API)
})

test('a long file of zeros is answered with one line', async () => {
  const path = join(folder, 'zeros.har')
  writeFileSync(path, '')
  truncateSync(path, 50_000_000)
  await expect(run([path])).rejects.toThrow('no line of it is about CORS')
})

test('whatever is pasted, there is an answer or one line', async () => {
  const pieces = fc.constantFrom(
    ...FORMS.map(([, text]) => text),
    'curl ',
    "fetch('",
    '{',
    '[',
    '"',
    "'",
    '\\',
    '^',
    '`',
    '\n',
    'log',
    ':',
    'entries',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 5 }),
      async (parts) => {
        try {
          const { exit } = await run(['-', '--json'], parts.join(''))
          expect([0, 1]).toContain(exit)
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError)
        }
      },
    ),
    // Each run reads a paste in every form: 3 ms.
    runs(150, 30_000),
  )
})

test.each([
  ['Blocked by CORS policy', /or run corskit check URL\./],
  [
    "CORS error: The 'Access-Control-Allow-Origin' header has a value 'https://x.example' that is not equal to the supplied origin.",
    /^(?!.*has Origin: $)/ms,
  ],
])('what the line does not have is not told as if it were empty: %s', async (line, says) => {
  const { out } = await run(['-'], line)
  expect(out).toMatch(says)
  expect(out).not.toMatch(/: $/m)
})
