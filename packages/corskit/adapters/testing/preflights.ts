/** Preflights. */

import { expect, test } from 'vitest'
import { type Ask, EVIL, expectAllowed, expectNoCors, from, preflightOf, varyOf } from './cases.ts'
import type { ReceivedResponse } from './http-client.ts'
import { APP } from './policy.ts'

export function preflights(ask: Ask): void {
  const lists = (response: ReceivedResponse) => [
    response.header('access-control-allow-methods'),
    response.header('access-control-allow-headers'),
    response.header('access-control-max-age'),
  ]
  test('is answered 204 with the whole lists and no body', async () => {
    const response = await ask(preflightOf('PUT', 'content-type,x-a'))
    expect([response.status, response.body]).toEqual([204, ''])
    expectAllowed(response)
    expect(lists(response)).toEqual(['PUT,DELETE', 'content-type,x-a', '600'])
    expect(varyOf(response)).toEqual(['origin', 'access-control-request-method'])
  })
  test('does not reach the app', async () => {
    expect((await ask(preflightOf('PUT'))).header('x-app')).toBeNull()
  })
  test('does not expose headers', async () => {
    expect((await ask(preflightOf('PUT'))).names).not.toContain('access-control-expose-headers')
  })
  test.each(['PATCH', 'put', 'GET, PUT'])('for the method %s gets the true lists', async (method) => {
    const response = await ask(preflightOf(method))
    expect(response.status).toBe(204)
    expectAllowed(response)
    expect(lists(response)).toEqual(['PUT,DELETE', 'content-type,x-a', '600'])
  })
  test('for a header that is not allowed gets the true lists', async () => {
    expect(lists(await ask(preflightOf('PUT', 'x-c')))).toEqual(['PUT,DELETE', 'content-type,x-a', '600'])
  })
  test.each(['x-a,content-type', 'x-a, content-type', 'X-A', 'x-a,x-a', ''])(
    'asking for the headers %j is allowed',
    async (headers) => {
      const response = await ask(preflightOf('PUT', headers))
      expect(response.status).toBe(204)
      expectAllowed(response)
    },
  )
  test('asking for headers on several lines is allowed', async () => {
    const { headers = [], ...request } = preflightOf('PUT', 'x-a')
    const response = await ask({
      ...request,
      headers: [...headers, ['access-control-request-headers', 'content-type']],
    })
    expect(response.status).toBe(204)
    expectAllowed(response)
  })
  test.each([EVIL, 'null', `${APP}/`])('from %s gets 204 and no CORS header, but Vary', async (origin) => {
    const response = await ask(preflightOf('PUT', 'x-a', origin))
    expect(response.status).toBe(204)
    expectNoCors(response)
    expect(varyOf(response)).toEqual(['origin', 'access-control-request-method'])
  })
  test('with two Origin lines gets no CORS header', async () => {
    const { headers = [], ...request } = preflightOf('PUT')
    expectNoCors(await ask({ ...request, headers: [...headers, ...from(EVIL)] }))
  })
  test('to a path without a route is answered all the same', async () => {
    const response = await ask(preflightOf('PUT', 'x-a', APP, '/missing'))
    expect(response.status).toBe(204)
    expectAllowed(response)
  })
  test('to a route that would throw is answered all the same', async () => {
    expectAllowed(await ask(preflightOf('PUT', 'x-a', APP, '/throws')))
  })
  test('with 8 KB of commas gets an answer', async () => {
    expect((await ask(preflightOf('PUT', ','.repeat(8192)))).status).toBe(204)
  })
}
