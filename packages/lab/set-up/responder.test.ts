import { expect, test } from 'vitest'
import { type AskedRequest, responderOf } from './responder.ts'
import type { RawAnswer, ServerCard } from './server-card.ts'

const APP = 'https://app.example.com'
const URL_ = 'https://api.example.com/users'
const preflight: AskedRequest = {
  method: 'OPTIONS',
  url: URL_,
  headers: [
    ['origin', APP],
    ['access-control-request-method', 'PUT'],
  ],
}
const get: AskedRequest = { method: 'GET', url: URL_, headers: [['origin', APP]] }
const policy = (text: string, answer: RawAnswer = { status: 200, headers: [] }) =>
  ({ by: 'policy', policy: text, answer }) as const

async function answer(card: Exclude<ServerCard, { by: 'url' }>, request: AskedRequest): Promise<RawAnswer> {
  const made = await responderOf(card, URL_)
  if (!('respond' in made)) throw new Error(JSON.stringify(made))
  return made.respond(request)
}

test('a policy answers the preflight itself, and puts its headers on what the app answers', async () => {
  const card = policy(`{ origin: '${APP}', methods: ['PUT'] }`, {
    status: 201,
    headers: [
      ['Vary', 'accept'],
      ['etag', '1'],
    ],
  })
  expect(await answer(card, preflight)).toMatchObject({ status: 204 })
  expect(await answer(card, get)).toEqual({
    status: 201,
    headers: [
      ['etag', '1'],
      ['access-control-allow-origin', APP],
      ['vary', 'accept, Origin'],
    ],
  })
})

test('what is odd in a policy is noted, and a wrong policy is not run', async () => {
  const odd = await responderOf(policy(`{ origin: '${APP}', methods: ['get'] }`), URL_)
  expect('respond' in odd ? odd.notes.length : 'issues' in odd && odd.issues.length).toBeGreaterThan(0)
  expect(await responderOf(policy("{ origin: '*', credentials: true }"), URL_)).toMatchObject({
    issues: [{ code: expect.any(String) }],
  })
  expect(await responderOf(policy('{ origin: '), URL_)).toHaveProperty('mistake')
})

test('headers answer a preflight, the request, and what a redirect leads to, each by its own card', async () => {
  const card = {
    by: 'raw',
    preflight: { status: 204, headers: [] },
    actual: { status: 302, headers: [] },
    redirected: { status: 200, headers: [] },
  } as const
  expect((await answer(card, preflight)).status).toBe(204)
  expect((await answer(card, get)).status).toBe(302)
  expect((await answer(card, { ...get, url: 'https://cdn.example.net/' })).status).toBe(200)
  // OPTIONS without the headers of a preflight is a request like any other.
  expect((await answer(card, { ...preflight, headers: [] })).status).toBe(302)
})
