/** Which policy rules a request to Fastify: that of the innermost `register` around its route, or the route's own. */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { PolicySource } from '../../policy/source.ts'
import { createDecide, type Decide } from '../shared/decide.ts'

/** A route's `config.cors`: a policy of its own, or `false` for none. */
export type RouteCors = PolicySource<FastifyRequest> | false

/** `null` is no policy. */
type RouteDecide = Decide<FastifyRequest> | null

/** The policies of the routes at one path, by method. */
type ByMethod = Map<string, RouteDecide>

const METHODS = Symbol('corskit.methods')
const SCOPE = Symbol('corskit.scope')

declare module 'fastify' {
  interface FastifyContextConfig {
    cors?: RouteCors
    guard?: false
    /** On the OPTIONS routes that stand beside others: whose preflights they are for. */
    [METHODS]?: ByMethod
  }
}

type ScopedInstance = FastifyInstance & { [SCOPE]?: Scope }

/** What one `register` rules. */
interface Scope {
  readonly decide: Decide<FastifyRequest>
  /** The checked policies of routes, by what their `config.cors` says. */
  readonly own: Map<RouteCors, RouteDecide>
  /** By path and constraints. */
  readonly paths: Map<string, ByMethod>
  /** Whether preflights for routes without an OPTIONS route beside them come here. */
  readonly catchesAll: boolean
}

/** Begins the scope of `instance`. Preflights need a route to come to its hooks. */
export function openScope(instance: FastifyInstance, source: PolicySource<FastifyRequest>): Scope {
  const everything = instance.prefix === '' ? ['/*'] : ['', '/*']
  const missing = everything.filter((path) => !instance.hasRoute({ method: 'OPTIONS', url: instance.prefix + path }))
  const catchesAll = missing.length === everything.length
  const scope: Scope = { decide: createDecide(source, pathOf), own: new Map(), paths: new Map(), catchesAll }
  ;(instance as ScopedInstance)[SCOPE] = scope
  instance.addHook('onRoute', function (route) {
    if ((this as ScopedInstance)[SCOPE] === scope) rememberRoute(this, scope, route)
  })
  for (const path of missing) addOptions(instance, path, {})
  return scope
}

/** Of nested scopes, the innermost rules alone; Fastify runs the hooks of all. Instances inherit from the one around them. */
export function isInScope(scope: Scope, request: FastifyRequest): boolean {
  return (request.server as ScopedInstance)[SCOPE] === scope
}

/** The policy of the route that a request is for; for a preflight, of the route of the method that it asks for. */
export function decideOf(scope: Scope, request: FastifyRequest): RouteDecide {
  // Fastify makes `routeOptions` anew at every look.
  if (scope.own.size === 0) return scope.decide
  const { config, url = '' } = request.routeOptions
  const asked = request.method === 'OPTIONS' ? request.headers['access-control-request-method'] : undefined
  let own: RouteDecide | undefined
  if (asked !== undefined) own = (config[METHODS] ?? scope.paths.get(pathKey(url, {})))?.get(asked)
  else if (config.cors !== undefined) own = scope.own.get(config.cors)
  return own === undefined ? scope.decide : own
}

export const pathOf = (request: FastifyRequest) => request.originalUrl

function rememberRoute(instance: FastifyInstance, scope: Scope, route: RouteOptions & { routePath: string }): void {
  const given: RouteCors | undefined = route.config?.cors
  const methods = [route.method].flat()
  if (given !== undefined && !scope.own.has(given))
    scope.own.set(given, given === false ? null : createDecide(given, pathOf))
  const isForPreflights = route.config?.[METHODS] !== undefined
  if (isForPreflights || (given === undefined && scope.catchesAll)) return
  const constraints = route.constraints ?? {}
  const key = pathKey(route.url, constraints)
  const byMethod: ByMethod = scope.paths.get(key) ?? new Map()
  scope.paths.set(key, byMethod)
  for (const method of methods) {
    if (given !== undefined && method !== 'OPTIONS') byMethod.set(method, scope.own.get(given) ?? null)
  }
  // Beside it, so that Fastify's own router finds out which route a preflight is for.
  if (methods.includes('OPTIONS') || instance.hasRoute({ method: 'OPTIONS', url: route.url, constraints })) return
  addOptions(instance, route.routePath, { constraints, config: { [METHODS]: byMethod } })
}

function pathKey(url: string, constraints: object): string {
  return `${url} ${JSON.stringify(constraints)}`
}

/** A route for preflights alone: any other OPTIONS goes on to where it would have gone. */
function addOptions(instance: FastifyInstance, url: string, options: Partial<RouteOptions>): void {
  const schema: object = { hide: true } // from generated documentation
  instance.route({ ...options, method: 'OPTIONS', url, schema, handler: (_, reply) => reply.callNotFound() })
}
