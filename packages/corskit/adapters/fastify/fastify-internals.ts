/**
 * What Fastify keeps on its objects under symbols of its own. Nothing public gives it: `addHook` only appends, and
 * nothing tells a request's route.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export type Hook = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => unknown

/**
 * What Fastify knows of a route, or of a handler for 404: the hooks as they are called, and the classes of requests and
 * replies.
 */
export interface RouteContext {
  readonly server: FastifyInstance
  readonly Request: DecoratedClass
  readonly Reply: DecoratedClass & { setupResponseListeners(reply: FastifyReply): void }
  readonly onResponse: readonly unknown[] | null
}

/** `props` has the values that decorators gave. */
interface DecoratedClass {
  readonly prototype: object
  readonly props: readonly { readonly key: PropertyKey; readonly value: unknown }[]
}

/** The instances that were made by `register` on this one. */
export const childrenOf = (instance: FastifyInstance) =>
  read(instance, 'fastify.children') as readonly FastifyInstance[]

/** The hooks of an instance by their names: of those around it too, in the order in which they are called. */
export const hooksOf = (instance: FastifyInstance) => read(instance, 'fastify.hooks') as Record<string, Hook[]>

export const errorHandlerOf = (instance: FastifyInstance): unknown => {
  // Only an instance that has set one has this property itself.
  for (let at: object | null = instance; at !== null; at = Object.getPrototypeOf(at)) {
    const key = symbolOf(at, 'fastify.errorHandler')
    if (key !== undefined) return Reflect.get(at, key)
  }
  return undefined
}

export const classesOf = (instance: FastifyInstance) => ({
  Request: read(instance, 'fastify.Request') as RouteContext['Request'],
  Reply: read(instance, 'fastify.Reply') as RouteContext['Reply'],
})

/** The options that the app was made with: a copy that Fastify itself reads. */
export const optionsOf = (root: FastifyInstance) => read(root, 'fastify.options') as object

export const routeContextOf = (request: FastifyRequest) => read(request, 'fastify.context') as RouteContext

export function setRouteContext(request: FastifyRequest, context: RouteContext): void {
  Reflect.set(request, keyOf(request, 'fastify.context'), context)
}

/** Whether Fastify will call the hooks of a response that has ended, and log it. */
export const isListenedTo = (reply: FastifyReply) => read(reply, 'fastify.reply.startTime') !== undefined

function read(of: object, description: string): unknown {
  return Reflect.get(of, keyOf(of, description))
}

function keyOf(of: object, description: string): symbol {
  const key = symbolOf(of, description)
  if (key === undefined) throw new Error(`corskit: this is not Fastify 5: it has no ${description}`)
  return key
}

function symbolOf(of: object, description: string): symbol | undefined {
  return Object.getOwnPropertySymbols(of).find((key) => key.description === description)
}
