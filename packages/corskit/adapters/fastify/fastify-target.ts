/**
 * Finds the route that the request announced by a preflight would reach. Fastify's own router is given that request,
 * and Fastify is stopped as soon as it has made its `FastifyRequest`, before it calls any hook or handler. Fastify
 * offers no other way: `findRoute` does not give a route's `config`, and a router of our own could differ from
 * Fastify's.
 */
import { type IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bare } from '../../policy/bare-descriptor.ts'
import { childrenOf, optionsOf } from './fastify-internals.ts'
import { keepFrameworkErrors, withoutFrameworkErrors, withoutNextFrameworkErrors } from './framework-errors.ts'

/**
 * A property of every request of an app. Fastify's constructors assign it last, so its setter is called when a request
 * is complete.
 */
const MADE = Symbol('corskit.made')
/**
 * A property of the request that the router is given: the function to call with the `FastifyRequest`, or with `null`.
 */
const ASKED_BY = Symbol('corskit.askedBy')
const STOP = Symbol('corskit.stop')

const NAMES = 'access-control-request-headers'

type AskedRequest = IncomingMessage & { [ASKED_BY]?: (target: FastifyRequest | null) => void }

/** The instance that all others of the app inherit from. */
export function rootOf(instance: FastifyInstance): FastifyInstance {
  let root = instance
  for (let above = Object.getPrototypeOf(root); isInstance(above); above = Object.getPrototypeOf(root)) root = above
  return root
}

function isInstance(value: object | null): value is FastifyInstance {
  return typeof (value as Partial<FastifyInstance> | null)?.decorateRequest === 'function'
}

/** Prepares the whole app, before it starts: a preflight that one scope receives may be for a route of another. */
export function prepareTargets(root: FastifyInstance): void {
  keepFrameworkErrors(root, (request: AskedRequest) => {
    request[ASKED_BY]?.(null)
    return ASKED_BY in request
  })
  decorateRequests(root)
}

function decorateRequests(instance: FastifyInstance): void {
  try {
    instance.decorateRequest(MADE, null)
  } catch (error) {
    if ((error as { code?: string }).code !== 'FST_ERR_DEC_ALREADY_PRESENT') throw error
  }
  // Instances that exist already have their own classes for requests.
  for (const child of childrenOf(instance)) decorateRequests(child)
}

/**
 * `null` when the router finds no route. A promise only where the app has asynchronous constraints: it has no time
 * limit of its own.
 */
export function targetOf(
  preflight: FastifyRequest,
  method: string,
): FastifyRequest | null | Promise<FastifyRequest | null> {
  listenForRequests(preflight)
  let target: FastifyRequest | null | undefined
  let tellLater = (_found: FastifyRequest | null) => {}
  // What stops Fastify after an asynchronous constraint is an error to it, and it ends the response too: the first call
  // counts.
  const tell = (found: FastifyRequest | null) => {
    target ??= found
    tellLater(target)
  }
  const asked: IncomingMessage = Object.create(preflight.raw, {
    method: bare({ value: method, writable: true }),
    url: bare({ value: urlAsRouted(preflight), writable: true }),
    headers: bare({ value: announcedHeaders(preflight), writable: true }),
    // Fastify destroys a request that `rewriteUrl` refuses: that would be the preflight.
    destroy: bare({ value: () => stopWith(tell, null) }),
    [ASKED_BY]: bare({ value: tell }),
  })
  withoutFrameworkErrors(() => {
    try {
      preflight.server.routing(asked, new Nowhere(asked, () => tell(null)))
    } catch (error) {
      if (error !== STOP) tell(null)
    }
  })
  if (target !== undefined) return target
  return new Promise<FastifyRequest | null>((resolve) => {
    tellLater = resolve
  })
}

/**
 * What Fastify's router was given. Where Fastify is called by another framework, that one may have taken a part of the
 * path off, and keeps the whole path as `originalUrl`. Fastify keeps there what its own `rewriteUrl` was given.
 */
function urlAsRouted({ raw, originalUrl, server }: FastifyRequest): string | undefined {
  return typeof Reflect.get(optionsOf(rootOf(server)), 'rewriteUrl') === 'function' ? originalUrl : raw.url
}

/** A preflight names the header `Accept-Version` without its value: the newest version is assumed. */
function announcedHeaders({ raw }: FastifyRequest): IncomingMessage['headers'] {
  const given = Object.hasOwn(raw.headers, NAMES) ? raw.headers[NAMES] : undefined
  const names = String(given).split(',')
  if (!names.some((name) => name.trim().toLowerCase() === 'accept-version')) return raw.headers
  return { ...raw.headers, 'accept-version': '*' }
}

function stopWith(tell: (found: FastifyRequest | null) => void, found: FastifyRequest | null): never {
  tell(found)
  withoutNextFrameworkErrors()
  throw STOP
}

/**
 * Puts the setter on the class from which the request classes of all instances inherit, so that every assignment of
 * `MADE` calls it.
 */
function listenForRequests(request: FastifyRequest): void {
  let prototype = Object.getPrototypeOf(request)
  for (let above = prototype; above !== null && above !== Object.prototype; above = Object.getPrototypeOf(above)) {
    prototype = above
  }
  if (Object.hasOwn(prototype, MADE)) return
  Object.defineProperty(
    prototype,
    MADE,
    bare({
      set(this: FastifyRequest) {
        const tell = (this.raw as AskedRequest)[ASKED_BY]
        if (tell !== undefined) stopWith(tell, this)
      },
    }),
  )
}

/**
 * A response that is sent to nobody. It says that it has ended already, so Fastify calls no handler. Fastify only asks
 * whether it has ended, or ends it, when no route has the method: then the request has a class without our setter.
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
    Object.defineProperty(this, 'writableEnded', bare({ get }))
  }

  override end(): this {
    this.#onLook()
    return this
  }
}
