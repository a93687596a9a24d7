/** `corskit/node` around the whole of Next.js, in a server of the app's own. */
import { expect, test } from 'vitest'
import { type Ask, EVIL, expectAllowed, expectNoCors, from } from './cases.ts'
import { errorWithoutCors } from './next-errors.ts'
import { APP } from './policy.ts'

const NEXT = '../node_modules/next/dist'

export const SERVER_FILES: Readonly<Record<string, string>> = {
  'serve.js': `
    if (process.env.CORS_IN === 'server') {
      const { createServer } = await import('node:http')
      const { default: next } = await import('${NEXT}/server/next.js')
      const { cors, guard } = await import('corskit/node')
      const { POLICY } = await import('./suite.js')
      const app = next({ dev: false })
      await app.prepare()
      const handle = app.getRequestHandler()
      const withCors = cors(POLICY)
      const guarded = guard(POLICY)
      const server = createServer((request, response) => {
        withCors(request, response, () => guarded(request, response, () => handle(request, response)))
      })
      server.listen(Number(process.env.PORT), '127.0.0.1')
    } else {
      await import('${NEXT}/bin/next')
    }`,
}

export function aroundNext(ask: Ask): void {
  test.each([
    ['/page/static', 200],
    ['/page/dynamic', 200],
    ['/page/fails', 500],
    ['/api/own-vary', 200],
    ['/missing', 404],
    ['/moved', 308],
    ['/hello/', 308],
    ['/next/with/%E0%A4', 400],
    ['/elsewhere', 200],
  ])('%s has the headers, Vary too', async (path, status) => {
    const response = await ask({ path, headers: from(APP) })
    expect(response.status).toBe(status)
    expectAllowed(response)
  })

  test.each(['/hello', '/page/static', '/missing'])('a write of another site to %s is refused', async (path) => {
    const headers = [...from(EVIL), ['sec-fetch-site', 'cross-site']] as const
    const refused = await ask({ method: 'POST', path, headers })
    expect([refused.status, refused.body]).toEqual([403, 'Cross-site request refused'])
    expectNoCors(refused)
    const allowed = await ask({ method: 'POST', path: '/hello', headers: from(APP) })
    expect([allowed.status, allowed.body]).toEqual([200, 'hello'])
    expectAllowed(allowed)
  })

  errorWithoutCors(ask)
}
