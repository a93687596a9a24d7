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

test.each([301, 302, 303, 307, 308])('a redirect with %i has no headers, and its target has them', async (status) => {
  const { causes, probes } = await diagnoseInMemory(
    { url: 'https://api.example.net/users', origin: ORIGIN },
    (asked) =>
      asked.url.endsWith('/v2/users')
        ? { status: 200, headers: [['access-control-allow-origin', ORIGIN]] }
        : { status, headers: [['location', '/v2/users#top']] },
  )
  expect(causes[0]).toMatchObject({ id: 'redirect-without-headers', confidence: 'certain' })
  expect(causes[0]?.fix.summary).toContain('https://api.example.net/v2/users directly')
  expect(causes.map(({ id }) => id)).not.toContain('no-cors-headers')
  expect(probes.filter(({ probe }) => probe.name === 'redirect-target')).toHaveLength(1)
})

test.each(['/v2/users', 'https://user:secret@api.example.net/', 'mailto:a@example.net', undefined])(
  'a redirect to %s, where nothing helps either, is no cause by itself',
  async (location) => {
    const { causes, probes } = await diagnoseInMemory({ url: 'https://api.example.net/users', origin: ORIGIN }, () => ({
      status: 302,
      headers: location === undefined ? [] : [['location', location]],
    }))
    expect(causes[0]?.id).toBe('no-cors-headers')
    const asked = probes.filter(({ probe }) => probe.name === 'redirect-target')
    expect(asked).toHaveLength(location === '/v2/users' ? 1 : 0)
  },
)

test.each([
  'https://www.example.net/users',
  'http://169.254.169.254/latest/meta-data',
  'https://api.example.net:8443/users',
])('no probe follows a redirect to %s, which the user has not named', async (location) => {
  const { causes, probes } = await diagnoseInMemory({ url: 'https://api.example.net/users', origin: ORIGIN }, () => ({
    status: 302,
    headers: [['location', location]],
  }))
  expect(probes.map(({ probe }) => new URL(probe.url).host)).not.toContain(new URL(location).host)
  expect(causes[0]).toMatchObject({
    id: 'redirect-without-headers',
    confidence: 'likely',
    confirm: `Ask there: corskit check ${location} --origin ${ORIGIN}`,
  })
})
