/** Random apps: a preflight is ruled by the policy that the request itself would end with. */
import express, { type Express, type Request, type Router } from 'express'
// @ts-expect-error the second Express is an alias, and has no types of its own
import express4 from 'express4'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NIGHTLY, runs } from '../../../../testing/property-runs.ts'
import { send } from '../testing/http-client.ts'
import { listen } from '../testing/listen.ts'
import { cors } from './express.ts'

const ORIGIN = 'https://page.example'

const path: fc.Arbitrary<string | RegExp> = fc.constantFrom<string | RegExp>(
  ...['/', '/a', '/users', '/users/:id', '/:any', '/a/b', '/users/admin'],
  // Express passes over what these match, where it begins or ends within a segment.
  ...[/^\/use/, /\/admin$/, /^\/users\/(\d+)/, /^\/a/],
)
type Method = 'get' | 'head' | 'put' | 'delete' | 'options' | 'all'
const method = fc.constantFrom<Method>('get', 'head', 'put', 'delete', 'options', 'all')

type Item =
  | { readonly kind: 'cors'; readonly path: string | RegExp; readonly hasPolicy: boolean }
  | { readonly kind: 'pass'; readonly path: string | RegExp }
  | {
      readonly kind: 'route'
      readonly path: string | RegExp
      readonly method: Method
      readonly cors: boolean
    }
  | {
      readonly kind: 'chain'
      readonly path: string | RegExp
      readonly steps: readonly { readonly method: Method; readonly isCors: boolean }[]
    }
  | {
      readonly kind: 'router'
      readonly path: string | RegExp
      /** Whether it is a handler of a route. */
      readonly inRoute: boolean
      readonly mergeParams: boolean
      readonly items: readonly Item[]
    }

const { items } = fc.letrec<{ item: Item; items: Item[] }>((tie) => ({
  items: fc.array(tie('item'), { maxLength: 5 }),
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('cors' as const), path, hasPolicy: fc.boolean() }),
    fc.record({ kind: fc.constant('pass' as const), path }),
    fc.record({ kind: fc.constant('route' as const), path, method, cors: fc.boolean() }),
    fc.record({
      kind: fc.constant('chain' as const),
      path,
      steps: fc.array(fc.record({ method, isCors: fc.boolean() }), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('router' as const),
      path,
      inRoute: fc.boolean(),
      mergeParams: fc.boolean(),
      items: tie('items'),
    }),
  ),
}))

const requests = fc.array(
  fc.record({
    path: fc.constantFrom(
      '/',
      '/a',
      '/a/b',
      '/users',
      '/users/1',
      '/users/admin',
      '/users/admin/x',
      '/a/?q=1',
      '/a.json',
      '/%zz',
      '/a.json/b',
      '/users/.json',
      '/.json',
      '/a//b',
      '//a/b',
      '//users//1',
      '///users/admin/',
      '/users//1',
      '/users//admin/x',
      // As a proxy writes it.
      'http://api.example/users/1',
      'http://api.example/a/?q=http://b/',
    ),
    method: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'OPTIONS'),
  }),
  { minLength: 1, maxLength: 6 },
)

/**
 * What may stand before everything, and writes another URL than the client. Where it takes slashes, or leaves several
 * in front, nothing tells them from those that Express adds and takes.
 */
const rewrites = {
  none: (url: string) => url,
  prefix: (url: string) => url.replace('/a/', '/').replace('/users', '/a'),
  query: (url: string) => `${url}${url.includes('?') ? '&' : '?'}more=1`,
  // Express loses its place where a URL with a host becomes one without, also without cors.
  everything: (url: string) => url.replace(/(?<!\/)\/(?!\/).*/s, /\/(?:\?|$)/.test(url) ? '/users/7/' : '/users/7'),
} as const
function writesSlashesInFront(rewrite: keyof typeof rewrites, path: string): boolean {
  const written = rewrites[rewrite](path)
  return (
    written.replace(/\?.*/s, '') !== path.replace(/\?.*/s, '') && (written.startsWith('//') || path.startsWith('//'))
  )
}

/** Where the app stands that has the policies, and what a client writes before its paths. */
const mountings: Readonly<Record<string, (create: typeof express, app: Express) => readonly [Express, string]>> = {
  nowhere: (_, app) => [app, ''],
  'in an app': (create, app) => [create().use('/m', app), '/m'],
  'in an app, by another case': (create, app) => [create().use('/M/n', app), '/m/N'],
  'at the root of an app': (create, app) => [create().use(app), ''],
  'at a parameter': (create, app) => [create().use('/:any', app), '/users'],
  'at one of several paths': (create, app) => [create().use(['/m', '/a'], app), '/a'],
  'in an app of an app': (create, app) => [create().use('/m', create().use('/users', app)), '/m/users'],
  'in a router': (create, app) => [create().use('/m', create.Router().use('/a', app)), '/m/a'],
  'in a function': (create, app) => {
    const outer = create()
    outer.use('/a', (request, response, next) => app(request, response, next))
    return [outer, '/a']
  },
  'as the handler of a route': (create, app) => [create().all(create === express ? '/*rest' : '*', app), ''],
}
const mounting = fc.constantFrom('nowhere', ...Object.keys(mountings))

const rewriting = fc.constantFrom(...(['none', 'none', 'none', 'prefix', 'query', 'everything'] as const))

/** @param seen by policy, what its predicate saw of a request last */
function build(
  createApp: typeof express,
  all: readonly Item[],
  rewrite: keyof typeof rewrites,
  seen: Map<string, string>,
): Express {
  let policies = 0
  const named = () => {
    const name = `x-policy-${policies++}`
    const origin = (_: string, { baseUrl, url, params }: Request) => {
      seen.set(name, JSON.stringify([baseUrl, url, params]))
      return true
    }
    return cors<Request>({
      origin,
      methods: ['PUT', 'DELETE', 'OPTIONS'],
      allowedHeaders: [name],
      exposedHeaders: [name],
    })
  }
  function fill(router: Router, all: readonly Item[]): void {
    for (const item of all) {
      if (item.kind === 'cors') router.use(item.path, item.hasPolicy ? named() : cors(() => null))
      else if (item.kind === 'pass') router.use(item.path, (_, __, next) => next())
      else if (item.kind === 'route') {
        if (item.cors) router[item.method](item.path, named())
        router[item.method](item.path, (_, response) => void response.end('hello'))
      } else if (item.kind === 'chain') {
        const route = router.route(item.path)
        for (const { method, isCors } of item.steps) route[method](isCors ? named() : (_, __, next) => next())
        route.all((_, response) => void response.end('hello'))
      } else {
        const inner = createApp.Router({ mergeParams: item.mergeParams })
        fill(inner, item.items)
        if (item.inRoute) router.all(item.path, inner)
        else router.use(item.path, inner)
      }
    }
  }
  const app = createApp()
  app.set('env', 'test')
  app.use((request, _, next) => {
    request.url = rewrites[rewrite](request.url)
    next()
  })
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
      const property = fc.asyncProperty(items, rewriting, mounting, requests, async (all, rewrite, where, asked) => {
        const seen = new Map<string, string>()
        const mount = mountings[where] as (typeof mountings)[string]
        const [app, before] = mount(createApp, build(createApp, all, rewrite, seen))
        const { url, close } = await listen(app)
        try {
          for (const { path: inApp, method } of asked) {
            if (writesSlashesInFront(rewrite, inApp)) continue
            const path = inApp.replace(/^(http:\/\/[^/]*)?/, `$1${before}`)
            const actual = await send(url, { method, path, headers: [['origin', ORIGIN]] })
            const name = actual.header('access-control-expose-headers')
            const seenByActual = seen.get(name ?? '')
            const headers = [
              ['origin', ORIGIN],
              ['access-control-request-method', method],
            ] as const
            const preflight = await send(url, { method: 'OPTIONS', path, headers })
            // A route that stands before cors, or that takes the preflight itself, is the app's.
            if (preflight.status !== 204 || name === null) continue
            const allowed = preflight.header('access-control-allow-headers')
            expect([method, path, allowed, seen.get(name)]).toEqual([method, path, name, seenByActual])
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

describe.each([
  ['express 5', express],
  ['express 4', express4 as typeof express],
])('%s', (_, createApp) => {
  const policy = (name: string) => ({
    origin: ORIGIN,
    methods: ['PUT'],
    allowedHeaders: [name],
    exposedHeaders: [name],
  })
  const answer = (_: Request, response: { end(text: string): unknown }) => void response.end('hello')
  test.each<[string, string, string, (app: Express) => unknown]>([
    [
      'HEAD',
      '/x',
      'get',
      (app) =>
        app
          .route('/x')
          .all(pass)
          .get(cors(policy('get')), answer),
    ],
    [
      'HEAD',
      '/x',
      'head',
      (app) =>
        app
          .route('/x')
          .head(cors(policy('head')), answer)
          .get(cors(policy('get')), answer),
    ],
    ['PUT', '/part.json', createApp === express ? 'app' : 'part', (app) => app.use(/^\/part/, cors(policy('part')))],
    ['PUT', '/part/json', 'part', (app) => app.use(/^\/part/, cors(policy('part')))],
    ['PUT', '/parts', 'app', (app) => app.use(/^\/part/, cors(policy('part')))],
  ])('the policy of %s %s is that of %s', async (method, path, name, fill) => {
    const app = createApp()
    app.use(cors(policy('app')))
    fill(app)
    app.use(answer)
    const { url, close } = await listen(app)
    const actual = await send(url, { method, path, headers: [['origin', ORIGIN]] })
    const headers = [
      ['origin', ORIGIN],
      ['access-control-request-method', method],
    ] as const
    const preflight = await send(url, { method: 'OPTIONS', path, headers })
    await close()
    expect(actual.header('access-control-expose-headers')).toBe(name)
    expect(preflight.header('access-control-allow-headers')).toBe(name)
  })
})

describe.each([
  ['express 5', express],
  ['express 4', express4 as typeof express],
])('%s', (_, createApp) => {
  const answer = (_: Request, response: { end(text: string): unknown }) => void response.end('hello')
  /** The policies and what their predicates see: of the actual request, and of its preflight. */
  async function asked(
    path: string,
    fill: (app: Express, named: (name: string) => ReturnType<typeof cors>) => unknown,
  ) {
    const seen: string[] = []
    const named = (name: string) =>
      cors<Request>({
        origin: (_: string, { baseUrl, url, params }: Request) => {
          seen.push(JSON.stringify([name, baseUrl, url, params]))
          return true
        },
        methods: ['PUT'],
      }) as ReturnType<typeof cors>
    const app = createApp()
    fill(app, named)
    app.use(answer)
    const { url, close } = await listen(app)
    await send(url, { method: 'PUT', path, headers: [['origin', ORIGIN]] })
    const actual = seen.at(-1)
    const headers = [
      ['origin', ORIGIN],
      ['access-control-request-method', 'PUT'],
    ] as const
    await send(url, { method: 'OPTIONS', path, headers })
    await close()
    return { actual, preflight: seen.at(-1) }
  }

  test('a policy of Express 4 may stand where the path goes on with a dot: the routes behind it still see the whole path', async () => {
    for (const path of ['/part.json', '/part/.json', '/part/', '/part', '/part.json?x=/.']) {
      const { actual, preflight } = await asked(path, (app, named) => {
        app.use(/^\/part/, named('part'))
        app.route('/:any').put(named('any'), answer)
      })
      expect(preflight).toBe(actual)
    }
  })

  test('functions see a path with dots as the request has it, behind every router of Express 4', async () => {
    const paths: readonly (string | RegExp)[] = ['/:any', '/', /^\/part/, /^\//, /^\/\.?json/]
    const wrong: string[] = []
    for (const outer of paths)
      for (const middle of paths)
        for (const inner of paths)
          for (const path of ['/part.json', '/part/.json', '/part.json.txt', '/.json', '/part.json/x']) {
            const { actual, preflight } = await asked(path, (app, named) => {
              const last = createApp.Router().use(inner, named('inner'))
              app.use('/part', named('part'))
              app.all(outer, createApp.Router().use(middle, last))
              app.use(outer, createApp.Router().use(middle, last))
              app.route(/^\//).put(named('all'), answer)
            })
            if (preflight !== actual) wrong.push(`${outer} ${middle} ${inner} ${path}: ${preflight}, not ${actual}`)
          }
    expect(wrong).toEqual([])
  })

  test('a policy may take the first of several slashes: the layers behind it get the path that the client has sent', async () => {
    const outer: readonly (string | RegExp)[] = createApp === express ? [/^\//] : ['', '/', '/:lang?', /^\//, /^\/?/]
    const wrong: string[] = []
    for (const path of outer)
      for (const sent of ['//part/x', '///part//x', '//', '/part//x', '//part/x/']) {
        const { actual, preflight } = await asked(sent, (app, named) => {
          app.use(path, named('outer'))
          app.use('/part', named('part'))
          app.use('/', createApp.Router().use(path, named('router')))
        })
        if (preflight !== actual) wrong.push(`${path} ${sent}: ${preflight}, not ${actual}`)
      }
    expect(wrong).toEqual([])
  })

  test('something in front of all policies may take double slashes out of the path', async () => {
    const wrong: string[] = []
    for (const sent of ['/part//x', '//part/x', '/part/x//', '/part//x//y', '/a//part/x'])
      for (const inRouter of [true, false]) {
        const { actual, preflight } = await asked(sent, (app, named) => {
          app.use((request, _, next) => {
            request.url = request.url.replace(/\/{2,}/g, '/')
            next()
          })
          const outer = named('outer')
          app.use('/part', inRouter ? createApp.Router().use(outer) : outer)
          app.use('/part/x', named('part'))
          app.use('/a', createApp.Router().use('/part', named('a')))
        })
        if (preflight !== actual) wrong.push(`${sent}: ${preflight}, not ${actual}`)
      }
    expect(wrong).toEqual([])
  })

  test('two slashes in a path are seen as the request itself has them, wherever a policy has left it to another', async () => {
    const passing = cors(() => null) as ReturnType<typeof cors>
    const fills: ((app: Express, named: (name: string) => ReturnType<typeof cors>) => unknown)[] = [
      (app) => app.use('/:any', createApp.Router().use('/:any', passing)),
      (app) => app.use('/users', createApp.Router().use('/1', passing)),
      (app) => app.use('/users', createApp.Router().use('/', createApp.Router().use('/1', passing))),
      (app) => app.use('/users/1', passing),
      (app) => app.use(/^\/users/, passing),
    ]
    const paths = ['/users/1', '/users//1', '/users//1/', '/users//1//', '/users/1//', '/users//1/x', '/users/1//x']
    const wrong: string[] = []
    for (const [index, fill] of fills.entries())
      for (const path of [...paths, ...paths.map((one) => `${one}?q=/`)]) {
        const { actual, preflight } = await asked(path, (app, named) => {
          fill(app, named)
          app.route(/^\//).put(named('all'), answer)
        })
        if (preflight !== actual) wrong.push(`${index} ${path}: ${preflight}, not ${actual}`)
      }
    expect(wrong).toEqual([])
  })

  test('the groups of a RegExp are counted on where a router has those of the outer path', async () => {
    const paths = [/^\/(users)/, /^\/(users)\/(\d+)/, '/users/:id', '/:any']
    for (const outer of paths)
      for (const inner of [...paths, /^\/(1)/, /^\/(1)(.*)/]) {
        for (const inRoute of [true, false]) {
          const { actual, preflight } = await asked('/users/1/users/2', (app, named) => {
            const router = createApp.Router({ mergeParams: true })
            router.use(inner, named('inner'))
            if (inRoute) app.all(outer, router)
            else app.use(outer, router)
          })
          expect(preflight, `${outer} ${inner} ${inRoute}`).toBe(actual)
        }
      }
  })
})

describe.each([
  ['express 5', express],
  ['express 4', express4 as typeof express],
])('%s: what stands before the inner policy', (_, createApp) => {
  const answer = (_: Request, response: { end(text: string): unknown }) => void response.end('hello')

  // docs/adapters.md says so: nobody can know whether a handler passes on, without running it.
  test.each<[string, 'a' | 'b', 'a' | 'b', (app: Express) => unknown]>([
    ['a route that answers', 'a', 'a', (app) => app.put('/part/x', answer)],
    ['a middleware that passes on', 'b', 'b', (app) => app.use('/part/x', pass)],
    ['a route that passes on', 'b', 'a', (app) => app.put('/part/:id', pass)],
    ['a route for all methods that passes on', 'b', 'a', (app) => app.all('/part/:id', pass)],
    ['a middleware that answers', 'a', 'b', (app) => app.use('/part/x', answer)],
    ['a route of another method', 'b', 'b', (app) => app.get('/part/x', answer)],
  ])('%s: the request has policy %s, and its preflight %s', async (_, actual, preflight, fill) => {
    const policy = (name: string) => ({
      origin: ORIGIN,
      methods: ['PUT'],
      allowedHeaders: [`x-${name}`],
      exposedHeaders: [`x-${name}`],
    })
    const app = createApp()
    app.use(cors(policy('a')))
    fill(app)
    app.use('/part', cors(policy('b')))
    app.use(answer)
    const { url, close } = await listen(app)
    const request = await send(url, { method: 'PUT', path: '/part/x', headers: [['origin', ORIGIN]] })
    const asked = await send(url, {
      method: 'OPTIONS',
      path: '/part/x',
      headers: [
        ['origin', ORIGIN],
        ['access-control-request-method', 'PUT'],
      ],
    })
    await close()
    expect(request.header('access-control-expose-headers')).toBe(`x-${actual}`)
    expect(asked.header('access-control-allow-headers')).toBe(`x-${preflight}`)
  })
})

describe.each([
  ['express 5', express],
  ['express 4', express4 as typeof express],
])('%s: two policies in an app', (_, createApp) => {
  const PARTS = { public: 'https://public.example', admin: 'https://admin.example' } as const

  test.each(Object.keys(mountings))(
    'that stands %s: a preflight for the part has the policy of the part',
    async (where) => {
      const app = createApp()
      app.use(cors({ origin: '*', methods: ['PUT'] }))
      app.use('/admin', cors({ origin: PARTS.admin, methods: ['PUT'], credentials: true }))
      app.put('/admin/user', (_, response) => void response.end('hello'))
      const [outer, before] = (mountings[where] as (typeof mountings)[string])(createApp, app)
      const { url, close } = await listen(outer)
      for (const origin of Object.values(PARTS)) {
        const path = `${before}/admin/user`
        const asked = [
          ['origin', origin],
          ['access-control-request-method', 'PUT'],
        ] as const
        const preflight = await send(url, { method: 'OPTIONS', path, headers: asked })
        const actual = await send(url, { method: 'PUT', path, headers: [['origin', origin]] })
        const allowed = [preflight, actual].map(({ header }) => header('access-control-allow-origin'))
        expect(allowed).toEqual(origin === PARTS.admin ? [origin, origin] : [null, null])
      }
      await close()
    },
  )
})

describe.each([
  ['express 5', express],
  ['express 4', express4 as typeof express],
])('%s: what a function calls before the policy of the app', (_, createApp) => {
  // docs/adapters.md says so: an app is known by its request, and a router is not.
  test.each([
    ['a router', 'a'],
    ['an app', 'b'],
  ])('%s: its preflight has the policy %s', async (what, preflight) => {
    const policy = (name: string) => ({ origin: ORIGIN, methods: ['PUT'], allowedHeaders: [`x-${name}`] })
    const inner = what === 'an app' ? createApp() : createApp.Router()
    inner.use(cors(policy('b')), (_: Request, response: { end(text: string): unknown }) => void response.end('hello'))
    const app = createApp()
    app.use((request, response, next) => inner(request, response, next))
    app.use(cors(policy('a')))
    const { url, close } = await listen(app)
    const headers = [
      ['origin', ORIGIN],
      ['access-control-request-method', 'PUT'],
    ] as const
    const asked = await send(url, { method: 'OPTIONS', path: '/', headers })
    await close()
    expect(asked.header('access-control-allow-headers')).toBe(`x-${preflight}`)
  })
})

const pass = (_: Request, __: unknown, next: () => void) => next()
