import fc from 'fast-check'
import { Hono } from 'hono'
// The oldest that `peerDependencies` names.
import { Hono as OldestHono } from 'hono-oldest'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { cors } from './hono.ts'

const PATTERNS = ['*', '/a/*', '/a/b/*', '/:x/b/*', '/a/:x', '/a/b', '/:x{[ab]}/*', '/a/*/c', '/b', '/:x?/b']
const PATHS = ['/', '/a', '/b', '/a/b', '/b/b', '/a/b/c', '/b/a/c', '/c/b', '/a/a']
const METHODS = ['GET', 'PUT', 'DELETE']

/** An app as a tree: what is used in it, and the apps that are mounted in it. */
interface App {
  readonly uses: readonly (readonly [pattern: string, hasPolicy: boolean])[]
  readonly parts: readonly (readonly [path: string, app: App])[]
  readonly handlesErrors: boolean
}

const app: fc.Memo<App> = fc.memo((depth) =>
  fc.record({
    uses: fc.array(fc.tuple(fc.constantFrom(...PATTERNS), fc.boolean()), { maxLength: 3 }),
    parts:
      depth > 1
        ? fc.array(fc.tuple(fc.constantFrom('/', '/a', '/b', '/:y'), app(depth - 1)), { maxLength: 2 })
        : fc.constant([]),
    handlesErrors: fc.boolean(),
  }),
)

/** Each policy allows one origin of its own. */
function made({ uses, parts, handlesErrors }: App, origins: string[], Class: typeof Hono): Hono {
  const hono = new Class()
  if (handlesErrors) hono.onError((_, context) => context.text('', 500))
  for (const [pattern, hasPolicy] of uses) {
    const origin = `https://p${origins.length}.example`
    origins.push(origin)
    const options = { origin, methods: METHODS }
    hono.use(pattern, hasPolicy ? cors(options) : cors(({ req }) => (req.raw.url.length % 2 === 0 ? options : null)))
  }
  for (const [path, part] of parts) hono.route(path, made(part, origins, Class))
  return hono
}

test.each<[string, typeof Hono]>([
  ['4', Hono],
  ['4.0.0', OldestHono as unknown as typeof Hono],
])('in any tree of apps of Hono %s, a preflight is answered by the policy that the response has', async (_, Class) => {
  const property = fc.asyncProperty(
    app(3),
    fc.constantFrom(...PATHS),
    fc.constantFrom(...METHODS),
    async (tree, path, method) => {
      const origins: string[] = []
      const hono = made(tree, origins, Class).all('/a/*', (context) => context.text('hello'))
      for (const origin of origins) {
        const ask = async (method: string, more: Record<string, string>) => {
          const response = await hono.request(path, { method, headers: { origin, ...more } })
          return response.headers.get('access-control-allow-origin')
        }
        const preflight = await ask('OPTIONS', { 'access-control-request-method': method })
        expect([origin, preflight]).toEqual([origin, await ask(method, {})])
      }
    },
  )
  await fc.assert(property, RUNS)
})
