/** Redirects of names that no test can listen at. */
import { expect, test } from 'vitest'
import { diagnoseInMemory } from '../testing/ask-in-memory.ts'

const ORIGIN = 'http://app.example.com'

test.each([
  ['https://api.example.net/users', 'http://api.example.net/users/', 'slash-redirect-behind-proxy'],
  ['https://bucket.s3.amazonaws.com/key', 'https://bucket.s3.eu-central-1.amazonaws.com/key', 's3-region-redirect'],
  ['http://api.example.net/users', 'https://api.example.net/users', 'http-to-https-redirect'],
  ['https://api.example.net/users', 'http://api.example.net/users', 'preflight-redirected'],
  ['https://example.net/users', 'https://www.example.net/users', 'preflight-redirected'],
  ['https://api.example.net/users', 'https://login.example.net/oauth2/authorize', 'login-redirect'],
])('the preflight for %s is sent on to %s: %s', async (url, location, cause) => {
  const { causes } = await diagnoseInMemory({ url, origin: ORIGIN, method: 'PUT' }, () => ({
    status: 307,
    headers: [
      ['access-control-allow-origin', ORIGIN],
      ['location', location],
    ],
  }))
  expect(causes.map(({ id, confidence }) => [id, confidence])).toEqual([[cause, 'certain']])
})

test('a redirect that leads nowhere is a status that browsers do not take', async () => {
  const { causes } = await diagnoseInMemory({ url: 'https://api.example.net/', origin: ORIGIN, method: 'PUT' }, () => ({
    status: 301,
    headers: [['access-control-allow-origin', ORIGIN]],
  }))
  expect(causes[0]?.id).toBe('preflight-status-odd')
})
