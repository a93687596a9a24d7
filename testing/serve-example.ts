/**
 * Runs one example of the documents, in a process of its own, as the platform would for which it was written, and
 * prints the port. Whatever port it asks for, it gets a free one.
 */
import { Server } from 'node:net'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { listenWeb } from '../packages/corskit/adapters/testing/listen.ts'

const listen = Server.prototype.listen as (port: number, host: string, done?: () => void) => Server
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const done = args.findLast((arg) => typeof arg === 'function') as (() => void) | undefined
  this.once('listening', () => console.log(`PORT ${(this.address() as { port: number }).port}`))
  return listen.call(this, 0, '127.0.0.1', done)
} as typeof Server.prototype.listen

type Handler = (request: Request) => Response | Promise<Response>

/** What the platforms without a server of their own find in a module. */
interface Exports {
  readonly default?: { readonly fetch?: Handler }
  /** Next.js: route handlers by method. */
  readonly PUT?: Handler
  /** SvelteKit. */
  readonly handle?: (input: { event: { request: Request }; resolve: () => Response }) => Promise<Response>
  /** AWS Lambda. */
  readonly handler?: (event: object) => Promise<{ statusCode: number; headers?: Record<string, string>; body?: string }>
}

const module = (await import(pathToFileURL(String(argv[2])).href)) as Exports & Record<string, Handler>
const { default: served, handle, handler, PUT } = module
if (handle !== undefined) {
  await listenWeb((request) => handle({ event: { request }, resolve: () => new Response('{}') }))
} else if (handler !== undefined) await listenWeb(async (request) => fromLambda(await handler(lambdaEvent(request))))
else if (PUT !== undefined) await listenWeb((request) => (module[request.method] as Handler)(request))
else if (served?.fetch !== undefined) await listenWeb((request) => (served.fetch as Handler)(request))

function lambdaEvent(request: Request): object {
  const path = new URL(request.url).pathname
  return {
    rawPath: path,
    headers: Object.fromEntries(request.headers),
    requestContext: { http: { method: request.method, path } },
  }
}

function fromLambda({
  statusCode,
  headers = {},
  body = '',
}: {
  statusCode: number
  headers?: Record<string, string>
  body?: string
}) {
  return new Response(statusCode === 204 ? null : body, { status: statusCode, headers })
}
