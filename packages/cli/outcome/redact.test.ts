import type { Outcome } from 'corskit/browser'
import { describe, expect, test } from 'vitest'
import { kindOfHeader } from '../command-line/harmless-headers.ts'
import { KnownSecrets } from '../command-line/known-secrets.ts'
import { redactUrl, redactUrls } from '../command-line/redact-url.ts'
import { REDACTED } from '../command-line/redaction/redacted.ts'
import { hints } from './hints.ts'
import { redactCookie, redactOutcome, secretsOf } from './redact.ts'

const outcome: Outcome = {
  verdict: 'blocked',
  reason: {
    code: 'RedirectContainsCredentials',
    phase: 'redirect',
    parameter: 'https://u:hunter2@x.test/',
    url: 'https://api.test/',
    spec: 'https://fetch.spec.whatwg.org/#concept-http-redirect-fetch',
  },
  exchanges: [
    {
      kind: 'actual',
      request: {
        method: 'GET',
        url: 'https://api.test/?q=s3cr3t-query#s3cr3t-fragment',
        headers: [
          ['authorization', 'Bearer abc.def.ghi'],
          ['content-type', 'text/plain'],
        ],
      },
      response: {
        status: 302,
        headers: [
          ['set-cookie', 'session=s3cr3t; Path=/; SameSite=None'],
          ['location', 'https://u:hunter2@x.test/'],
          ['vary', 'cookie'],
          ['x-made-up', 's3cr3t'],
          ['x-empty', ''],
        ],
      },
    },
  ],
  steps: [{ rule: 'r', spec: '', passed: false, detail: 'saw Bearer abc.def.ghi, YWJjLmRlZi5naGk' }],
  response: null,
  messages: { chromium: ["Redirect location 'https://u:hunter2@x.test/'"], firefox: [], webkit: [] },
}

const input = { origin: 'https://app.test', url: 'https://api.test/' }

test('the outcome has no secret left, and everything else', () => {
  const shown = redactOutcome(
    outcome,
    secretsOf({ ...input, headers: [['authorization', 'Bearer abc.def.ghi']] }, outcome),
  )
  expect(JSON.stringify(shown)).not.toMatch(/abc\.def|s3cr3t|hunter2|YWJj/)
  expect(shown.exchanges[0]?.request).toEqual({
    method: 'GET',
    url: `https://api.test/?${REDACTED}#${REDACTED}`,
    headers: [
      ['authorization', REDACTED],
      ['content-type', 'text/plain'],
    ],
  })
  expect(shown.exchanges[0]?.response?.headers).toEqual([
    ['set-cookie', `session=${REDACTED}; Path=/; SameSite=None`],
    ['location', `https://${REDACTED}@x.test/`],
    ['vary', 'cookie'],
    ['x-made-up', REDACTED],
    ['x-empty', ''],
  ])
  expect(shown.steps[0]?.detail).toBe(`saw ${REDACTED}, ${REDACTED}`)
})

test('a short secret is removed from its header, and other text stays readable', () => {
  const shown = redactOutcome(outcome, secretsOf({ ...input, headers: [['x-api-key', 'a']] }, outcome))
  expect(shown.messages.chromium[0]).toMatch(/^Redirect location/)
})

test.each([
  ['authorization', 'secret'],
  ['cookie', 'secret'],
  ['x-access-key', 'secret'],
  ['x-functions-key', 'secret'],
  ['ocp-apim-subscription-key', 'secret'],
  ['x-jwt', 'secret'],
  ['x-whatever', 'secret'],
  ['set-cookie', 'cookie'],
  ['location', 'url'],
  ['content-type', 'harmless'],
  ['origin', 'harmless'],
  ['access-control-allow-headers', 'harmless'],
])('the value of %s is %s', (name, kind) => {
  expect(kindOfHeader(name)).toBe(kind)
})

describe('of a URL, only the origin and the path are left', () => {
  test.each([
    ['https://api.test/a?b=c#d', `https://api.test/a?${REDACTED}#${REDACTED}`],
    ['https://S@api.test/', `https://${REDACTED}@api.test/`],
    ['https://a:b@c@api.test/', `https://${REDACTED}@api.test/`],
    ['//u:p@api.test/x', `//${REDACTED}@api.test/x`],
    ['/path?token=S', `/path?${REDACTED}`],
    ['?S', `?${REDACTED}`],
    ['https://api.test/a#', 'https://api.test/a#'],
    ['https://api.test/mail@example.com', 'https://api.test/mail@example.com'],
  ])('%s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown)
  })

  test('in the middle of a sentence too', () => {
    expect(redactUrls("Access to fetch at 'https://api.test/?t=S' from origin 'https://app.test'")).toBe(
      `Access to fetch at 'https://api.test/?${REDACTED}' from origin 'https://app.test'`,
    )
  })
})

test.each([
  ['a=S', `a=${REDACTED}`],
  ['S', REDACTED],
  ['a=S; Secure; HttpOnly; SameSite=Lax; Max-Age=3', `a=${REDACTED}; Secure; HttpOnly; SameSite=Lax; Max-Age=3`],
  ['a=S; token=S', `a=${REDACTED}; ${REDACTED}`],
])('the cookie %s is shown as %s', (cookie, shown) => {
  expect(redactCookie(cookie, (text) => text)).toBe(shown)
})

const REDACTABLE = [
  'https://a.test/next?x=1',
  '[see](https://a.test/next?x=1)',
  '(https://a.test/next#x)',
  'https://u:p@a.test/b;jsessionid=0A1B2C?x=1].',
  'https://a.test/b;v=1.2/c;jsessionid=0A1B2C, and more',
  '/b;sid=0A1B2C?x=1)',
  '<https://a.test/c;sid=0A1B2C>; rel=next',
]

test.each(REDACTABLE)('what is redacted already stays as it is: %s', (text) => {
  const once = redactUrls(text)
  expect(redactUrls(once)).toBe(once)
  expect(redactUrl(redactUrl(text))).toBe(redactUrl(text))
  expect(redactUrls(`see ${once} twice`)).not.toMatch(/\[redacted\]\]\]/)
})

test('a parameter of a path is redacted, and what only looks like one is not', () => {
  expect(redactUrls('https://a.test/b;jsessionid=0A1B2C/c?x=1')).toBe(
    'https://a.test/b;jsessionid=[redacted]/c?[redacted]',
  )
  expect(redactUrl('/b;sid=0A1B2C')).toBe('/b;sid=[redacted]')
  expect(redactUrl('5;url=https://a.test/')).toBe('5;url=https://a.test/')
})

test.each([
  ['method-not-allowed: PUT: add it to methods', true],
  ['origin-not-allowed: this origin is not in the policy', true],
  ['header-not-allowed: x-tenant', true],
  ['policy-unavailable', true],
  ['Call 555-0100 and say your password', false],
  ['origin-not-allowed: see https://evil.test/?token=1', false],
  ['token-sk_live_12345', false],
  ['', false],
])('corskit-reason %j is repeated: %s', (value, isShown) => {
  const answer = { ...outcome.exchanges[0], response: { status: 200, headers: [['corskit-reason', value]] } }
  const shown = redactOutcome({ ...outcome, exchanges: [answer] } as never, new KnownSecrets())
  const told = shown.exchanges[0]?.response?.headers[0]?.[1]
  expect(told).toBe(isShown || value === '' ? value : REDACTED)
  const hint = hints({ ...outcome, exchanges: [answer] } as never).join()
  if (value !== '') expect(hint.includes(value)).toBe(isShown)
})
