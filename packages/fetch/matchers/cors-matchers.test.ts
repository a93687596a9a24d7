import '../vitest.ts'
import { expect as jestExpect } from 'expect'
import { describe, expect, it, vi } from 'vitest'
import { openPage } from '../index.ts'

const API = 'https://api.example.com'

const api = (request: Request) => {
  const headers = { 'access-control-allow-origin': 'https://app.example.com', 'access-control-allow-methods': 'PUT' }
  return new Response(null, { headers, status: request.method === 'OPTIONS' ? 204 : 200 })
}

const app = openPage('https://app.example.com', { handlers: { [API]: api }, engine: 'chromium' })
const stranger = openPage('https://evil.example', { handlers: { [API]: api } })
const nowhere = openPage('https://app.example.com', { resolve: { 'api.example.com': 'http://127.0.0.1:9' } })

async function messageOf(assertion: Promise<unknown>): Promise<string> {
  const error = await assertion.then(
    () => expect.unreachable('the assertion held'),
    (reason) => reason as Error,
  )
  return error.message
}

describe('toBeAllowedToFetch', () => {
  it('holds for what the page can read, and not for what is blocked or opaque', async () => {
    await expect(app).toBeAllowedToFetch(API)
    await expect(app).toBeAllowedToFetch(API, { method: 'PUT' })
    await expect(stranger).not.toBeAllowedToFetch(API)
    await expect(app).not.toBeAllowedToFetch(API, { mode: 'no-cors' })
  })

  it('says in its failure which rule decided, what the browser prints and what went over the wire', async () => {
    const message = await messageOf(expect(app).toBeAllowedToFetch(API, { method: 'DELETE' }))
    expect(message).toMatchInlineSnapshot(`
      "Expected a page of https://app.example.com (chromium) to be allowed to DELETE https://api.example.com, but it is blocked.

      Reason: MethodDisallowedByPreflightResponse (DELETE), in the answer to the preflight of https://api.example.com/
      Rule:   Access-Control-Allow-Methods: DELETE is not in 'PUT'
              https://fetch.spec.whatwg.org/#cors-preflight-fetch
      Console: Access to fetch at 'https://api.example.com/' from origin 'https://app.example.com' has been blocked by CORS policy: Method DELETE is not allowed by Access-Control-Allow-Methods in preflight response.

      1. OPTIONS https://api.example.com/ (preflight)
         > access-control-request-method: DELETE
         > origin: https://app.example.com
         < 204
         < access-control-allow-methods: PUT
         < access-control-allow-origin: https://app.example.com"
    `)
  })

  it('says in its failure under not what the page could read', async () => {
    expect(await messageOf(expect(app).not.toBeAllowedToFetch(API))).toMatchInlineSnapshot(`
      "Expected a page of https://app.example.com (chromium) not to be allowed to GET https://api.example.com, but it is allowed.

      Response: cors, status 200
      Rule:   filtered response: cors: the safelisted headers
              https://fetch.spec.whatwg.org/#concept-filtered-response

      1. GET https://api.example.com/
         > origin: https://app.example.com
         < 200
         < access-control-allow-methods: PUT
         < access-control-allow-origin: https://app.example.com"
    `)
  })
})

describe('toBeBlockedFrom', () => {
  it('holds for a refusal, and with a code for that one only', async () => {
    await expect(stranger).toBeBlockedFrom(API)
    await expect(stranger).toBeBlockedFrom(API, {}, 'AllowOriginMismatch')
    await expect(stranger).not.toBeBlockedFrom(API, {}, 'MissingAllowOriginHeader')
    await expect(app).not.toBeBlockedFrom(API)
  })

  it('names both codes when they differ', async () => {
    const message = await messageOf(expect(stranger).toBeBlockedFrom(API, undefined, 'MissingAllowOriginHeader'))
    expect(message).toContain('be refused (MissingAllowOriginHeader) to GET')
    expect(message).toContain('Reason: AllowOriginMismatch')
  })
})

describe('a server that cannot be reached', () => {
  it('fails every assertion, whichever way it asks', async () => {
    for (const expectation of [expect(nowhere), expect(nowhere).not]) {
      expect(await messageOf(expectation.toBeAllowedToFetch(API))).toContain('proves nothing about CORS')
      expect(await messageOf(expectation.toBeBlockedFrom(API))).toContain('proves nothing about CORS')
    }
  })
})

it('work in the expect of Jest as well', async () => {
  vi.stubGlobal('expect', jestExpect)
  await import('../jest.ts').finally(() => vi.unstubAllGlobals())
  const jest = jestExpect
  await jest(app).toBeAllowedToFetch(API)
  await jest(stranger).toBeBlockedFrom(API, {}, 'AllowOriginMismatch')
  expect(await messageOf(jest(stranger).toBeAllowedToFetch(API))).toContain('but it is blocked')
  expect(await messageOf(jest(stranger).not.toBeBlockedFrom(API))).toContain('but it is blocked')
  expect(await messageOf(jest({}).toBeAllowedToFetch(API))).toContain('openPage()')
})
