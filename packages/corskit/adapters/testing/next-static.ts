/** Which route handlers of Next.js are answered from the build or its cache, and which run for each request. */
import { expect, test } from 'vitest'
import { type Ask, from } from './cases.ts'
import { APP } from './policy.ts'

const EVERYONE = `{ origin: '*', methods: ['PUT'] }`
const LIST = `{ origin: ['${APP}'], methods: ['PUT'] }`

/** What a route exports, and whether it is answered from the build. */
const ROUTES = [
  ['revalidate', EVERYONE, 'export const revalidate = 60', true],
  ['error', EVERYONE, `export const dynamic = 'error'`, true],
  ['force', EVERYONE, `export const dynamic = 'force-static'`, true],
  ['list', LIST, 'export const revalidate = 60', false],
  ['function', `() => (${EVERYONE})`, 'export const revalidate = 60', false],
  ['options', EVERYONE, 'export const revalidate = 60; export const OPTIONS = withCors()', false],
  ['force-options', EVERYONE, `export const dynamic = 'force-static'; export const OPTIONS = withCors()`, false],
  ['guard', EVERYONE, 'export const revalidate = 60', false],
] as const

export const STATIC_FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ROUTES.map(([name, policy, exported]) => [
      `app/static/${name}/route.js`,
      `import { cors, guard } from 'corskit/next'
      const withCors = cors(${policy})
      ${exported}
      const hello = () => new Response('hello')
      export const GET = withCors(${name === 'guard' ? `guard(${policy})(hello)` : 'hello'})`,
    ]),
  ),
  'app/static/without/route.js': `
    export const revalidate = 60
    export const GET = () => new Response('hello')`,
}

export function staticRoutes(ask: Ask): void {
  test.each(ROUTES.map(([name, policy, , isBuilt]) => ({ name, policy, isBuilt })))(
    '$name is answered from the build: $isBuilt',
    async ({ name, policy, isBuilt }) => {
      const response = await ask({ path: `/static/${name}`, headers: from(APP) })
      expect([response.body, response.header('x-nextjs-cache') !== null]).toEqual(['hello', isBuilt])
      expect(response.header('access-control-allow-origin')).toBe(policy === LIST ? APP : '*')
    },
  )

  test.each([
    ['options', 'PUT'],
    // Next.js gives the handlers of such a route no headers.
    ['force-options', null],
  ])('a preflight to %s is told of the methods %s', async (name, methods) => {
    const headers = [['origin', APP] as const, ['access-control-request-method', 'PUT'] as const]
    const response = await ask({ method: 'OPTIONS', path: `/static/${name}`, headers })
    expect([response.status, response.header('access-control-allow-methods')]).toEqual([204, methods])
  })
}

export function staticUnderProxy(ask: Ask): void {
  test('what comes from the build has the headers for the origin that asks', async () => {
    const response = await ask({ path: '/static/without', headers: from(APP) })
    expect([response.body, response.header('x-nextjs-cache')]).toEqual(['hello', 'HIT'])
    expect([response.header('access-control-allow-origin'), response.lines('vary')]).toEqual([
      APP,
      expect.arrayContaining(['Origin']),
    ])
  })
}
