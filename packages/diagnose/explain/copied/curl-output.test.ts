/** What curl printed beneath the call (`-i`, `-v`) is the answer, and is judged as one. */
import { expect, test } from 'vitest'
import { explain } from '../explain.ts'
import { readInput } from '../read-input.ts'

const PAGE = 'https://app.example.com'
const CALL = `curl -i https://api.example.com/users -H 'Origin: ${PAGE}'`
const PREFLIGHT = `${CALL} -X OPTIONS -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization'`

const told = (text: string) => {
  const read = readInput(text)
  if ('why' in read) throw new Error(read.why)
  return explain(read).failures.map(({ causes, missing, outcome }) => ({
    cause: causes[0]?.id ?? null,
    code: outcome?.reason?.code ?? null,
    missing,
  }))
}

const FORMS: Readonly<Record<string, (call: string, answer: string) => string>> = {
  'behind a prompt': (call, answer) => `$ ${call}\n${answer}`,
  alone: (call, answer) => `${call}\n${answer}`,
  'with line breaks of HTTP': (call, answer) => `$ ${call}\n${answer.replaceAll('\n', '\r\n')}`,
  'in a fence': (call, answer) => `I run this:\n\`\`\`bash\n$ ${call}\n${answer}\n\`\`\`\n`,
  'with -v': (call, answer) =>
    `$ ${call.replace('-i', '-v')}\n* Trying 127.0.0.1:443...\n> GET /users HTTP/2\n> origin: ${PAGE}\n>\n${answer
      .split('\n\n', 1)[0]
      ?.split('\n')
      .map((line) => `< ${line}`)
      .join('\n')}\n<\n{"a":1}`,
}

const ANSWERS: readonly (readonly [call: string, answer: string, cause: string | null])[] = [
  [CALL, `HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: ${PAGE}/\n\n{"a":1}`, 'origin-trailing-slash'],
  [
    CALL,
    'HTTP/2 200\ncontent-type: text/plain\naccess-control-allow-origin: *\naccess-control-allow-origin: *\n\nx',
    'two-layers-add-headers',
  ],
  [CALL, `HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: ${PAGE}\n\n{"a":1}`, null],
  [PREFLIGHT, 'HTTP/2 401\nwww-authenticate: Bearer\ncontent-length: 0', 'auth-before-preflight'],
]

test.each(
  Object.keys(FORMS).flatMap((form) => ANSWERS.map(([, answer, cause], row) => [form, answer, cause, row] as const)),
)('%s: %s is %s', (form, answer, cause, row) => {
  const text = (FORMS[form] as (typeof FORMS)[string])((ANSWERS[row] as (typeof ANSWERS)[number])[0], answer)
  expect(told(text).map((one) => one.cause)).toEqual(cause === null ? [] : [cause])
  expect(told(text).flatMap(({ missing }) => missing)).toEqual([])
})

test.each([
  ['a call without Origin', `$ curl -i https://api.example.com/users\nHTTP/1.1 200 OK\nserver: nginx\n\n{}`],
  [
    'a redirect that was followed',
    `$ ${CALL} -L\nHTTP/1.1 301 Moved\nlocation: /b\n\nHTTP/1.1 200 OK\nserver: x\n\n{}`,
  ],
])('%s: the answer is named as not read', (_, text) => {
  const [failure] = told(text)
  expect(failure?.cause).toBeNull()
  expect(failure?.missing).toContain('the answer beneath the call, which is not read')
  expect(failure?.missing).not.toContain('what the server answers')
})

const ALLOWS = `Access-Control-Allow-Origin: ${PAGE}`

test.each([
  [`$ ${CALL} -X PUT\nHTTP/1.1 200 OK\n${ALLOWS}\n\n{}`, 'the answer to the preflight'],
  [
    `$ ${PREFLIGHT}\nHTTP/1.1 204 No Content\n${ALLOWS}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: authorization`,
    'the answer to the request behind the preflight',
  ],
  [`$ ${CALL}\nHTTP/1.1 302 Found\n${ALLOWS}\nLocation: /b\n\n`, 'the answer where the redirect leads'],
])('where another answer decides, it is named: %s', (text, what) => {
  expect(told(text)).toEqual([{ cause: null, code: null, missing: [what] }])
})

test.each([
  ['(6) Could not resolve host: api.example.com', 'host-not-found'],
  ["(7) Failed to connect to api.example.com port 443 after 2 ms: Couldn't connect to server", 'nothing-listens'],
  ['(28) Operation timed out after 3001 milliseconds with 0 bytes received', 'no-answer'],
  ['(35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to api.example.com:443', 'tls-failed'],
  ['(52) Empty reply from server', 'connection-dropped'],
  ['(56) Recv failure: Connection reset by peer', 'connection-dropped'],
  ['(60) SSL certificate problem: unable to get local issuer certificate', 'certificate'],
])('what curl said of the connection is why there is no answer: %s', (error, cause) => {
  const text = `curl -H 'Origin: https://app.example.com' https://api.example.com/x\ncurl: ${error}`
  const read = readInput(text)
  const [failure, ...others] = 'why' in read ? [] : explain(read).failures
  expect(others).toEqual([])
  expect(failure?.causes.map(({ id }) => id)).toEqual([cause])
  expect(failure?.missing).toEqual([])
})

/** What refuses, as its body says it, with the cause that the words alone have. */
const BODIES: readonly (readonly [of: string, status: string, body: string, cause: string])[] = [
  ['Spring', '403', 'Invalid CORS request', 'origin-refused-by-server'],
  ['Starlette', '400 Bad Request', 'Disallowed CORS origin', 'origin-refused-by-server'],
  ['actix', '400 Bad Request', 'Origin is not allowed to make this request', 'origin-refused-by-server'],
  ['Nest', '403 Forbidden', `{"statusCode":403,"message":"Origin ${PAGE} is not allowed"}`, 'origin-refused-by-server'],
  ['JSON', '500 Error', `{"message":"Origin \\"${PAGE}\\" not allowed by CORS"}`, 'origin-refused-by-server'],
  [
    'Express',
    '500 Internal Server Error',
    '<pre>Error: CORS !!<br> &nbsp; &nbsp;at origin (/app/main.js:1:2)<br> &nbsp; &nbsp;at /app/node_modules/cors/lib/index.js:219:13<br></pre>',
    'origin-refused-by-server',
  ],
  [
    'Express in quotes',
    '500 Internal Server Error',
    `<pre>Error: Origin &#39;${PAGE}&#39; not allowed</pre>`,
    'origin-refused-by-server',
  ],
  ['Quarkus', '403 CORS Rejected - Invalid origin', '', 'origin-refused-by-server'],
  ['SvelteKit', '403 Forbidden', 'Cross-site POST form submissions are forbidden', 'origin-refused-by-server'],
  [
    'S3',
    '403 Forbidden',
    '<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed.</Message></Error>',
    'origin-refused-by-server',
  ],
  [
    'S3 without rules',
    '403 Forbidden',
    '<Message>CORSResponse: CORS is not enabled for this bucket.</Message>',
    'no-cors-headers',
  ],
  ['Rails', '403 Forbidden', '<header><h1>Blocked hosts: api.example.com</h1></header>', 'host-refused-by-server'],
  ['Vite', '403 Forbidden', 'Blocked request. This host ("api.example.com") is not allowed.', 'host-refused-by-server'],
  ['webpack-dev-server', '403 Forbidden', 'Invalid Host header', 'host-refused-by-server'],
  ['Django', '400 Bad Request', "Invalid HTTP_HOST header: 'api.example.com'.", 'host-refused-by-server'],
]

const HEADS: Readonly<Record<string, (call: string, status: string, body: string) => string>> = {
  'with -i': (call, status, body) => `$ ${call}\nHTTP/1.1 ${status}\nVary: Origin\nContent-Length: 9\n\n${body}`,
  'with -v': (call, status, body) =>
    `> ${call}\n* Connected to x\n> GET /users HTTP/1.1\n> Origin: ${PAGE}\n>\n< HTTP/1.1 ${status}\n< Vary: Origin\n<\n${body}* Connection #0 to host x left intact`,
  'as a preflight': (call, status, body) =>
    `$ ${call} -X OPTIONS -H 'Access-Control-Request-Method: PUT'\nHTTP/1.1 ${status}\nVary: Origin\n\n${body}`,
}

test.each(Object.keys(HEADS).flatMap((form) => BODIES.map((row) => [form, ...row] as const)))(
  '%s: the body of %s (%s) says what refuses: %s',
  (form, _, status, body, cause) => {
    const read = readInput((HEADS[form] as (typeof HEADS)[string])(CALL, status, body))
    const [failure, ...others] = 'why' in read ? [] : explain(read).failures
    expect(others).toEqual([])
    expect(failure?.causes[0]).toMatchObject({ id: cause, confidence: 'certain' })
    expect(failure?.causes.map(({ id }) => id)).not.toContain('auth-before-cors')
    expect(failure?.causes[0]?.evidence[1]).toContain('was answered')
    expect(failure?.missing).toEqual([])
  },
)

test.each(BODIES.filter(([, , body]) => body !== ''))(
  '%s: the body alone, as curl prints it (%s), says it, too: %s',
  (_, __, body, cause) => {
    for (const call of [CALL, CALL.replace(' https', ' \\\n  https')]) {
      const read = readInput(`$ ${call}\n${body}`)
      expect('why' in read ? read.why : explain(read).failures[0]?.causes.map(({ id }) => id)).toContain(cause)
    }
  },
)

test.each([
  [
    'of a preflight that no browser sends',
    `${CALL} -X OPTIONS -H 'Access-Control-Request-Method: GET'`,
    'Vary: Origin',
  ],
  ['that the page may read', CALL, `Access-Control-Allow-Origin: ${PAGE}`],
])('the body of an answer %s says it as well', (_, call, header) => {
  const [failure] = told(
    `$ ${call}\nHTTP/1.1 403 Forbidden\n${header}\n\nCross-site POST form submissions are forbidden`,
  )
  expect(failure).toMatchObject({ cause: 'origin-refused-by-server', missing: [] })
})

test('a good answer that speaks of it, and the body beneath another call, are not taken for a refusal', () => {
  const page = '<p>Invalid CORS request is what Spring says.</p>'
  expect(told(`$ ${CALL}\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: ${PAGE}\n\n${page}`)).toEqual([])
  expect(told(`$ ${CALL}\nHTTP/1.1 200 OK\nVary: Origin\n\n${page}`)[0]?.cause).not.toBe('origin-refused-by-server')
  expect(told(`$ ${CALL}\n{}\n$ curl https://b.example.com/\nInvalid CORS request`)[0]?.cause).toBeNull()
})
