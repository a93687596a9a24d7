/**
 * Two policies on one request: one for the whole app, one for `/a` within it. The innermost that saw the request rules.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PolicyOptions } from '../../policy/options.ts'
import { EVIL, expectAllowed, expectNoCors, from, OTHER, preflightOf } from './cases.ts'
import type { RunningServer } from './harness.ts'
import { send } from './http-client.ts'
import { APP, POLICY } from './policy.ts'

export interface NestedHarness {
  /** Starts a server with the routes of `ROUTES`, with `outer` for all of them and `inner` for those under `/a`. */
  start(outer: PolicyOptions, inner: PolicyOptions): Promise<RunningServer>
  /** Which of the two answers a preflight: the outer one where that cannot know what is inside of it. */
  readonly preflights: 'inner' | 'outer'
}

export function describeNested(name: string, harness: NestedHarness): void {
  describe(`${name}, a policy within another`, () => {
    let server: RunningServer
    beforeAll(async () => {
      server = await harness.start(
        { ...POLICY, origin: APP, methods: ['PUT'], exposedHeaders: ['x-outer'] },
        { ...POLICY, origin: OTHER, methods: ['DELETE'], exposedHeaders: ['x-inner'] },
      )
    })
    afterAll(() => server?.close())

    test.each(['/hello', '/missing', '/throws', '/own-cors', '/cookies', '/redirect', '/stream', '/not-modified'])(
      'under the inner one %s has its headers, and only those',
      async (path) => {
        const response = await send(server.url, { path: `/a${path}`, headers: from(OTHER) })
        expectAllowed(response, OTHER)
        expect(response.lines('access-control-expose-headers')).toEqual(['x-inner'])
        for (const origin of [APP, EVIL])
          expectNoCors(await send(server.url, { path: `/a${path}`, headers: from(origin) }))
      },
    )
    test.each(['/hello', '/missing', '/throws', '/own-cors'])(
      'beside it %s has those of the outer one',
      async (path) => {
        const response = await send(server.url, { path, headers: from(APP) })
        expectAllowed(response)
        expect(response.lines('access-control-expose-headers')).toEqual(['x-outer'])
        for (const origin of [OTHER, EVIL]) expectNoCors(await send(server.url, { path, headers: from(origin) }))
      },
    )
    test(`a preflight is answered by the ${harness.preflights} one`, async () => {
      const [allowed, denied, method] = harness.preflights === 'inner' ? [OTHER, APP, 'DELETE'] : [APP, OTHER, 'PUT']
      const response = await send(server.url, preflightOf('PUT', 'x-a', allowed, '/a/hello'))
      expectAllowed(response, allowed)
      expect([response.status, response.header('access-control-allow-methods')]).toEqual([204, method])
      expectNoCors(await send(server.url, preflightOf('PUT', 'x-a', denied, '/a/hello')))
      expectAllowed(await send(server.url, preflightOf('PUT', 'x-a', APP, '/hello')))
      expectNoCors(await send(server.url, preflightOf('PUT', 'x-a', OTHER, '/hello')))
    })
  })
}
