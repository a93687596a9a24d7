/** A line about a preflight, or one beside it, that has the status: the cause is that of the status. */
import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import { readInput } from './read-input.ts'

const URL_ = 'https://api.example.com/users'
const CHROMIUM = `Access to fetch at '${URL_}' from origin 'https://app.example.com' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.`

const LINES: Readonly<Record<string, (status: number) => string>> = {
  Safari: (status) => `Preflight response is not successful. Status code: ${status}`,
  Firefox: (status) =>
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. (Reason: CORS preflight response did not succeed). Status code: ${status}.`,
  'Chrome, and its network line': (status) => `${CHROMIUM}\nOPTIONS ${URL_} net::ERR_FAILED ${status}`,
  'Chrome, and a line of an older one': (status) => `OPTIONS ${URL_} ${status} (Not So)\n${CHROMIUM}`,
  'Chrome, and a line with its source': (status) => `app.js:3 OPTIONS ${URL_} ${status} app.js:3\n${CHROMIUM}`,
  'Chrome, and a line without words': (status) => `OPTIONS ${URL_} ${status}\n${CHROMIUM}`,
}

const CAUSES: readonly (readonly [status: number, cause: string])[] = [
  [401, 'auth-before-preflight'],
  [403, 'auth-before-preflight'],
  [407, 'auth-before-preflight'],
  [400, 'options-not-handled'],
  [404, 'options-not-handled'],
  [405, 'options-not-handled'],
  [501, 'options-not-handled'],
  [429, 'rate-limit-without-headers'],
  [500, 'preflight-fails'],
  [503, 'preflight-fails'],
]

test.each(Object.entries(LINES).flatMap(([name, line]) => CAUSES.map((one) => [name, ...one, line] as const)))(
  '%s: %i is %s',
  (_, status, cause, line) => {
    const read = readInput(line(status))
    const [failure] = 'why' in read ? [] : explain(read).failures
    const [first] = failure?.causes ?? []
    expect(first?.id).toBe(cause)
    expect(first?.evidence.join(' ')).toMatch(new RegExp(`OPTIONS .*was answered ${status}`))
  },
)

test('without a status, it is said that the line has none', () => {
  const read = readInput(CHROMIUM)
  const [failure] = 'why' in read ? [] : explain(read).failures
  expect(failure?.causes[0]?.evidence).toContain('The console does not say with which status OPTIONS was answered')
})

const MISSING = `Access to fetch at '${URL_}' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`

test.each([
  [
    'a refusal of the request is none of the preflight',
    `GET ${URL_} 404 (Not Found)\n${CHROMIUM}`,
    /does not say with which status/,
  ],
  ['also behind it', `${CHROMIUM}\nPUT ${URL_} 401 (Unauthorized)`, /does not say with which status/],
  [
    'a refused preflight is none of the request',
    `OPTIONS ${URL_} 401 (Unauthorized)\n${MISSING}`,
    /^(?!.*answered 401)/,
  ],
  [
    'a line without a status hides none',
    `GET ${URL_} net::ERR_FAILED\nOPTIONS ${URL_} 405\n${CHROMIUM}`,
    /OPTIONS .*was answered 405/,
  ],
  [
    'nor does one of the preflight',
    `OPTIONS ${URL_} net::ERR_FAILED\nOPTIONS ${URL_} 405\n${CHROMIUM}`,
    /OPTIONS .*was answered 405/,
  ],
])('%s', (_, text, evidence) => {
  const read = readInput(text)
  const causes = 'why' in read ? [] : (explain(read).failures[0]?.causes ?? [])
  expect(causes.length).toBeGreaterThan(0)
  expect(causes.flatMap((cause) => cause.evidence).join(' ')).toMatch(evidence)
})
