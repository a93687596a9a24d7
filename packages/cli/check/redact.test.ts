import type { Outcome } from 'corskit/browser'
import { expect, test } from 'vitest'
import { isSecretHeader, REDACTED, redactOutcome } from './redact.ts'

const outcome: Outcome = {
  verdict: 'blocked',
  reason: {
    code: 'RedirectContainsCredentials',
    phase: 'redirect',
    parameter: 'https://u:hunter2@x.test/',
    url: 'https://api.test/',
    spec: '',
  },
  exchanges: [
    {
      kind: 'actual',
      request: {
        method: 'GET',
        url: 'https://api.test/',
        headers: [
          ['authorization', 'Bearer abc.def.ghi'],
          ['x-request-id', '7'],
        ],
      },
      response: {
        status: 302,
        headers: [
          ['set-cookie', 'session=s3cr3t; Path=/'],
          ['location', 'https://u:hunter2@x.test/'],
          ['vary', 'cookie'],
        ],
      },
    },
  ],
  steps: [{ rule: 'r', spec: '', passed: false, detail: 'saw Bearer abc.def.ghi' }],
  response: null,
  messages: { chromium: ["Redirect location 'https://u:hunter2@x.test/'"], firefox: [], webkit: [] },
}

test('no secret is left anywhere in the outcome, and everything else is', () => {
  const shown = redactOutcome(outcome, { url: 'https://api.test/', headers: [['authorization', 'Bearer abc.def.ghi']] })
  const text = JSON.stringify(shown)
  expect(text).not.toMatch(/abc\.def|s3cr3t|hunter2/)
  expect(shown.exchanges[0]?.request.headers).toEqual([
    ['authorization', REDACTED],
    ['x-request-id', '7'],
  ])
  expect(shown.exchanges[0]?.response?.headers).toEqual([
    ['set-cookie', REDACTED],
    ['location', `https://u:${REDACTED}@x.test/`],
    ['vary', 'cookie'],
  ])
  expect(shown.steps[0]?.detail).toBe(`saw ${REDACTED}`)
})

test('a short secret goes from its header and leaves the text readable', () => {
  const shown = redactOutcome(outcome, { url: 'https://api.test/', headers: [['x-api-key', 'a']] })
  expect(shown.messages.chromium[0]).toMatch(/^Redirect location/)
})

test('two console lines are not taken for a header', () => {
  const firefox = ['(Reason: invalid token ‘a b’ in CORS header)', '(Reason: CORS request did not succeed)']
  const messages = { chromium: [], firefox, webkit: [] }
  const shown = redactOutcome({ ...outcome, messages }, { url: 'https://api.test/', headers: [] })
  expect(shown.messages.firefox).toEqual(firefox)
})

test.each([
  ['authorization', true],
  ['proxy-authorization', true],
  ['cookie', true],
  ['set-cookie', true],
  ['x-api-key', true],
  ['x-csrf-token', true],
  ['content-type', false],
  ['origin', false],
  ['access-control-allow-headers', false],
])('the value of %s is secret: %s', (name, secret) => {
  expect(isSecretHeader(name)).toBe(secret)
})
