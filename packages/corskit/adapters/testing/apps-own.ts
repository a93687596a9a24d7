/** What the app does itself, and what remains of it. */

import { expect, test } from 'vitest'
import { type Ask, EVIL, expectAllowed, expectNoCors, from, varyOf } from './cases.ts'
import { APP } from './policy.ts'

export function appsOwn(ask: Ask): void {
  const get = (path: string, origin = APP) => ask({ path, headers: from(origin) })

  test.each(['/throws', '/rejects'])('an error (%s) keeps the headers', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(500)
    expectAllowed(response)
  })
  test('an error keeps Vary for strangers', async () => {
    const response = await get('/throws', EVIL)
    expectNoCors(response)
    expect(varyOf(response)).toContain('origin')
  })
  test('a 404 keeps the headers', async () => {
    const response = await get('/missing')
    expect(response.status).toBe(404)
    expectAllowed(response)
  })
  test('a 304 keeps the headers', async () => {
    const response = await get('/not-modified')
    expect(response.status).toBe(304)
    expectAllowed(response)
  })
  test('a redirect keeps the headers', async () => {
    const response = await get('/redirect')
    expect(response.status).toBe(302)
    expectAllowed(response)
  })
  test('a streamed body arrives whole, with the headers', async () => {
    const response = await get('/stream')
    expect(response.body).toBe('one two three')
    expectAllowed(response)
  })
  test('cookies stay, each on its line', async () => {
    const response = await get('/cookies')
    expect(response.lines('set-cookie')).toEqual(['a=1', 'b=2'])
    expectAllowed(response)
  })
  test.each([
    ['/vary-set', ['accept-encoding', 'origin']],
    ['/vary-list', ['accept', 'accept-encoding', 'origin']],
    ['/vary-head', ['accept-encoding', 'origin']],
    ['/vary-same', ['origin']],
  ])('the Vary of %s is kept beside ours', async (path, vary) => {
    for (const origin of [APP, EVIL]) expect(varyOf(await get(path, origin)).sort()).toEqual(vary)
  })
  test('a Vary of * says everything already', async () => {
    expect(varyOf(await get('/vary-any'))).toEqual(['*'])
  })
  test.each(['/own-cors', '/own-cors-head'])(
    'CORS headers of its own (%s) are replaced, and not doubled',
    async (path) => {
      expectAllowed(await get(path))
    },
  )
  test.each(['/own-cors', '/own-cors-head'])('CORS headers of its own (%s) are taken from strangers', async (path) => {
    expectNoCors(await get(path, EVIL))
    expectNoCors(await ask({ path }))
  })
}
