/** The routes that the apps of `examples/` have themselves. */
import { expect, test } from 'vitest'
import { type Ask, EVIL, expectAllowed, expectNoCors, from, preflightOf, withServer } from './cases.ts'
import type { Harness } from './harness.ts'
import { APP } from './policy.ts'

export function describeExampleApi(harness: Pick<Harness, 'start'>): void {
  withServer(harness, 'the routes of the example', {}, exampleApi)
}

function exampleApi(ask: Ask): void {
  const put = (origin: string) =>
    ask({
      method: 'PUT',
      path: '/users',
      headers: [...from(origin), ['sec-fetch-site', 'cross-site'], ['content-type', 'application/json']],
      body: '{"id":"1"}',
    })
  test('are read by a page of an allowed origin', async () => {
    const response = await ask({ path: '/users', headers: from(APP) })
    expectAllowed(response)
    expect(JSON.parse(response.body)).toEqual([{ id: '1', name: 'Ada' }])
  })
  test('are written by a page of an allowed origin', async () => {
    const preflight = await ask(preflightOf('PUT', 'content-type', APP, '/users'))
    expect(preflight.status).toBe(204)
    expectAllowed(preflight)
    const response = await put(APP)
    expectAllowed(response)
    expect(JSON.parse(response.body)).toEqual({ id: '1' })
  })
  test('are not written by a page of another origin', async () => {
    const response = await put(EVIL)
    expect(response.status).toBe(403)
    expectNoCors(response)
  })
}
