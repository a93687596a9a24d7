/**
 * Keeps the app's `frameworkErrors` from the requests that only the router is asked about: Fastify calls it when the
 * router finds a parameter too long, and when it is stopped after an asynchronous constraint. Nobody has sent those
 * requests, and nothing would hear what the function rejects with.
 */
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bare } from '../../policy/bare-descriptor.ts'
import { optionsOf } from './fastify-internals.ts'

type FrameworkErrors = (error: Error, request: FastifyRequest, reply: unknown) => unknown

let isHidden = false
const prepared = new WeakSet<object>()

/**
 * @param isAnswered returns true for a request about which only the router is asked, after saying that it has no route
 */
export function keepFrameworkErrors(root: FastifyInstance, isAnswered: (request: IncomingMessage) => boolean): void {
  const options = optionsOf(root) as { frameworkErrors?: FrameworkErrors }
  const given = options.frameworkErrors
  if (prepared.has(options) || typeof given !== 'function') return
  prepared.add(options)
  // It must not throw: a constraint that failed may have called Fastify from a timer.
  const unlessAsked: FrameworkErrors = (error, request, reply) =>
    isAnswered(request.raw) ? undefined : given.call(options, error, request, reply)
  // Without such a function, Fastify makes no request, no reply and no lines in the log, and ends the response.
  Object.defineProperty(options, 'frameworkErrors', bare({ get: () => (isHidden ? undefined : unlessAsked) }))
}

/** Whatever the router is asked meanwhile, there is no `frameworkErrors`. */
export function withoutFrameworkErrors(ask: () => void): void {
  isHidden = true
  try {
    ask()
  } finally {
    isHidden = false
  }
}

/** For the code that runs next, up to the next promise, there is no `frameworkErrors`. */
export function withoutNextFrameworkErrors(): void {
  if (isHidden) return
  isHidden = true
  queueMicrotask(() => {
    isHidden = false
  })
}
