/** What a browser only warns of is not told as a failure. */
import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import type { InputRead } from './explanation.ts'
import { readInput } from './read-input.ts'

const API = 'https://api.example.com/users'
const AUTHORIZATION = `Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at ${API} soon. (Reason: When the \`Access-Control-Allow-Headers\` is \`*\`, the \`Authorization\` header is not covered. To include the \`Authorization\` header, it must be explicitly listed in CORS header \`Access-Control-Allow-Headers\`).`
const CSP = `Connecting to '${API}' violates the following Content Security Policy directive: "connect-src 'self'".`
const MIXED =
  "Mixed Content: The page at 'https://app.example.com/' was loaded over HTTPS, but requested an insecure element 'http://api.example.com/a.png'."
const BLOCKED = `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${API}.`

const WARNINGS: readonly (readonly [line: string, says: RegExp])[] = [
  [AUTHORIZATION, /Write `authorization` into the list/],
  [
    `${CSP} The policy is report-only, so the violation has been logged but no further action has been taken.`,
    /has sent it/,
  ],
  [
    `[Report Only] Refused to connect to '${API}' because it violates the following Content Security Policy directive: "connect-src 'self'".`,
    /has sent it/,
  ],
  [
    `${MIXED} This request was automatically upgraded to HTTPS, For more information see https://blog.chromium.org/`,
    /blocked nothing/,
  ],
  [`${MIXED} This content should also be served over HTTPS.`, /blocked nothing/],
  ['Cookie “session” will be soon rejected because it has the “SameSite” attribute set to “None”.', /later version/],
]

const told = (text: string) => explain(readInput(text) as InputRead)

test.each(WARNINGS)('%s', (line, says) => {
  const { failures, input } = told(line)
  expect(failures).toEqual([])
  expect(input.warnings).toEqual([expect.stringMatching(says)])
})

test.each([
  [`${CSP} The action has been blocked.`, 'content-security-policy'],
  [`${MIXED} This request has been blocked; the content must be served over HTTPS.`, 'mixed-content'],
  ['Cookie “session” has been rejected because it has the “SameSite=None” attribute.', 'cookie-not-sent'],
])('a failure beside a warning is told: %s', (line, cause) => {
  for (const [warning] of WARNINGS.slice(1)) {
    for (const text of [`${warning}\n${line}`, `${line}\n${warning}`])
      expect(told(text).failures.map(({ causes }) => causes[0]?.id)).toEqual([cause])
  }
})

test('the warning of Firefox does not hide what it has blocked at the same address', () => {
  for (const reason of [
    '(Reason: CORS request did not succeed). Status code: (null).',
    '(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 500.',
  ]) {
    const { failures, input } = told(`${AUTHORIZATION}\n${BLOCKED} ${reason}`)
    expect(failures).toHaveLength(1)
    expect(failures[0]?.causes.length).toBeGreaterThan(0)
    expect(input.warnings).toHaveLength(1)
  }
})
