/** Servers in this process: a page can be tested against an app that nobody started. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Header } from 'corskit/protocol'
import { bodyOfResponse, whenAborted } from '../web/incoming-body.ts'
import { NodeRequest } from '../web/node-classes.ts'
import { NetworkFailure, type Send, type WireResponse } from './wire.ts'

/** As in Hono, H3, Elysia, Deno and workers: a Request in, a Response out. */
export type FetchHandler = (request: Request) => Response | Promise<Response>

/** As in `node:http` and everything built on it: Express, Koa's `callback()`, a Nest application's server. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * Either of them. A union would leave the parameters of a function that is written in place without a type. So they
 * have what both have.
 */
export type HandlerFunction = (request: Request & IncomingMessage, response: ServerResponse) => unknown

/**
 * A function of one parameter (or none) is fetch-style, one of two or more a Node listener; `{ fetch }` and
 * `{ listener }` say it outright.
 */
export type Handler = HandlerFunction | { readonly fetch: FetchHandler } | { readonly listener: NodeListener }

/** By origin: `https://api.example.com`. */
export type Handlers = Readonly<Record<string, Handler>>

/** @throws {TypeError} naming the entry that is wrong */
export function readHandler(origin: string, handler: Handler): { fetch: FetchHandler } | { listener: NodeListener } {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new TypeError(`handlers: ${JSON.stringify(origin)} is not an origin, such as 'https://api.example.com'`)
  }
  if (typeof handler === 'function') {
    return handler.length >= 2 ? { listener: handler as NodeListener } : { fetch: handler as FetchHandler }
  }
  if (handler !== null && typeof handler === 'object') {
    if ('listener' in handler && typeof handler.listener === 'function') return handler
    if ('fetch' in handler && typeof handler.fetch === 'function') {
      return { fetch: (request) => handler.fetch(request) }
    }
  }
  throw new TypeError(`handlers: ${origin} must be a function, { fetch } or { listener }`)
}

/** Answers by calling a fetch-style handler: no socket, no bytes on a wire. */
export function sendToHandler(handler: FetchHandler, timeout: number): Send {
  return async ({ method, url, headers, body, signal, onSent }) => {
    const abort = new AbortController()
    const stopListening = whenAborted(signal, (reason) => abort.abort(reason))
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers: headers as [string, string][],
      signal: abort.signal,
    }
    if (body !== null) {
      init.body = body
      if (body instanceof ReadableStream) init.duplex = 'half'
    }
    const request = new NodeRequest(url, init)
    let answer: Response | Promise<Response>
    try {
      answer = handler(request)
      onSent?.()
      if (answer instanceof Promise) answer = await orGiveUp(answer, signal, timeout)
      if (!isResponse(answer)) throw new HandlerError(url.origin, answer)
    } catch (error) {
      if (signal?.aborted || error instanceof NetworkFailure || error instanceof HandlerError) throw error
      throw new NetworkFailure(`the handler threw: ${String(error)}`, { cause: error })
    } finally {
      // From here on an abort reaches the handler as the end of the stream that it answered with.
      stopListening()
    }
    return wireResponse(answer, method)
  }
}

/** Not `instanceof`: a test runner's Response may be of another realm. */
function isResponse(answer: unknown): answer is Response {
  if (answer === null || typeof answer !== 'object') return false
  const { status, headers } = answer as Partial<Response>
  return typeof status === 'number' && typeof headers?.[Symbol.iterator] === 'function'
}

/**
 * A mistake of the test, and not of the network: it must not look like a fetch that was blocked, which is a TypeError.
 */
export class HandlerError extends Error {
  override readonly name = 'HandlerError'

  constructor(origin: string, answer: unknown) {
    const isObject = typeof answer === 'object' && answer !== null
    const given = typeof answer === 'function' ? 'a function' : isObject ? 'an object that is not one' : String(answer)
    super(`handlers: the handler of ${origin} must return a Response, not ${given}`)
  }
}

function wireResponse(response: Response, method: string): WireResponse {
  const { status, statusText } = response
  if (status === 0) throw new NetworkFailure('the handler answered with a network error')
  const body = bodyOfResponse(response)
  if (method === 'HEAD') body?.discard()
  return { status, statusText, headers: [...response.headers] as Header[], body: method === 'HEAD' ? null : body }
}

/** A handler cannot be stopped, but it can be waited for no longer. */
function orGiveUp<Answer>(answer: Promise<Answer>, signal: AbortSignal | null, timeout: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stopListening = whenAborted(signal, reject)
    const timer = setTimeout(() => reject(new NetworkFailure(`no answer in ${timeout} ms`)), timeout)
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      stopListening()
    })
  })
}

/**
 * A Node listener wants real sockets: it gets a server of its own on a free port of the loopback interface, when first
 * needed.
 */
export class ListenerServer {
  readonly #listener: NodeListener
  #server: Server | null = null
  #listening: Promise<string> | null = null

  constructor(listener: NodeListener) {
    this.#listener = listener
  }

  /** @returns its origin */
  open(): Promise<string> {
    this.#listening ??= new Promise((resolve, reject) => {
      const server = createServer((request, response) => void this.#listener(request, response))
      this.#server = server
      server.once('error', reject)
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
      server.unref()
    })
    return this.#listening
  }

  close(): void {
    this.#server?.closeAllConnections()
    this.#server?.close()
    this.#server = null
    this.#listening = null
  }
}
