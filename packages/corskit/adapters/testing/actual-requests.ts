/** Requests that are not preflights. */

import { expect, test } from 'vitest'
import { type Ask, EVIL, expectAllowed, expectNoCors, from, varyOf } from './cases.ts'
import { APP } from './policy.ts'

export function actualRequests(ask: Ask): void {
  test('from an allowed origin gets its headers', async () => {
    const response = await ask({ path: '/hello', headers: from(APP) })
    expectAllowed(response)
    expect(response.lines('access-control-expose-headers')).toEqual(['etag,x-b'])
    expect([response.status, response.body]).toEqual([200, 'hello'])
  })
  test('gets no header that only preflights need', async () => {
    const { names } = await ask({ path: '/hello', headers: from(APP) })
    expect(names).not.toContain('access-control-allow-methods')
    expect(names).not.toContain('access-control-allow-headers')
    expect(names).not.toContain('access-control-max-age')
  })
  test.each(['https://a.sub.example.com', 'https://a.b.sub.example.com', 'http://localhost', 'http://localhost:5173'])(
    'from %s, which a pattern allows, gets that very origin',
    async (origin) => expectAllowed(await ask({ path: '/hello', headers: from(origin) }), origin),
  )
  test.each([
    EVIL,
    'https://sub.example.com',
    'https://app.example.com.evil.example',
    'http://app.example.com',
    'https://app.example.com:8443',
  ])('from %s reaches the app and gets no CORS header, but Vary', async (origin) => {
    const response = await ask({ path: '/hello', headers: from(origin) })
    expectNoCors(response)
    expect([response.status, response.body]).toEqual([200, 'hello'])
    expect(varyOf(response)).toEqual(['origin'])
  })
  test.each(['null', `${APP}/`, APP.toUpperCase(), 'constructor', '__proto__', `${APP} ${EVIL}`, '*'])(
    'whose Origin is %s is denied',
    async (origin) => expectNoCors(await ask({ path: '/hello', headers: from(origin) })),
  )
  test('with two Origin lines is denied', async () => {
    const headers = [...from(APP), ...from(EVIL)]
    expectNoCors(await ask({ path: '/hello', headers }))
    expectNoCors(await ask({ path: '/hello', headers: headers.reverse() }))
  })
  test('with an Origin of 8 KB is denied', async () => {
    const response = await ask({ path: '/hello', headers: from(`https://${'a.'.repeat(4096)}com`) })
    expectNoCors(response)
    expect(response.status).toBe(200)
  })
  test('without Origin gets Vary and no CORS header', async () => {
    const response = await ask({ path: '/hello' })
    expectNoCors(response)
    expect(varyOf(response)).toEqual(['origin'])
  })
  test.each(['POST', 'PUT', 'DELETE'])('of method %s reaches the app', async (method) => {
    const response = await ask({ method, path: '/hello', headers: from(APP) })
    expectAllowed(response)
    expect(response.body).toBe('hello')
  })
  test('of method HEAD gets the same headers as GET', async () => {
    const response = await ask({ method: 'HEAD', path: '/hello', headers: from(APP) })
    expectAllowed(response)
    expect([response.status, response.body]).toEqual([200, ''])
  })
  test('of method OPTIONS without Access-Control-Request-Method reaches the app', async () => {
    const response = await ask({ method: 'OPTIONS', path: '/hello', headers: from(APP) })
    expect(response.header('x-app')).toBe('options')
    expectAllowed(response)
    expect(varyOf(response)).toEqual(['origin', 'access-control-request-method'])
  })
  test('of method OPTIONS without Origin reaches the app', async () => {
    const response = await ask({
      method: 'OPTIONS',
      path: '/hello',
      headers: [['access-control-request-method', 'PUT']],
    })
    expect(response.header('x-app')).toBe('options')
    expectNoCors(response)
  })
}
