/**
 * `guard` for upgrades, which Node keeps from middleware: it hands over the bare connection, and takes its own
 * listeners off it.
 */
import type { PolicySource } from '../../policy/source.ts'
import { createJudge, type GuardOptions } from '../shared/guard-judge.ts'
import { type NodeRequest, nodeGuardFacts, nodePath } from '../shared/node-facts.ts'

/** What of the connection of an upgrade is used. */
export interface UpgradeSocket {
  readonly destroyed: boolean
  /** Whether the client has said all that it will say. */
  readonly readableEnded?: boolean
  readonly bytesWritten?: number
  listenerCount?(event: 'data' | 'readable'): number
  on(event: 'error', listener: (error: Error) => void): unknown
  once(event: 'finish', listener: () => void): unknown
  removeListener(event: 'error', listener: (error: Error) => void): unknown
  end(data: string): unknown
  destroy(): unknown
}

/**
 * Refuses web sockets of other sites, with 403:
 *
 * ```ts
 * const guarded = guardUpgrade(options)
 * server.on('upgrade', (request, socket, head) =>
 *   guarded(request, socket, () => webSockets.handleUpgrade(request, socket, head, …)),
 * )
 * ```
 *
 * See `guardUpgrades` for a server whose upgrades something else takes: a listener beside this one may open the web
 * socket before it is closed.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guardUpgrade<Request extends NodeRequest = NodeRequest>(
  source: PolicySource<Request>,
  options: GuardOptions<Request> = {},
): (request: Request, socket: UpgradeSocket, next: () => unknown) => Promise<void> {
  const judge = createJudge<Request>(source, options, nodePath)
  return async (request, socket, next) => {
    // A client may reset the connection at any moment, and an error that nobody listens to ends the process.
    socket.on('error', ignore)
    const written = socket.bytesWritten
    const judged = judge(nodeGuardFacts(request), request)
    // Not later than needed: a listener beside this one would open the web socket.
    const reason = judged instanceof Promise ? await judged : judged
    if (reason !== null) refuse(socket, socket.bytesWritten === written && !isRead(socket))
    // A client that has left while a predicate was asked: its `end` was emitted to nobody, so nothing behind us would
    // notice.
    else if (socket.destroyed || socket.readableEnded === true) socket.destroy()
    else {
      socket.removeListener('error', ignore)
      next()
    }
  }
}

/** A server of `node:http`, `node:https` or `node:http2`, as far as it is used here. The app is not one. */
export interface UpgradingServer {
  readonly listening: boolean
  // biome-ignore lint/suspicious/noExplicitAny: each event has other arguments
  emit(event: string, ...given: any[]): boolean
}

/**
 * Refuses web sockets of other sites, with 403, before any listener of the server sees them, whenever it was added: for
 * frameworks that take the upgrades themselves.
 *
 * ```ts
 * guardUpgrades(server, options)
 * ```
 *
 * @throws {PolicyError} when given options with mistakes
 * @throws {TypeError} when given something else than a server of Node
 */
export function guardUpgrades<Request extends NodeRequest = NodeRequest>(
  server: UpgradingServer,
  source: PolicySource<Request>,
  options: GuardOptions<Request> = {},
): void {
  if (typeof server?.emit !== 'function' || typeof server.listening !== 'boolean')
    throw new TypeError('guardUpgrades takes the server of node:http that listens, and not the app or the web sockets')
  const guarded = guardUpgrade(source, options)
  const { emit } = server
  // A listener cannot keep the socket from those after it.
  const guardedEmit: UpgradingServer['emit'] = function (this: UpgradingServer, event, ...given) {
    const pass = () => Reflect.apply(emit, this, [event, ...given]) as boolean
    return event === 'upgrade' ? emitGuarded(guarded, given[0], given[1], pass) : pass()
  }
  Object.defineProperty(server, 'emit', { value: guardedEmit, writable: true, configurable: true })
}

/** What `emit` gives and throws, where the policy answers at once. */
function emitGuarded<Request>(
  guarded: (request: Request, socket: UpgradeSocket, next: () => unknown) => Promise<void>,
  request: Request,
  socket: UpgradeSocket,
  pass: () => boolean,
): boolean {
  let isLater = false
  let isHeard = true
  let thrown: { readonly error: unknown } | null = null
  void guarded(request, socket, () => {
    if (isLater) {
      // The listeners have gone while a predicate was asked, and nobody else would close it.
      if (!pass()) socket.destroy()
      return
    }
    try {
      isHeard = pass()
    } catch (error) {
      thrown = { error }
    }
  })
  isLater = true
  if (thrown !== null) throw (thrown as { readonly error: unknown }).error
  return isHeard
}

function ignore(): void {}

/**
 * Node takes its own readers off the connection, so a reader is a listener before this one, which has opened the web
 * socket already.
 */
function isRead(socket: UpgradeSocket): boolean {
  return READS.some((event) => (socket.listenerCount?.(event) ?? 0) > 0)
}

const READS = ['data', 'readable'] as const

const REFUSED = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** How long a client may take to read the refusal, in milliseconds. */
const PATIENCE = 1000

/**
 * Not only ended: a client that never closes its side would be held for ever.
 *
 * @param isUntouched whether nothing was written to it; in a web socket, which something else has opened, the refusal
 *   would be a message
 */
function refuse(socket: UpgradeSocket, isUntouched: boolean): void {
  const destroy = () => void socket.destroy()
  if (!isUntouched) {
    destroy()
    return
  }
  socket.once('finish', destroy)
  const timer: unknown = setTimeout(destroy, PATIENCE)
  ;(timer as { unref?(): void }).unref?.()
  socket.end(REFUSED)
}
