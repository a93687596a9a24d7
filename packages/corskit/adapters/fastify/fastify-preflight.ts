/**
 * Leads each preflight to the policy of the route that the preflight is for. By itself a preflight reaches a route for
 * OPTIONS or a handler for 404, which may be of any plugin: `cors` in the plugin of the route would never see it. So a
 * hook stands before all others of the app.
 */
import { METHODS } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DEFAULT_TIMEOUT, settledWithin, TIMED_OUT } from '../../policy/settled-within.ts'
import { isPreflight, nodeFacts } from '../shared/node-facts.ts'
import { asRequestTo } from './fastify-as-route.ts'
import { childrenOf, type Hook, hooksOf } from './fastify-internals.ts'
import { type App, isFirstToRule, policyOfRoute, type RouteDecide, type Scope } from './fastify-scope.ts'
import { targetOf } from './fastify-target.ts'
import { seenFrom } from './seen-from.ts'

/**
 * The policy of a preflight, and a request to the route that has that policy: `null` where that is what the preflight
 * itself has reached.
 */
interface Found {
  readonly decide: RouteDecide
  readonly target: FastifyRequest | null
}

/** A policy, and the request that its functions are asked about. */
export interface PreflightRuling {
  readonly decide: RouteDecide
  readonly request: FastifyRequest
}

const FOUND = Symbol('corskit.found')
const leading = new WeakSet<App>()
/** The hooks that answer preflights, with the instance that `cors` was registered on. */
const corsHooks = new WeakMap<Hook, FastifyInstance>()

/**
 * @param rule the hook of `cors` on `instance`, which answers preflights
 * @returns the hook to add
 */
export function leadPreflights(app: App, instance: FastifyInstance, rule: Hook): Hook {
  const hook = leading.has(app) ? rule : startLeading(app, rule)
  corsHooks.set(hook, instance)
  return hook
}

function startLeading(app: App, rule: Hook): Hook {
  leading.add(app)
  // The first hook of an app is the first of each of its plugins. One hook costs less than two.
  if (app.isUniform && (hooksOf(app.root)['onRequest'] ?? []).length === 0) {
    return (request, reply, done) => {
      if (request.raw.method !== 'OPTIONS') rule(request, reply, done)
      else leadFirst(request, reply, (error) => (error === undefined ? rule(request, reply, done) : done(error)))
    }
  }
  putFirst(app.root, leadFirst)
  return rule

  function leadFirst(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    // In an app with one policy, the cors of the app is on the way of every request, after the same hooks.
    const isSettled = app.isUniform && !app.asksFunctions && request.server === app.root
    if (request.raw.method !== 'OPTIONS' || isSettled || FOUND in reply) {
      done()
      return
    }
    const facts = nodeFacts(request.raw)
    const found = isPreflight(facts) ? find(request, String(facts.requestMethod)) : null
    if (found === null) done()
    else if (found instanceof Promise) found.then((settled) => lead(settled, request, reply, done)).catch(done)
    else lead(found, request, reply, done)
  }

  function lead(found: Found, request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    ;(reply as FastifyReply & { [FOUND]?: Found })[FOUND] = found
    const { decide, target } = found
    if (decide === null || target === null) {
      done()
      return
    }
    const plugin = pluginThatAnswers(target.server)
    const hooks = hooksUntilCors(plugin)
    if (isOnTheWay(request.server, plugin, hooks)) done()
    else asRequestTo(target, plugin, hooks.slice(hooks.indexOf(leadFirst) + 1), request, reply, done)
  }
}

/** The policy that answers, when the request is a preflight. */
export function rulingOf(scope: Scope, request: FastifyRequest, reply: FastifyReply): PreflightRuling | null {
  if (!isPreflight(nodeFacts(request.raw))) return null
  if (!isFirstToRule(reply)) return { decide: null, request }
  const found = (reply as FastifyReply & { [FOUND]?: Found })[FOUND]
  if (found === undefined) return { decide: scope.decide, request }
  const { decide, target } = found
  return { decide, request: decide === null || target === null ? request : seenFrom(request, target) }
}

/** Children that come later take over the hooks of the instance around them. */
function putFirst(instance: FastifyInstance, hook: Hook): void {
  hooksOf(instance)['onRequest']?.unshift(hook)
  for (const child of childrenOf(instance)) putFirst(child, hook)
}

/** A search that may have to wait for asynchronous constraints, all together for one time limit. */
interface Search {
  readonly request: FastifyRequest
  readonly method: string
  isOver: boolean
}

function find(request: FastifyRequest, method: string): Found | Promise<Found> {
  const search: Search = { request, method, isOver: false }
  const choose = (target: FastifyRequest | null): Found | Promise<Found> =>
    target === null || target.is404 ? findWithoutRoute(search, target) : { decide: policyOfRoute(target), target }
  // Fastify logs a warning about a method that Node does not know.
  const target = METHODS.includes(method) ? targetOf(request, method) : null
  const found = target instanceof Promise ? target.then(choose) : choose(target)
  return found instanceof Promise ? inTime(search, found) : found
}

async function inTime(search: Search, found: Promise<Found>): Promise<Found> {
  const settled = await settledWithin(DEFAULT_TIMEOUT, found)
  search.isOver = true
  return settled === TIMED_OUT ? { decide: policyOfRoute(search.request), target: null } : (settled as Found)
}

/**
 * No route has the method. The browser can say so when a policy of the path answers: of a route with another method;
 * for a path without routes, that of the handler for 404.
 */
async function findWithoutRoute(search: Search, notFound: FastifyRequest | null): Promise<Found> {
  const { request, method } = search
  const own = policyOfRoute(request)
  if (own !== null && !request.is404) return { decide: own, target: null }
  for (const other of request.server.supportedMethods) {
    if (search.isOver) break
    if (other === method || other === 'OPTIONS') continue
    const target = await targetOf(request, other)
    const decide = target === null || target.is404 ? null : policyOfRoute(target)
    if (decide !== null) return { decide, target }
  }
  const isReached = notFound === null || (request.is404 && notFound.server === request.server)
  return isReached ? { decide: own, target: null } : { decide: policyOfRoute(notFound), target: notFound }
}

/** The instance whose `cors` is the first on the way to the routes of `instance`: that instance, or one around it. */
function pluginThatAnswers(instance: FastifyInstance): FastifyInstance {
  for (const hook of hooksOf(instance)['onRequest'] ?? []) {
    const plugin = corsHooks.get(hook)
    if (plugin !== undefined) return plugin
  }
  return instance
}

/** The first hooks of an instance, up to the first `cors` among them. */
function hooksUntilCors(instance: FastifyInstance): readonly Hook[] {
  const hooks = hooksOf(instance)['onRequest'] ?? []
  return hooks.slice(0, hooks.findIndex((hook) => corsHooks.has(hook)) + 1)
}

/**
 * Whether a preflight that has reached `reached` meets these hooks of `instance` anyway, and no other plugin than those
 * around it.
 */
function isOnTheWay(reached: FastifyInstance, instance: FastifyInstance, hooks: readonly Hook[]): boolean {
  if (reached !== instance && !Object.prototype.isPrototypeOf.call(reached, instance)) return false
  const met = hooksOf(reached)['onRequest'] ?? []
  return hooks.every((hook, index) => hook === met[index])
}
