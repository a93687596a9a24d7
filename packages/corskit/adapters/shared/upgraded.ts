/**
 * Some servers give upgrades to their routes: `@fastify/websocket` and `koa-easy-ws`, for example. Node leaves such a
 * connection to them, so nobody closes it when a route, or a hook before the route, answers with a plain response.
 */
interface MaybeUpgraded {
  readonly req?: { readonly headers?: { readonly upgrade?: unknown } }
  readonly socket?: { destroySoon?(): void } | null
  readonly headersSent: boolean
  readonly writableFinished?: boolean
  setHeader(name: string, value: string): unknown
  once?(event: 'finish', listener: () => void): unknown
}

/**
 * Closes the connection after the response, where the client asked for an upgrade: without that, a refused client would
 * hold it for ever, even after it has gone.
 */
export function closeUpgraded(given: object): void {
  const response = given as MaybeUpgraded
  const asked = response.req?.headers
  // Engine.IO gives middleware an object with fewer methods, and disconnects by itself.
  if (asked === undefined || !Object.hasOwn(asked, 'upgrade') || typeof response.once !== 'function') return
  if (!response.headersSent) response.setHeader('connection', 'close')
  // Node takes the socket from its own responses as soon as they have ended.
  const { socket } = response
  const close = () => socket?.destroySoon?.()
  if (response.writableFinished === true) close()
  else response.once('finish', close)
}
