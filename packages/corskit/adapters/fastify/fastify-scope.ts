/** Which policy rules a request to Fastify: that of the innermost `register` around its route, or the route's own. */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Answer } from '../../policy/answers/answer.ts'
import { PolicyError } from '../../policy/checks/issue.ts'
import { type CallOptions, isPolicy, type PolicySource } from '../../policy/source.ts'
import { createDecide, type Decide } from '../shared/decide.ts'
import { childrenOf, optionsOf } from './fastify-internals.ts'
import { prepareTargets, rootOf } from './fastify-target.ts'
import { configOfReached, inRoute, ownConfig, refuseBesidePath } from './route-config.ts'

/** A route's `config.cors`: a policy of its own, or `false` for none. */
export type RouteCors = PolicySource<FastifyRequest> | false

/** `null`: no policy. */
export type RouteDecide = Decide<FastifyRequest> | null

const SCOPE = Symbol('corskit.scope')
const APP = Symbol('corskit.app')

declare module 'fastify' {
  interface FastifyContextConfig {
    cors?: RouteCors
    guard?: false
  }
}

type ScopedInstance = FastifyInstance & { [SCOPE]?: Scope; [APP]?: App }

/** The part of an app that one `register` of `cors` rules. */
export interface Scope {
  readonly app: App
  readonly decide: Decide<FastifyRequest>
  readonly limits: CallOptions
  /** The checked policies of routes, by what their `config.cors` says. */
  readonly own: Map<RouteCors, RouteDecide>
}

/** What is known of a whole app. */
export interface App {
  readonly root: FastifyInstance
  /**
   * Every route that a scope has seen. They are checked again when the app is ready, because later hooks may still
   * change their `config`.
   */
  readonly routes: { readonly scope: Scope; readonly route: RouteOptions }[]
  scopes: number
  /**
   * Whether one policy rules every request: there is one scope, it is the root's, and no route has a policy of its own.
   */
  isUniform: boolean
  /** Whether a policy may look at the request. Then it has to be given the request as the route would see it. */
  asksFunctions: boolean
}

/** Begins the scope of `instance`. */
export function openScope(instance: FastifyInstance, source: PolicySource<FastifyRequest>, limits: CallOptions): Scope {
  const root: ScopedInstance = rootOf(instance)
  // When one instance has two, the later one is the inner one. The one of the instance around may be registered later,
  // so it is looked up when it is needed.
  const earlier = Object.hasOwn(instance, SCOPE) ? (instance as ScopedInstance)[SCOPE] : undefined
  const around = () => (earlier ?? (Object.getPrototypeOf(instance) as ScopedInstance)[SCOPE])?.decide ?? null
  // This throws when it is given something that is not a policy, so it comes before any change.
  const decide = createDecideWithin(around, source, limits)
  refuseDefaultRoute(root)
  // The `config` of routes that were registered before is not known, and hooks of plugins that were registered before
  // may stand before ours.
  const isFirst =
    root === instance &&
    root[APP] === undefined &&
    childrenOf(root).length === 0 &&
    !instance.printRoutes().includes('/')
  root[APP] ??= openApp(root, isFirst)
  root[APP].scopes++
  if (looksAtRequests(source)) root[APP].asksFunctions = true
  const scope: Scope = { app: root[APP], decide, limits, own: new Map() }
  if (!isFirst) scope.app.isUniform = false
  prepareTargets(root)
  ;(instance as ScopedInstance)[SCOPE] = scope
  instance.addHook('onRoute', function (route) {
    if ((this as ScopedInstance)[SCOPE] !== scope) return
    checkRoute(scope, route)
    scope.app.routes.push({ scope, route })
  })
  return scope
}

/** @throws {Error} where the app's router answers preflights itself: they have no route, and Fastify calls no hook */
function refuseDefaultRoute(root: FastifyInstance): void {
  const given = [optionsOf(root), (root.initialConfig as { routerOptions?: object }).routerOptions]
  if (!given.some((options) => options !== undefined && Object.hasOwn(options, 'defaultRoute'))) return
  throw new Error(
    'corskit: with routerOptions.defaultRoute, Fastify answers preflights and unknown paths before any hook: use setNotFoundHandler',
  )
}

function openApp(root: FastifyInstance, isUniform: boolean): App {
  const app: App = { root, routes: [], scopes: 0, isUniform, asksFunctions: false }
  root.addHook('onReady', async () => {
    for (const { scope, route } of app.routes.splice(0)) checkRoute(scope, route)
  })
  return app
}

/** Options are read when the policy is defined; whoever changes them afterwards changes nothing. */
function looksAtRequests(source: PolicySource<FastifyRequest>): boolean {
  if (typeof source === 'function') return true
  // A replaceable policy can be replaced by one that looks.
  if (Object.hasOwn(source, 'current')) return true
  const options = isPolicy(source) ? source.options : source
  return Object.hasOwn(options, 'origin') && typeof (options as { origin: unknown }).origin === 'function'
}

/**
 * Marks a reply whose policy was looked for: Fastify runs the hooks of all scopes around a route, and only the first
 * one may decide.
 */
const RULED = Symbol('corskit.ruled')

/** Whether this is the first scope that decides about the reply. */
export function isFirstToRule(reply: FastifyReply): boolean {
  const ruled = reply as FastifyReply & { [RULED]?: true }
  if (ruled[RULED] === true) return false
  ruled[RULED] = true
  return true
}

/**
 * The policy of a request's route. Of nested scopes, only the innermost rules. The hook that runs first applies its
 * policy, because a hook of the app between two of ours may answer by itself: authentication, for example.
 */
export function decideOf(scope: Scope, request: FastifyRequest, reply: FastifyReply): RouteDecide {
  const { isUniform, scopes } = scope.app
  if (isUniform) return scope.decide
  if (scopes > 1 && !isFirstToRule(reply)) return null
  return routeDecide((request.server as ScopedInstance)[SCOPE] ?? scope, request)
}

/** The policy of the route that the request has reached, or would reach. */
export function policyOfRoute(request: FastifyRequest): RouteDecide {
  const scope = (request.server as ScopedInstance)[SCOPE]
  return scope === undefined ? null : routeDecide(scope, request)
}

export const pathOf = (request: FastifyRequest) => request.originalUrl

/** A function of the request that gives no policy leaves the request to the policy around it. */
function createDecideWithin(
  around: () => RouteDecide,
  source: PolicySource<FastifyRequest>,
  limits: CallOptions,
): Decide<FastifyRequest> {
  const decide = createDecide(source, pathOf, limits)
  if (typeof source !== 'function') return decide
  return (facts, request) => {
    const orAround = (answer: Answer | null) => answer ?? around()?.(facts, request) ?? null
    const answer = decide(facts, request)
    return answer instanceof Promise ? answer.then(orAround) : orAround(answer)
  }
}

function routeDecide(scope: Scope, request: FastifyRequest): RouteDecide {
  const given = configOfReached(request, 'cors')
  return given === undefined ? scope.decide : ownDecide(scope, given)
}

function ownDecide(scope: Scope, given: RouteCors): RouteDecide {
  let own = scope.own.get(given)
  if (own === undefined) {
    own = given === false ? null : lenientDecide(scope, given)
    scope.own.set(given, own)
  }
  return own
}

function createOwnDecide(scope: Scope, given: PolicySource<FastifyRequest>): Decide<FastifyRequest> {
  return createDecideWithin(() => scope.decide, given, scope.limits)
}

/** For a route that was registered before `cors` could see it: a mistake in its policy denies, and is reported. */
function lenientDecide(scope: Scope, given: PolicySource<FastifyRequest>): Decide<FastifyRequest> {
  try {
    return createOwnDecide(scope, given)
  } catch {
    return createDecide(() => given as never, pathOf, scope.limits)
  }
}

/** @throws {PolicyError} when the route's own policy has mistakes */
function checkRoute(scope: Scope, route: RouteOptions): void {
  refuseBesidePath(route, 'cors')
  const given = ownConfig(route, 'cors')
  if (given === undefined) return
  scope.app.isUniform = false
  if (scope.own.has(given)) return
  try {
    scope.own.set(given, given === false ? null : createOwnDecide(scope, given))
  } catch (error) {
    throw error instanceof PolicyError ? inRoute(route, 'cors', error.issues) : error
  }
}
