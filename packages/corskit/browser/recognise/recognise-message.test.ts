import { expect, test } from 'vitest'
import { recogniseMessage } from './recognise-message.ts'
import { recogniseMessages } from './recognise-messages.ts'

const URL_ = 'https://api.example.com/users'
const FRAME = `Access to fetch at '${URL_}' from origin 'https://app.example.com' has been blocked by CORS policy: `
const BLOCKED = `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. `

test.each([
  [
    'Chromium after a redirect',
    `Access to XMLHttpRequest at 'https://b.test/' (redirected from '${URL_}') from origin 'null' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    {
      engine: 'chromium',
      code: 'MissingAllowOriginHeader',
      url: 'https://b.test/',
      firstUrl: URL_,
      origin: 'null',
      initiator: 'XMLHttpRequest',
    },
  ],
  [
    'Chromium before 2024, with the advice to use no-cors',
    `${FRAME}No 'Access-Control-Allow-Origin' header is present on the requested resource. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    { engine: 'chromium', code: 'MissingAllowOriginHeader', url: URL_ },
  ],
  [
    'Chromium about a preflight and a value',
    `${FRAME}Response to preflight request doesn't pass access control check: The 'Access-Control-Allow-Origin' header has a value 'https://x.test' that is not equal to the supplied origin. Have the server send the header with a valid value.`,
    { engine: 'chromium', code: 'PreflightAllowOriginMismatch', value: 'https://x.test' },
  ],
  [
    'Chromium about XHR and a wildcard',
    `${FRAME}The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.`,
    { engine: 'chromium', code: 'WildcardOriginNotAllowed' },
  ],
  [
    'Chromium about Local Network Access',
    `${FRAME}Permission was denied for this request to access the \`loopback\` address space.`,
    { engine: 'chromium', code: 'LocalNetworkAccessPermissionDenied', addressSpace: 'loopback' },
  ],
  [
    'Chromium of Private Network Access',
    `${FRAME}No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the \`local\` address space.`,
    { engine: 'chromium', code: 'PreflightMissingAllowPrivateNetwork', addressSpace: 'local' },
  ],
  [
    'Chromium 50',
    `XMLHttpRequest cannot load ${URL_}. No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'https://app.example.com' is therefore not allowed access.`,
    { engine: 'chromium', code: 'MissingAllowOriginHeader', url: URL_, origin: 'https://app.example.com' },
  ],
  [
    'Firefox with a status code',
    `${BLOCKED}(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.`,
    { engine: 'firefox', code: 'MissingAllowOriginHeader', url: URL_, status: 502 },
  ],
  [
    'Firefox before it gave status codes',
    `${BLOCKED}(Reason: CORS header ‘Access-Control-Allow-Origin’ missing).`,
    { engine: 'firefox', code: 'MissingAllowOriginHeader', url: URL_ },
  ],
  [
    'Firefox about a header, in its older words',
    `${BLOCKED}(Reason: missing token ‘x-a’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel).`,
    { engine: 'firefox', code: 'HeaderDisallowedByPreflightResponse', header: 'x-a' },
  ],
  [
    'WebKit',
    'Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 200',
    { engine: 'webkit', code: 'MissingAllowOriginHeader', origin: 'https://app.example.com', status: 200 },
  ],
  [
    'WebKit before it gave status codes, copied with its label',
    '[Error] Origin https://app.example.com is not allowed by Access-Control-Allow-Origin.',
    { engine: 'webkit', code: 'MissingAllowOriginHeader' },
  ],
  [
    'WebKit after a redirect',
    'Cross-origin redirection to https://b.test/ denied by Cross-Origin Resource Sharing policy: Origin null is not allowed by Access-Control-Allow-Origin. Status code: 200',
    { engine: 'webkit', code: 'MissingAllowOriginHeader', url: 'https://b.test/', origin: 'null' },
  ],
  ['jsdom', 'Cross origin https://app.example.com forbidden', { engine: 'jsdom', code: 'MissingAllowOriginHeader' }],
  [
    'happy-dom',
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at "${URL_}".`,
    { engine: 'happy-dom', code: 'MissingAllowOriginHeader', url: URL_ },
  ],
])('%s', (_, line, expected) => {
  expect(recogniseMessage(line)).toMatchObject(expected)
})

test.each(['', 'TypeError: Failed to fetch', 'Uncaught (in promise) Error: CORS', 'x'.repeat(1_000_000)])(
  'what says nothing about CORS is not guessed at (%#)',
  (line) => {
    expect(recogniseMessage(line)).toBeNull()
  },
)

const REASON = `${FRAME}No 'Access-Control-Allow-Origin' header is present on the requested resource.`
const OTHER = `${BLOCKED}(Reason: CORS request did not succeed). Status code: (null).`
const ECHO = `Fetch API cannot load ${URL_} due to access control checks.`
const WITHOUT_REASON = `${BLOCKED.trimEnd()}`

test.each([
  [[REASON, OTHER], 'MissingAllowOriginHeader'],
  [[OTHER, REASON], 'NetworkError'],
  [[ECHO, REASON, OTHER], 'MissingAllowOriginHeader'],
  [[ECHO, OTHER, REASON], 'NetworkError'],
  [[WITHOUT_REASON, REASON], 'MissingAllowOriginHeader'],
  [[WITHOUT_REASON, ECHO], 'AccessControlChecks'],
  [[ECHO, WITHOUT_REASON], 'AccessControlChecks'],
  [[WITHOUT_REASON, ECHO, OTHER], 'NetworkError'],
  [[ECHO, WITHOUT_REASON, OTHER], 'NetworkError'],
  [[OTHER, ECHO, WITHOUT_REASON], 'NetworkError'],
  [[ECHO], 'AccessControlChecks'],
  [[WITHOUT_REASON], null],
])('of several lines, the first that gives a reason is taken (%#)', (lines, code) => {
  const message = recogniseMessage(lines.join('\n\n'))
  expect(message).toMatchObject({ code })
  expect(Object.keys(message ?? {})).not.toContain('start')
  expect(Object.keys(message ?? {})).not.toContain('end')
})

test('of lines without a reason, the first is taken', () => {
  const lines = ['a', 'b'].map((name) => WITHOUT_REASON.replace(URL_, `https://${name}.example/`))
  expect(recogniseMessage(lines.join('\n\n'))).toMatchObject({ code: null, url: 'https://a.example/' })
})

test('a line is read up to the most characters that one has, and not beyond', () => {
  const line = 'Cross origin https://app.example.com forbidden'
  const isRead = (length: number) => recogniseMessage(line.padEnd(length)) !== null
  expect([65_535, 65_536, 65_537, 100_000].map(isRead)).toEqual([true, true, false, false])
})

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [5, '5'],
  [['a'], 'an array'],
  [{}, 'an object'],
])('%j is not a text, and one TypeError says so', (given, named) => {
  const message = `text must be a string, not ${named}`
  expect(() => recogniseMessage(given as never)).toThrow(new TypeError(message))
  expect(() => recogniseMessages(given as never)).toThrow(new TypeError(message))
})
