import { describe, expect, test } from 'vitest'
import { describeCore } from '../testing/behaviour.ts'
import { expectAllowed, expectNoCors, from, withServer } from '../testing/cases.ts'
import { describeExampleApi } from '../testing/example-api.ts'
import { describeExample, type ExampleApp } from '../testing/frameworks.ts'
import { guarded } from '../testing/guarded.ts'
import { ROUTES } from '../testing/harness.ts'
import { APP } from '../testing/policy.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']

const routes = ROUTES.map((route) => [
  `src/routes/${route}/+server.js`,
  `import { webRoute } from '../../../suite.js'
  const route = ({ request }) => webRoute(request)
  export { ${METHODS.map((method) => `route as ${method}`).join(', ')} }`,
])

const app: ExampleApp = {
  example: 'sveltekit',
  // Building does not look at types.
  checks: [
    ['../node_modules/@sveltejs/kit/svelte-kit.js', 'sync'],
    ['../node_modules/typescript/bin/tsc', '--noEmit'],
  ],
  files: {
    'src/policy.ts': `export { POLICY as policy } from '../suite.js'`,
    'src/hooks.server.ts': `
      import { error, redirect } from '@sveltejs/kit'
      import { sequence } from '@sveltejs/kit/hooks'
      import { cors, guard } from 'corskit/sveltekit'
      import { isWebhook, POLICY } from '../suite.js'
      const guarded = guard(POLICY, { bypass: ({ request }) => isWebhook(request.url) })
      const auth = async ({ event, resolve }: Parameters<typeof guarded>[0]) => {
        const thrown = event.request.headers.get('x-throw')
        if (thrown === 'error') error(401, 'who are you?')
        if (thrown === 'redirect') redirect(303, '/login')
        if (thrown === 'crash') throw new Error('x')
        return thrown === null ? resolve(event) : new Response('who are you?', { status: 401 })
      }
      export const handle = sequence(cors(POLICY), guarded, auth)`,
    ...Object.fromEntries(routes),
  },
  build: ['../node_modules/vite/bin/vite.js', 'build'],
  start: () => ['build/index.js'],
}

describeExample('sveltekit, the example built and started', app, (serve) => {
  const harness = serve()
  describeCore(harness)
  // SvelteKit lets JSON through to `handle`.
  describe('guard', () => guarded(harness, [['content-type', 'application/json']]))
  describeExampleApi(harness)

  withServer(harness, 'its own check of writes without a content type', {}, (ask) => {
    const remove = (origin: string) => ask({ method: 'DELETE', path: '/hello', headers: from(origin) })
    test('comes before `cors`, so that an origin which the policy allows must be in csrf.trustedOrigins too', async () => {
      expectAllowed(await remove(APP))
      const refused = await remove('https://a.sub.example.com')
      expect(refused.status).toBe(403)
      expectNoCors(refused)
    })
  })

  withServer(harness, 'a handle behind `cors`', {}, (ask) => {
    test.each([
      ['error', 401],
      ['redirect', 303],
      ['crash', 500],
    ])('that throws (%s) is answered outside of `handle`, so without the headers', async (thrown, status) => {
      const response = await ask({ path: '/hello', headers: [...from(APP), ['x-throw', thrown]] })
      expect(response.status).toBe(status)
      expectNoCors(response)
    })
    test('that returns a response has the headers', async () => {
      const response = await ask({ path: '/hello', headers: [...from(APP), ['x-throw', 'nothing']] })
      expect(response.status).toBe(401)
      expectAllowed(response)
    })
  })
})
