/** What `guard` refuses and lets through. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVIL, expectAllowed, expectNoCors, preflightOf, varyOf } from './cases.ts'
import type { Harness, RunningServer } from './harness.ts'
import { send } from './http-client.ts'
import { APP, POLICY } from './policy.ts'

type Pairs = readonly (readonly [name: string, value: string])[]

/** `always` is sent with each write, for frameworks whose own defence would otherwise answer before `guard`. */
export function guarded(harness: Pick<Harness, 'startGuarded'>, always: Pairs = []): void {
  let server: RunningServer
  beforeAll(async () => {
    server = await harness.startGuarded(POLICY)
  })
  afterAll(() => server?.close())
  const write = (headers: Pairs, path = '/hello', method = 'POST') =>
    send(server.url, { method, path, headers: [...always, ...headers] })

  test.each([
    ['a client that is not a browser', []],
    ['a page of the same origin', [['sec-fetch-site', 'same-origin']]],
    ['the user', [['sec-fetch-site', 'none']]],
    [
      'a page of an allowed origin',
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', APP],
      ],
    ],
    ['an older browser at an allowed origin', [['origin', APP]]],
  ] as [string, [string, string][]][])('lets %s write', async (_, headers) => {
    const response = await write(headers)
    expect([response.status, response.body]).toEqual([200, 'hello'])
  })
  test.each([
    [
      'a page of another site',
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', EVIL],
      ],
    ],
    [
      'a page of the same site',
      [
        ['sec-fetch-site', 'same-site'],
        ['origin', EVIL],
      ],
    ],
    [
      'a page whose origin is null',
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', 'null'],
      ],
    ],
    ['an older browser at another origin', [['origin', EVIL]]],
    [
      'two origins',
      [
        ['origin', EVIL],
        ['origin', APP],
      ],
    ],
  ] as [string, [string, string][]][])('refuses %s', async (_, headers) => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await write(headers, '/hello', method)
      expect([response.status, response.body]).toEqual([403, 'Cross-site request refused'])
    }
  })
  test('refuses with the headers of CORS beside it', async () => {
    const response = await write([
      ['sec-fetch-site', 'cross-site'],
      ['origin', EVIL],
    ])
    expectNoCors(response)
    expect(varyOf(response)).toContain('origin')
  })
  test('lets another site read what the app gives to everyone', async () => {
    const response = await send(server.url, {
      path: '/hello',
      headers: [
        ['sec-fetch-site', 'cross-site'],
        ['origin', EVIL],
      ],
    })
    expect(response.status).toBe(200)
  })
  test('leaves preflights to cors', async () => {
    expectAllowed(await send(server.url, preflightOf('PUT', 'x-a')))
  })
  test('lets what is bypassed through', async () => {
    const response = await write(
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', EVIL],
      ],
      '/hello?webhook',
    )
    expect(response.status).toBe(200)
  })
}
