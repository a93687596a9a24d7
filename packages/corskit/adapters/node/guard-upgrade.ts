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
    const reason = await judge(nodeGuardFacts(request), request)
    if (reason !== null) refuse(socket)
    // A client that has left while a predicate was asked: its `end` was emitted to nobody, so nothing behind us would
    // notice.
    else if (socket.destroyed || socket.readableEnded === true) socket.destroy()
    else {
      socket.removeListener('error', ignore)
      next()
    }
  }
}

function ignore(): void {}

const REFUSED = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

/** How long a client may take to read the refusal, in milliseconds. */
const PATIENCE = 1000

/** Not only ended: a client that never closes its side would be held for ever. */
function refuse(socket: UpgradeSocket): void {
  const destroy = () => void socket.destroy()
  socket.once('finish', destroy)
  const timer: unknown = setTimeout(destroy, PATIENCE)
  ;(timer as { unref?(): void }).unref?.()
  socket.end(REFUSED)
}
