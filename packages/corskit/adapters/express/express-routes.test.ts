/** Random apps: a preflight is ruled by the policy that the request itself would end with. */
import express, { type Express, type Router } from 'express'
// @ts-expect-error the second Express is an alias, and has no types of its own
import express4 from 'express4'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NIGHTLY, runs } from '../../../../testing/property-runs.ts'
import { send } from '../testing/http-client.ts'
import { listen } from '../testing/listen.ts'
import { cors } from './express.ts'

const ORIGIN = 'https://page.example'

const path = fc.constantFrom('/', '/a', '/users', '/users/:id', '/:any', '/a/b', '/users/admin')
const method = fc.constantFrom('get', 'put', 'delete', 'all') as fc.Arbitrary<'get' | 'put' | 'delete' | 'all'>

type Item =
  | { readonly kind: 'cors'; readonly path: string }
  | { readonly kind: 'pass'; readonly path: string }
  | {
      readonly kind: 'route'
      readonly path: string
      readonly method: 'get' | 'put' | 'delete' | 'all'
      readonly cors: boolean
    }
  | { readonly kind: 'router'; readonly path: string; readonly items: readonly Item[] }

const { items } = fc.letrec<{ item: Item; items: Item[] }>((tie) => ({
  items: fc.array(tie('item'), { maxLength: 5 }),
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('cors' as const), path }),
    fc.record({ kind: fc.constant('pass' as const), path }),
    fc.record({ kind: fc.constant('route' as const), path, method, cors: fc.boolean() }),
    fc.record({ kind: fc.constant('router' as const), path, items: tie('items') }),
  ),
}))

const requests = fc.array(
  fc.record({
    path: fc.constantFrom('/', '/a', '/a/b', '/users', '/users/1', '/users/admin', '/users/admin/x', '/a/?q=1', '/%zz'),
    method: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'POST'),
  }),
  { minLength: 1, maxLength: 6 },
)

function build(createApp: typeof express, all: readonly Item[]): Express {
  let policies = 0
  const named = () => {
    const name = `x-policy-${policies++}`
    return cors({ origin: ORIGIN, methods: ['PUT', 'DELETE'], allowedHeaders: [name], exposedHeaders: [name] })
  }
  function fill(router: Router, all: readonly Item[]): void {
    for (const item of all) {
      if (item.kind === 'cors') router.use(item.path, named())
      else if (item.kind === 'pass') router.use(item.path, (_, __, next) => next())
      else if (item.kind === 'route') {
        if (item.cors) router[item.method](item.path, named())
        router[item.method](item.path, (_, response) => void response.end('hello'))
      } else {
        const inner = createApp.Router()
        fill(inner, item.items)
        router.use(item.path, inner)
      }
    }
  }
  const app = createApp()
  app.set('env', 'test')
  fill(app as unknown as Router, all)
  return app
}

describe.each([
  ['express 5', express],
  ['express 4', express4 as typeof express],
])('%s', (_, createApp) => {
  test(
    'a preflight is ruled by the policy that the request itself would end with',
    async () => {
      const property = fc.asyncProperty(items, requests, async (all, asked) => {
        const { url, close } = await listen(build(createApp, all))
        try {
          for (const { path, method } of asked) {
            const actual = await send(url, { method, path, headers: [['origin', ORIGIN]] })
            const headers = [
              ['origin', ORIGIN],
              ['access-control-request-method', method],
            ] as const
            const preflight = await send(url, { method: 'OPTIONS', path, headers })
            // A route that stands before cors, or that takes the preflight itself, is the app's.
            if (preflight.status !== 204 || actual.header('access-control-expose-headers') === null) continue
            expect([method, path, preflight.header('access-control-allow-headers')]).toEqual([
              method,
              path,
              actual.header('access-control-expose-headers'),
            ])
          }
        } finally {
          await close()
        }
      })
      await fc.assert(property, runs(100))
    },
    NIGHTLY ? 3_600_000 : 60_000,
  )
})
