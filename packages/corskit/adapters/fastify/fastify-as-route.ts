/** Treats a request as if Fastify's router had led it to another route's plugin. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  classesOf,
  errorHandlerOf,
  type Hook,
  hooksOf,
  isListenedTo,
  type RouteContext,
  routeContextOf,
  setRouteContext,
} from './fastify-internals.ts'

/**
 * Calls `hooks` of `plugin`, which is around the route of `target`, with a request and a reply of that plugin. When
 * none of them answers, the request goes on to the route that it has reached, by `done`.
 */
export function asRequestTo(
  target: FastifyRequest,
  plugin: FastifyInstance,
  hooks: readonly Hook[],
  request: FastifyRequest,
  reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  const { params, query } = request
  const reached = routeContextOf(request)
  enter(contextWithin(plugin, routeContextOf(target)), request, reply)
  Object.assign(request, { params: target.params, query: target.query })
  callEach(hooks, request, reply, (error) => {
    if (error === undefined) {
      enter(reached, request, reply)
      Object.assign(request, { params, query })
    }
    done(error)
  })
}

function enter(context: RouteContext, request: FastifyRequest, reply: FastifyReply): void {
  setRouteContext(request, context)
  for (const [object, { prototype, props }] of [
    [request, context.Request],
    [reply, context.Reply],
  ] as const) {
    if (Object.getPrototypeOf(object) === prototype) continue
    Object.setPrototypeOf(object, prototype)
    for (const { key, value } of props) Reflect.set(object, key, value)
  }
  // Fastify has done it only if the route that the request has reached needs it.
  if (context.onResponse !== null && !isListenedTo(reply)) context.Reply.setupResponseListeners(reply)
}

const contexts = new WeakMap<RouteContext, RouteContext>()

/** The route without what belongs to the route alone: only the hooks and the error handler of the plugin are called. */
function contextWithin(plugin: FastifyInstance, route: RouteContext): RouteContext {
  let context = contexts.get(route)
  if (context === undefined) {
    const hooks: Record<string, unknown> = {}
    for (const [name, all] of Object.entries(hooksOf(plugin))) {
      hooks[name] = all.length === 0 ? null : all.map((hook) => hook.bind(plugin))
    }
    const own = { server: plugin, errorHandler: errorHandlerOf(plugin), ...classesOf(plugin), ...hooks }
    context = Object.assign(Object.create(route) as RouteContext, own)
    contexts.set(route, context)
  }
  return context
}

/** As Fastify does: a hook calls back or gives a promise, and nothing is called after a reply. */
function callEach(
  hooks: readonly Hook[],
  request: FastifyRequest,
  reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  let index = 0
  const next = (error?: Error | null) => {
    const hook = hooks[index++]
    if (error) done(error)
    else if (hook === undefined) done()
    else if (!reply.sent) call(hook)
  }
  const call = (hook: Hook) => {
    try {
      const result = hook.call(request.server, request, reply, next)
      if (isThenable(result)) result.then(() => next(), fail)
    } catch (error) {
      fail(error)
    }
  }
  const fail = (error: unknown) => done((error || new Error('a hook rejected with nothing')) as Error)
  next()
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}
