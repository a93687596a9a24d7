import { afterAll, describe, expect, test } from 'vitest'
import { describeCore } from '../testing/behaviour.ts'
import { type Ask, expectAllowed, expectDifferences, expectNoCors, from, withServer } from '../testing/cases.ts'
import { describeExampleApi } from '../testing/example-api.ts'
import { describeExample, type ExampleApp } from '../testing/frameworks.ts'
import { guarded } from '../testing/guarded.ts'
import { ROUTES } from '../testing/harness.ts'
import { listen } from '../testing/listen.ts'
import { ERROR_FILES, errorsInRoutes, errorWithoutCors } from '../testing/next-errors.ts'
import { headersOfProxy, proxyFiles } from '../testing/next-proxy.ts'
import { aroundNext, SERVER_FILES } from '../testing/next-server.ts'
import { STATIC_FILES, staticRoutes, staticUnderProxy } from '../testing/next-static.ts'
import { ODD_ERRORS } from '../testing/odd-errors.ts'
import { APP } from '../testing/policy.ts'
import { KINDS_BUT_PROXIED } from '../testing/response-kinds.ts'
import { describeUntouched } from '../testing/untouched.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']

const routes = ROUTES.map((route) => [
  `app/${route}/route.js`,
  `export { ${METHODS.map((method) => `route as ${method}`).join(', ')} } from '../../route.js'`,
])

const throwing = (call: string) => `
  import { cookies } from 'next/headers'
  import { notFound, redirect } from 'next/navigation'
  import { cors } from 'corskit/next'
  import { POLICY } from '../../suite.js'
  export const GET = cors(POLICY)(async () => {
    ;(await cookies()).set('a', '1')
    ${call}
  })`

/** The same route with and without corskit. */
const untouchedRoute = (around: string) => `
  import { cors } from 'corskit/next'
  import { POLICY, RESPONSE_KINDS } from '../../../../suite.js'
  const around = ${around}
  const route = around(async ({ url }, { params }) => RESPONSE_KINDS[decodeURIComponent((await params).kind)](url))
  export { route as GET, route as HEAD, route as POST }`

/** One response for a route with a policy, and for one without. */
const sharedRoutes: Record<string, string> = {
  'shared.js': `export const NOTHING = new Response(null, { status: 404, headers: { 'content-type': 'text/plain' } })`,
  'app/shared/without/route.js': `
    import { NOTHING } from '../../../shared.js'
    export const dynamic = 'force-dynamic'
    export const GET = () => NOTHING`,
  'app/shared/with/route.js': `
    import { cors } from 'corskit/next'
    import { NOTHING } from '../../../shared.js'
    import { POLICY } from '../../../suite.js'
    export const GET = cors(POLICY)(() => NOTHING)`,
}

/** A server that the app rewrites to. */
const elsewhere = await listen((_, response) => void response.setHeader('vary', 'X-Own').end('of another server'))
afterAll(() => elsewhere.close())

const app: ExampleApp = {
  example: 'nextjs',
  files: {
    ...ERROR_FILES,
    ...STATIC_FILES,
    ...SERVER_FILES,
    ...proxyFiles(`${elsewhere.url}/`),
    'route.js': `
      import { cors, guard } from 'corskit/next'
      import { POLICY, webRoute } from './suite.js'
      const guarded = guard(POLICY, { bypass: ({ url }) => new URL(url).searchParams.has('webhook') })
      export const route = process.env.CORS_IN === 'proxy' ? (request) => webRoute(request) : cors(POLICY)(guarded(webRoute))`,
    'proxy.ts': `
      import { corsProxy } from 'corskit/next'
      import { POLICY } from './suite.js'
      const withCors = corsProxy(POLICY)
      export const proxy = (request: Request) => process.env.CORS_IN === 'proxy' ? withCors(request) : undefined`,
    'app/redirects/route.js': throwing(`redirect('/hello')`),
    'app/finds-nothing/route.js': throwing('notFound()'),
    // The build checks its types.
    'app/typed/[id]/route.ts': `
      import { cors, guard } from 'corskit/next'
      import { type NextRequest, NextResponse } from 'next/server'
      const options = { origin: (_: string, request: NextRequest) => request.nextUrl.pathname === '/typed/1' }
      const withCors = cors((request: NextRequest) => (request.nextUrl.searchParams.has('none') ? null : options))
      const guarded = guard({ origin: '${APP}' }, { bypass: (request: NextRequest) => request.nextUrl.hash !== '' })
      export const GET = withCors(
        guarded(async (request: NextRequest, { params }: { params: Promise<{ id: string }> }) =>
          NextResponse.json([request.nextUrl.pathname, (await params).id]),
        ),
      )
      export const PUT = cors({ origin: '*' })((request: NextRequest) => NextResponse.json(request.nextUrl.pathname))
      export const OPTIONS = withCors()`,
    ...Object.fromEntries(
      Object.keys(ODD_ERRORS).map((name, index) => [
        `app/odd/${index}/route.js`,
        `import { cors } from 'corskit/next'
        import { ODD_ERRORS, POLICY } from '../../../suite.js'
        export const GET = cors(POLICY)(() => { throw ODD_ERRORS[${JSON.stringify(name)}]() })`,
      ]),
    ),
    ...sharedRoutes,
    'app/on-the-edge/route.js': `
      import { cors } from 'corskit/next'
      import { POLICY } from '../../suite.js'
      export const runtime = 'edge'
      export const GET = cors(POLICY)(() => new Response('hello'))`,
    'app/next/without/[kind]/route.js': untouchedRoute('(route) => route'),
    'app/next/with/[kind]/route.js': untouchedRoute('cors(POLICY)'),
    ...Object.fromEntries(routes),
  },
  build: ['../node_modules/next/dist/bin/next', 'build'],
  start: (port) => ['serve.js', 'start', '--hostname', '127.0.0.1', '--port', String(port)],
}

const ownVary = ['rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-router-segment-prefetch']

const NO_ROUTE = 'no handler of the app is asked for a path without a route'
const JOINED = 'Next.js joins the proxy’s headers with the route’s, and takes none away'

describeExample('next, the example built and started', app, (serve) => {
  describe('route handlers', () => {
    const harness = { ...serve({ CORS_IN: 'routes' }), ownVary }
    expectDifferences({
      'to a path without a route is answered all the same': NO_ROUTE,
      'a 404 keeps the headers': NO_ROUTE,
    })
    describeCore(harness)
    describe('guard', () => guarded(harness))
    describeExampleApi(harness)
    withServer(harness, 'what Next.js makes of what a handler throws', {}, thrown)
    // Next adds its `Vary` to the one that came with a copy of its own answer, unless that is the same text.
    describeUntouched(
      'what a handler gives goes out as without corskit',
      () => harness.start({}),
      ['next'],
      undefined,
      KINDS_BUT_PROXIED,
    )
    withServer(harness, 'what a handler throws', {}, (ask) => {
      test.each(Object.keys(ODD_ERRORS).map((name, index) => [name, index]))('%s is a 500', async (_, index) => {
        const response = await ask({ path: `/odd/${index}`, headers: from(APP) })
        expect([response.status, response.lines('set-cookie')]).toEqual([500, []])
        expectAllowed(response)
      })
    })
    withServer(harness, 'one response for two routes', {}, (ask) => {
      test('has no headers of CORS where there is no policy', async () => {
        for (const round of [1, 2]) {
          expectAllowed(await ask({ path: '/shared/with', headers: from(APP) }))
          const response = await ask({ path: '/shared/without', headers: from(APP) })
          expect([round, response.status]).toEqual([round, 404])
          expectNoCors(response)
        }
      })
    })
    withServer(harness, 'an error', {}, errorsInRoutes)
    withServer(harness, 'a route answered from the build', {}, staticRoutes)
    withServer(harness, 'handlers of a NextRequest', {}, (ask) => {
      test('are handlers', async () => {
        const response = await ask({ path: '/typed/1', headers: from(APP) })
        expect([response.body, response.header('access-control-allow-origin')]).toEqual(['["/typed/1","1"]', APP])
      })
    })
    withServer(harness, 'the edge runtime', {}, (ask) => {
      test('runs the same handlers', async () => {
        const response = await ask({ path: '/on-the-edge', headers: from(APP) })
        expect([response.status, response.body]).toEqual([200, 'hello'])
        expectAllowed(response)
      })
    })
  })
  describe('the proxy', () => {
    const harness = { ...serve({ CORS_IN: 'proxy' }), ownVary }
    expectDifferences({
      'a 404 keeps the headers': 'the pages of the App Router are without the Vary of the proxy',
      'the Vary of /vary-same is kept beside ours': JOINED,
      'a Vary of * says everything already': JOINED,
      'CORS headers of its own (/own-cors) are taken from strangers': JOINED,
      'CORS headers of its own (/own-cors-head) are taken from strangers': JOINED,
    })
    describeCore(harness)
    withServer(harness, 'what Next.js makes of the headers', {}, headersOfProxy)
    withServer(harness, 'an error', {}, errorWithoutCors)
    withServer(harness, 'a route answered from the build', {}, staticUnderProxy)
  })
  withServer({ ...serve({ CORS_IN: 'server' }), ownVary }, 'corskit/node around Next.js', {}, aroundNext)
})

function thrown(ask: Ask): void {
  test.each([
    ['/redirects', 307, '/hello'],
    ['/finds-nothing', 404, null],
  ])('%s has the headers, and the cookies that were set before', async (path, status, location) => {
    const response = await ask({ path, headers: from(APP) })
    expect([response.status, response.header('location')]).toEqual([status, location])
    expectAllowed(response)
    expect(response.header('set-cookie')).toMatch(/^a=1/)
  })
}
