/** Who hears of what a route handler of Next.js throws, and what its client gets. */
import { expect, test } from 'vitest'
import { type Ask, expectAllowed, expectNoCors, from } from './cases.ts'
import { APP } from './policy.ts'

const throwing = (around: string) => `
  import { cookies } from 'next/headers'
  import { cors } from 'corskit/next'
  import { POLICY } from '../../../suite.js'
  const around = ${around}
  export const GET = around(async () => {
    ;(await cookies()).set('session', '1')
    throw new Error('of the app')
  })`

export const ERROR_FILES: Readonly<Record<string, string>> = {
  'instrumentation.js': `
    export function onRequestError(error, { path }) {
      globalThis.reported ??= []
      globalThis.reported.push(path + ': ' + error.message)
    }`,
  'app/errors/reported/route.js': `
    export const dynamic = 'force-dynamic'
    export const GET = () => Response.json(globalThis.reported ?? [])`,
  'app/errors/answered/route.js': throwing('cors(POLICY)'),
  'app/errors/handed-on/route.js': throwing('cors(POLICY, { onError: (error) => { throw error } })'),
  'app/errors/without/route.js': throwing('(handler) => handler'),
}

async function thrown(ask: Ask, name: string) {
  const path = `/errors/${name}`
  const response = await ask({ path, headers: from(APP) })
  const reported: string[] = JSON.parse((await ask({ path: '/errors/reported' })).body)
  const isReported = reported.includes(`${path}: of the app`)
  return { response, told: [response.status, response.header('set-cookie'), isReported] }
}

export function errorsInRoutes(ask: Ask): void {
  test('cors answers an error itself: Next.js does not report it, and adds the cookies', async () => {
    const { response, told } = await thrown(ask, 'answered')
    expect(told).toEqual([500, 'session=1; Path=/', false])
    expectAllowed(response)
  })

  test('an error that onError throws again is reported, and Next.js answers without headers and cookies', async () => {
    const { response, told } = await thrown(ask, 'handed-on')
    expect(told).toEqual([500, null, true])
    expectNoCors(response)
  })
}

/** Where the route has no `cors`, and something around Next.js has. */
export function errorWithoutCors(ask: Ask): void {
  test('an error is reported, and the answer has the headers and no cookies', async () => {
    const { response, told } = await thrown(ask, 'without')
    expect(told).toEqual([500, null, true])
    expectAllowed(response)
  })
}
