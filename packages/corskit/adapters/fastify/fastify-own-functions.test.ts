/** The functions of the app that Fastify calls while `cors` looks for the route of a preflight. */
import type { IncomingMessage } from 'node:http'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions, LogController } from 'fastify'
import { expect, test, vi } from 'vitest'
import { send } from '../testing/http-client.ts'
import { cors } from './fastify.ts'

const policy = (name: string) => ({ origin: `https://${name}.example`, methods: ['PUT'] })
const asking = (name: string) => ({ origin: `https://${name}.example`, 'access-control-request-method': 'PUT' })
const LONG = 'a'.repeat(101)

/** `docs/adapters.md` names them. */
const DOCUMENTED = ['rewriteUrl', 'genReqId', 'childLoggerFactory', 'deriveConstraint', 'querystringParser']

/**
 * After an asynchronous constraint, Fastify logs a request whose parameter is too long, or whose constraint failed,
 * before anything can stop it.
 */
const LOGGED = ['log incoming request', 'serializers.req', 'disableRequestLogging']

const LATER = ['called back later', 'an error for other methods']

const HOOKS = [
  'onRequest',
  'preParsing',
  'preValidation',
  'preHandler',
  'preSerialization',
  'onSend',
  'onResponse',
  'onTimeout',
  'onRequestAbort',
  'onError',
] as const

const URLS = [
  '/x/1',
  '/x/1?a=b',
  `/x/${LONG}`,
  `/x/${LONG}?a=b`,
  '/none',
  `/p/${LONG}`,
  '/p/none',
  '/regexp-1',
  '/x/%E0%A4',
  '/X//1/',
  '*',
]

/** Calls of the app's functions, each with the method of the request that it is given. */
type Calls = Set<string>

function recorder() {
  const calls: Calls = new Set()
  /** Gives what the function of the app gives. */
  const note = <Value>(name: string, request?: unknown, value?: Value): Value => {
    const { raw, method } = (request ?? {}) as { raw?: { method?: string }; method?: string }
    calls.add(`${name} ${method ?? raw?.method ?? ''}`)
    return value as Value
  }
  return { calls, note }
}

type Note = ReturnType<typeof recorder>['note']

const logger = (note: Note): FastifyServerOptions['logger'] => ({
  stream: { write: (line: string) => note(`log ${(JSON.parse(line) as { msg: string }).msg}`, JSON.parse(line).req) },
  serializers: {
    req: (request) => note('serializers.req', request, { method: request.method } as never),
    res: (reply) => note('serializers.res', (reply as never as { request: unknown }).request, {} as never),
  },
})

const options = (note: Note): FastifyServerOptions => ({
  logger: logger(note) as never,
  genReqId: (raw) => note('genReqId', raw, '1'),
  childLoggerFactory: (log, bindings, opts, raw) => note('childLoggerFactory', raw, log.child(bindings, opts)),
  rewriteUrl: (raw) => note('rewriteUrl', raw, raw.url ?? ''),
  frameworkErrors: async (_, request, reply) => {
    note('frameworkErrors', request)
    ;(reply as never as FastifyReply).code(418).send('of the app')
  },
  logController: new LogController({
    disableRequestLogging: (request) => note('disableRequestLogging', request, false),
  }),
  clientErrorHandler: (_, socket) => note('clientErrorHandler', {}, void socket.destroy()),
  trustProxy: () => note('trustProxy', {}, true),
  routerOptions: {
    ignoreTrailingSlash: true,
    ignoreDuplicateSlashes: true,
    querystringParser: (text) => note('querystringParser', {}, { text }),
  },
})

type Derive = (done: (error: Error | null, value?: unknown) => void, method: string) => unknown

/** What the constraint of the app does, when one of its routes has it. */
const CONSTRAINTS: Readonly<Record<string, Derive | null>> = {
  none: null,
  'called back at once': (done) => done(null, 'a'),
  'called back later': (done) => setImmediate(done, null, 'a'),
  'an error for other methods': (done, method) => setImmediate(done, method === 'OPTIONS' ? null : new Error('x'), 'a'),
  'an error at once for other methods': (done, method) => done(method === 'OPTIONS' ? null : new Error('x'), 'a'),
  'a throw for other methods': (done, method) => {
    if (method !== 'OPTIONS') throw new Error('x')
    done(null, 'a')
  },
}

const tenant = (note: Note, derive: Derive) =>
  ({
    name: 'tenant',
    storage: () => {
      const routes = new Map()
      return {
        get: (key: unknown) => routes.get(key) ?? null,
        set: (key: unknown, route: unknown) => void routes.set(key, route),
      }
    },
    validate: () => {},
    // Fastify counts the parameters.
    deriveConstraint: (raw: { method: string }, _: unknown, done?: never) => {
      note('deriveConstraint', raw)
      derive(done as never, raw.method)
    },
  }) as never

async function start(note: Note, derive: Derive | null): Promise<FastifyInstance> {
  const all = options(note)
  const app = fastify({
    ...all,
    routerOptions: { ...all.routerOptions, ...(derive && { constraints: { tenant: tenant(note, derive) } }) },
  })
  for (const hook of HOOKS) {
    app.addHook(hook as 'onRequest', (async (request: unknown) => note(hook, request)) as never)
  }
  app.setErrorHandler((_, request, reply) => note('errorHandler', request, reply.send('error')))
  app.setNotFoundHandler((request, reply) => note('notFound', request, reply.code(404).send('none')))
  app.decorateRequest('own', { getter: () => note('decorator', {}, 1) } as never)
  await app.register(cors, policy('a'))
  const handler = async (request: unknown) => note('handler', request, 'x')
  await app.register(async (plugin) => {
    await plugin.register(cors, policy('b'))
    const constraints = derive ? { constraints: { tenant: 'a' } } : {}
    plugin.route({ method: ['GET', 'PUT', 'POST', 'DELETE'], url: '/x/:id', ...constraints, handler })
    plugin.put('/regexp-:id(^\\d+$)', handler)
  })
  await app.register(
    async (plugin) => {
      for (const hook of HOOKS)
        plugin.addHook(hook as 'onRequest', (async (request: unknown) => note(`inner ${hook}`, request)) as never)
      await plugin.register(cors, policy('b'))
      plugin.setNotFoundHandler((request, reply) => note('inner notFound', request, reply.code(404).send('none')))
      plugin.patch('/:id', handler)
    },
    { prefix: '/p' },
  )
  return app
}

test.each(Object.entries(CONSTRAINTS))(
  'nothing of the app is called for a request that nobody sent; constraint: %s',
  async (constraint, derive) => {
    const { calls, note } = recorder()
    const app = await start(note, derive)
    const base = await app.listen({ port: 0, host: '127.0.0.1' })
    calls.clear()
    for (const path of URLS) {
      await send(base, { method: 'OPTIONS', path, headers: Object.entries(asking('b')) })
      await app.inject({ method: 'OPTIONS', url: path, headers: asking('a') })
    }
    await app.close()
    const allowed = LATER.includes(constraint) ? [...DOCUMENTED, ...LOGGED] : DOCUMENTED
    const isInvented = (call: string) => !/ (OPTIONS)?$/.test(call) && !allowed.some((name) => call.startsWith(name))
    expect([...calls].filter(isInvented)).toEqual([])
    // The search has begun, and Fastify has called the app's own function for the preflight itself.
    expect([...calls]).toContain('rewriteUrl PUT')
    expect([...calls]).toContain('frameworkErrors OPTIONS')
  },
)

test('a preflight waits for all asynchronous constraints together no longer than for one', async () => {
  const { calls, note } = recorder()
  const app = await start(note, (done, method) => method === 'OPTIONS' && done(null, 'a'))
  await app.ready()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const answer = app.inject({ method: 'OPTIONS', url: '/x/1', headers: asking('a') })
    while (!calls.has('deriveConstraint PUT')) await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(5000)
    expect((await answer).headers['access-control-allow-origin']).toBe('https://a.example')
    expect([...calls].filter((call) => call.startsWith('deriveConstraint'))).toEqual([
      'deriveConstraint OPTIONS',
      'deriveConstraint PUT',
    ])
  } finally {
    vi.useRealTimers()
    await app.close()
  }
})

test('a request that rewriteUrl refuses is not the preflight, which is answered', async () => {
  const rewriteUrl = ({ method, url }: IncomingMessage) => (method === 'OPTIONS' ? url : undefined) as string
  const app = fastify({ rewriteUrl, forceCloseConnections: true })
  await app.register(cors, policy('a'))
  await app.register(async (plugin) => void plugin.put('/x', async () => 'x'))
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const sent = await send(base, { method: 'OPTIONS', path: '/x', headers: Object.entries(asking('a')) })
  await app.close()
  expect([sent.status, sent.header('access-control-allow-origin')]).toEqual([204, 'https://a.example'])
})
