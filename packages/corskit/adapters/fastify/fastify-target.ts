/**
 * Which route the request that a preflight announces would reach, as Fastify itself says: its router is handed that request, and Fastify is stopped
 * when it has made its `FastifyRequest` of it, before any hook or handler is called. Fastify has no other way to ask: `findRoute` does not say what a
 * route's `config` is, and a router of our own would be another one.
 */
import { type IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DEFAULT_TIMEOUT, settledWithin, TIMED_OUT } from '../../policy/settled-within.ts'

/** A property of every request of an app. To assign it, which Fastify's constructors do last, is how a request tells that it is there. */
const MADE = Symbol('corskit.made')
/** On what is handed to the router: who wants to know. */
const ASKED_BY = Symbol('corskit.askedBy')
const STOP = Symbol('corskit.stop')

type AskedRequest = IncomingMessage & { [ASKED_BY]?: (target: FastifyRequest) => never }

/** The instance that all others of the app inherit from. */
export function rootOf(instance: FastifyInstance): FastifyInstance {
  let root = instance
  for (let above = Object.getPrototypeOf(root); isInstance(above); above = Object.getPrototypeOf(root)) root = above
  return root
}

function isInstance(value: object | null): value is FastifyInstance {
  return typeof (value as Partial<FastifyInstance> | null)?.decorateRequest === 'function'
}

/** Prepares the whole app, before it starts: a route outside the scope of a policy may be what a preflight is for. */
export function prepareTargets(instance: FastifyInstance): void {
  try {
    instance.decorateRequest(MADE, null)
  } catch (error) {
    if ((error as { code?: string }).code !== 'FST_ERR_DEC_ALREADY_PRESENT') throw error
  }
  // Instances that are there already have classes of their own.
  const key = Object.getOwnPropertySymbols(instance).find(({ description }) => description === 'fastify.children')
  const children = key === undefined ? undefined : (instance as unknown as Record<symbol, FastifyInstance[]>)[key]
  for (const child of children ?? []) prepareTargets(child)
}

/** `null` when the router finds no answer. A promise only where the app has constraints that are asynchronous. */
export function targetOf(
  preflight: FastifyRequest,
  method: string,
): FastifyRequest | null | Promise<FastifyRequest | null> {
  listenForRequests(preflight)
  let target: FastifyRequest | null | undefined
  let tell = (found: FastifyRequest | null) => {
    target = found
  }
  const askedBy = (found: FastifyRequest): never => {
    tell(found)
    throw STOP
  }
  const asked: IncomingMessage = Object.create(preflight.raw, {
    method: { value: method, writable: true },
    url: { value: preflight.originalUrl, writable: true },
    headers: { value: announcedHeaders(preflight), writable: true },
    [ASKED_BY]: { value: askedBy },
  })
  try {
    preflight.server.routing(asked, new Nowhere(asked, () => tell(null)))
  } catch (error) {
    if (error !== STOP) target = null
  }
  if (target !== undefined) return target
  const later = new Promise<FastifyRequest | null>((resolve) => {
    tell = resolve
  })
  return settledWithin(DEFAULT_TIMEOUT, later).then((found) => (found === TIMED_OUT ? null : (found as FastifyRequest)))
}

/** A preflight names `Accept-Version` and does not say which: the newest version is taken to be meant. */
function announcedHeaders({ raw }: FastifyRequest): IncomingMessage['headers'] {
  const names = raw.headers['access-control-request-headers']
  if (names === undefined || !/(?:^|,)accept-version(?:,|$)/.test(names)) return raw.headers
  return { ...raw.headers, 'accept-version': '*' }
}

/** On the class that those of all instances inherit from, where a setter is found whenever `MADE` is assigned. */
function listenForRequests(request: FastifyRequest): void {
  let prototype = Object.getPrototypeOf(request)
  for (let above = prototype; above !== null && above !== Object.prototype; above = Object.getPrototypeOf(above)) {
    prototype = above
  }
  if (Object.hasOwn(prototype, MADE)) return
  Object.defineProperty(prototype, MADE, {
    set(this: FastifyRequest) {
      ;(this.raw as AskedRequest)[ASKED_BY]?.(this)
    },
  })
}

/**
 * A response that goes nowhere. It has ended before it begins: Fastify then calls no handler, should it ever come that far. That somebody looks
 * whether it has ended, or ends it, says that there is no route: for a method that no route has, Fastify makes a request that cannot tell of itself.
 */
class Nowhere extends ServerResponse {
  readonly #onLook: () => void

  constructor(request: IncomingMessage, onLook: () => void) {
    super(request)
    this.#onLook = onLook
    const get = () => {
      onLook()
      return true
    }
    Object.defineProperty(this, 'writableEnded', { get })
  }

  override end(): this {
    this.#onLook()
    return this
  }
}
