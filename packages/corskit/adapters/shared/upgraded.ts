/**
 * The connection of an upgrade, which Node has left to the app: Node neither listens to its errors any more nor closes
 * it. Where nobody listens, a client that resets the connection ends the process.
 */
interface Upgrade {
  readonly headers?: { readonly upgrade?: unknown } | null
  readonly socket?: UpgradedSocket | null
}

interface UpgradedSocket {
  on?(event: 'error', listener: () => void): unknown
  removeListener?(event: 'error', listener: () => void): unknown
  destroySoon?(): void
}

/** Where an adapter's request has Node's: it is Node's own or has its properties; Hono's context; srvx's request. */
interface MayHoldUpgrade extends Upgrade {
  readonly env?: { readonly incoming?: Upgrade }
  readonly req?: ServedRequest
  readonly runtime?: ServedRequest['runtime']
}

interface ServedRequest {
  readonly runtime?: { readonly node?: { readonly req?: Upgrade } }
}

/**
 * Listens to errors until there is an answer: Engine.IO and crossws, for example, listen themselves only when a
 * predicate has been asked.
 */
export function whileAsked<T>(request: unknown, answer: Promise<T>): Promise<T> {
  const socket = socketOfUpgrade(request)
  if (typeof socket?.on !== 'function') return answer
  socket.on('error', ignore)
  return answer.finally(() => void socket.removeListener?.('error', ignore))
}

/**
 * For an upgrade that is refused, or that is a preflight: whoever writes the answer to the socket may not listen at
 * all.
 */
export function ignoreErrors(request: unknown): void {
  socketOfUpgrade(request)?.on?.('error', ignore)
}

function socketOfUpgrade(given: unknown): UpgradedSocket | null {
  const request = given as MayHoldUpgrade | null | undefined
  const served = (request?.req ?? request)?.runtime?.node?.req
  for (const one of [request, request?.env?.incoming, served]) if (isUpgrade(one)) return one.socket ?? null
  return null
}

const isUpgrade = (request: Upgrade | null | undefined): request is Upgrade =>
  typeof request?.headers === 'object' && request.headers !== null && Object.hasOwn(request.headers, 'upgrade')

function ignore(): void {}

/** Engine.IO gives middleware an object with fewer methods, and disconnects by itself. */
interface PlainResponse {
  readonly req?: Upgrade
  readonly socket?: UpgradedSocket | null
  readonly headersSent: boolean
  readonly writableFinished?: boolean
  setHeader(name: string, value: string): unknown
  once?(event: 'finish', listener: () => void): unknown
}

/**
 * Closes the connection after a plain response to an upgrade, as `@fastify/websocket` and `koa-easy-ws` make it:
 * without that, a refused client would hold it for ever, even after it has gone.
 */
export function closeUpgraded(given: object): void {
  const response = given as PlainResponse
  if (!isUpgrade(response.req) || typeof response.once !== 'function') return
  if (!response.headersSent) response.setHeader('connection', 'close')
  // Node takes the socket from its own responses as soon as they have ended.
  const { socket } = response
  socket?.on?.('error', ignore)
  const close = () => socket?.destroySoon?.()
  if (response.writableFinished === true) close()
  else response.once('finish', close)
}

/** What of a `Request` is used. */
export interface WebUpgrade {
  readonly headers: { get(name: string): string | null }
}

/** Where crossws looks beside the response: h3 may have made another one. */
const HOOKS = Symbol.for('crossws.hooks')

/**
 * crossws opens the web sockets of h3, Nitro and srvx. It asks the app for hooks, and where it gets none, it opens a
 * web socket that does nothing.
 *
 * @param refused makes a response for the client; that of the app is thrown away
 */
export function refusedByHooks(request: WebUpgrade, response: Response, refused: () => Response): Response {
  const hooks = { upgrade: refused }
  // A frozen request takes no property: then crossws finds the hooks on the response.
  Reflect.set(request, HOOKS, hooks)
  return Object.assign(response, { crossws: hooks })
}
