/** What a server repeats of a secret that the user has is hidden, in each form that a server can read. */
import { expect, test } from 'vitest'
import { KnownSecrets } from './known-secrets.ts'
import { redactUrls } from './redact-url.ts'

const SECRET = 'zQ7vK2xW9pLm4Rt'
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

test.each([
  ['a password', basic(`user:${SECRET}`)],
  ['a user name', basic(`${SECRET}:`)],
  ['a token', `Bearer ${SECRET}`],
  ['a scheme in other letters', basic(`user:${SECRET}`).replace('Basic', 'basic')],
])('%s of Authorization', (_, value) => {
  const known = new KnownSecrets()
  known.addHeaders([['Authorization', value]])
  for (const text of [SECRET, `/x/${SECRET}`, `text/${SECRET}; charset=utf-8`, value])
    expect(known.redact(`the server sent ${text}`)).not.toContain(SECRET)
})

test.each([
  `Cross-origin request to /items?token=${SECRET} with origin https://app.example.com`,
  `Blocked request to /_next/image?url=x&token=${SECRET}. See docs`,
  `rejected origin for items?token=${SECRET}&a=b#frag=${SECRET} at once`,
  `GET /a#access_token=${SECRET}`,
  `GET "/items?filter[token]=${SECRET}" 403`,
])('the query of a path without a host: %s', (text) => {
  expect(redactUrls(text)).not.toContain(SECRET)
})

test.each([
  'const a = b?.c === d',
  'x ?a=1:b',
  'is it so? a=b',
  '/^https?:\\/\\/a$/',
  'a == b ? c=d : e',
  'type A = { b?: string }',
])('code and prose are left: %s', (text) => expect(redactUrls(text)).toBe(text))
