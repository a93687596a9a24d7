/** Random apps of Fastify: plugins, routes, hooks, and `cors` in any order. */
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { cors } from '../fastify/fastify.ts'

export const ORIGIN = 'https://page.example'
export const METHODS = ['GET', 'PUT', 'DELETE'] as const

/** A policy can be told by its name, which each of its answers carries. */
export const policyNamed = (name: string) => ({
  origin: ORIGIN,
  methods: METHODS.slice(1),
  allowedHeaders: [name],
  exposedHeaders: [name],
})

const segment = fc.constantFrom('users', 'admin', ':id', ':a-:b', ':n(^\\d+$)', ':file.png', 'a', 'b')
const somePath = fc
  .tuple(fc.array(segment, { maxLength: 3 }), fc.constantFrom('', '', '/*', '/:last?', '/'))
  .map(([segments, end]) => segments.map((text) => `/${text}`).join('') + end || '/')
const path = fc.oneof({ weight: 8, arbitrary: somePath }, fc.constantFrom('*', '/*'))

export interface Route {
  readonly kind: 'route'
  readonly path: string
  readonly methods: readonly string[]
  /** `null`: a function that gives it. */
  readonly cors: 'absent' | 'false' | 'own' | 'null'
  readonly constraints: { host?: string; version?: string }
}
export interface Register {
  readonly kind: 'register'
  readonly awaited: boolean
  readonly givesNull?: boolean
}
/** A hook of the app that only notes that it was called. */
interface Hook {
  readonly kind: 'hook'
  readonly name: 'onRequest' | 'onSend'
}
export interface Plugin {
  readonly kind: 'plugin'
  readonly prefix: string
  readonly awaited: boolean
  readonly items: readonly (Route | Register | Hook)[]
}
export type Item = Route | Register | Hook | Plugin

const route: fc.Arbitrary<Route> = fc.record({
  kind: fc.constant('route' as const),
  path,
  methods: fc.subarray([...METHODS, 'OPTIONS'], { minLength: 1 }),
  cors: fc.constantFrom('absent' as const, 'false' as const, 'own' as const, 'null' as const),
  constraints: fc.constantFrom({}, {}, {}, { host: 'one.test' }, { version: '1.2.0' }),
})
const register: fc.Arbitrary<Register> = fc.record({
  kind: fc.constant('register' as const),
  awaited: fc.boolean(),
  givesNull: fc.boolean(),
})
const hook: fc.Arbitrary<Hook> = fc.record({
  kind: fc.constant('hook' as const),
  name: fc.constantFrom('onRequest' as const, 'onRequest' as const, 'onSend' as const),
})
const plugin: fc.Arbitrary<Plugin> = fc.record({
  kind: fc.constant('plugin' as const),
  prefix: fc.constantFrom('', '/a', '/users', '/:tenant'),
  awaited: fc.boolean(),
  items: fc.array(fc.oneof({ weight: 4, arbitrary: route }, register, hook), { maxLength: 4 }),
})
export const app: fc.Arbitrary<readonly Item[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: route }, register, hook, { weight: 2, arbitrary: plugin }),
  { minLength: 1, maxLength: 7 },
)

export interface Built {
  readonly instance: FastifyInstance
  /** The hooks and the handlers that were called, in their order. */
  readonly called: string[]
  /** What hooks of the app see: each route, and each that Fastify refused. */
  readonly routes: string[]
}

interface BuildOptions {
  /** Called when the app has its own `cors`, if that stands first. */
  readonly addsHooks?: (instance: FastifyInstance) => void
  readonly withoutCors?: boolean
}

/** Takes the place of `cors`, so that everything else is registered in the same order. */
const nothing = Object.assign(async () => {}, { [Symbol.for('skip-override')]: true })

export async function build(
  items: readonly Item[],
  { addsHooks = () => {}, withoutCors = false }: BuildOptions = {},
): Promise<Built> {
  let policies = 0
  let hooks = 0
  const called: string[] = []
  const routes: string[] = []
  async function fill(instance: FastifyInstance, all: readonly Item[]): Promise<void> {
    let hasCors = false
    for (const item of all) {
      if (item.kind === 'route') addRoute(instance, item)
      else if (item.kind === 'hook') addHook(instance, item)
      else if (item.kind === 'register') {
        if (hasCors) continue
        hasCors = true
        const options = item.givesNull ? { policy: async () => null } : policyNamed(`x-scope-${policies++}`)
        const registered = withoutCors ? instance.register(nothing) : instance.register(cors, options)
        if (item.awaited) await registered
        if (item === items[0]) addsHooks(instance)
      } else {
        const registered = instance.register((inner) => fill(inner, item.items), { prefix: item.prefix })
        if (item.awaited) await registered
      }
    }
  }
  function addHook(instance: FastifyInstance, { name }: Hook): void {
    const id = `${name} ${hooks++}`
    if (name === 'onRequest') instance.addHook(name, async () => void called.push(id))
    else instance.addHook(name, async () => void called.push(id))
  }
  function addRoute(instance: FastifyInstance, { path, methods, cors: given, constraints }: Route): void {
    const rules = {
      absent: () => ({}),
      false: () => ({ cors: false as const }),
      own: () => ({ cors: policyNamed(`x-own-${policies++}`) }),
      null: () => ({ cors: () => null }),
    }
    const config = rules[given]()
    const handler = async () => {
      called.push('handler')
      return 'hello'
    }
    for (const method of methods) {
      const options: RouteOptions = { method, url: path, constraints, config, handler }
      try {
        instance.route(options)
      } catch (error) {
        // Two routes at one place: Fastify refuses the second.
        if ((error as { code?: string }).code !== 'FST_ERR_DUPLICATED_ROUTE') throw error
        routes.push(`refused ${method} ${path}`)
        // Of the two routes of an optional parameter, it may have kept one that it never finished.
        fc.pre(!path.endsWith('?'))
      }
    }
  }
  const instance = fastify({ exposeHeadRoutes: false })
  instance.addHook('onRoute', ({ method, url }) => void routes.push(`${method} ${url}`))
  await fill(instance, items)
  await instance.ready()
  return { instance, called, routes }
}

/**
 * Closes the app, and lets the event loop turn: JavaScript keeps what a `WeakRef` of the app pointed to until then, and
 * `inject` alone never gets there. Thousands of apps would fill the memory.
 */
export async function close(instance: FastifyInstance): Promise<void> {
  await instance.close()
  await turn()
}
