import type { Outcome } from 'corskit/browser'
import { describe, expect, test } from 'vitest'
import { kindOfHeader } from '../command-line/harmless-headers.ts'
import { REDACTED, redactUrl, redactUrls } from '../command-line/secrets.ts'
import { redactCookie, redactOutcome } from './redact.ts'

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

test('no secret is left anywhere in the outcome, and everything else is', () => {
  const shown = redactOutcome(outcome, { url: 'https://api.test/', headers: [['authorization', 'Bearer abc.def.ghi']] })
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

test('a short secret goes from its header and leaves the text readable', () => {
  const shown = redactOutcome(outcome, { url: 'https://api.test/', headers: [['x-api-key', 'a']] })
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

describe('a URL keeps its place and nothing else', () => {
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
