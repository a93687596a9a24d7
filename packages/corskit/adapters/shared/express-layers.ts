/**
 * Which `cors` rules a preflight in an app of Express: the last one that the request itself would come to, as the app's own layers match. The first
 * one answers, so that no preflight is sent through what stands between them, such as authentication.
 */
import type { NodeRequest } from './node-facts.ts'

type Handle = ((...given: never[]) => unknown) & { readonly stack?: readonly Layer[] }

/** What Express 4 and 5 keep for each `use` and each route. */
interface Layer {
  readonly handle: Handle
  readonly route?: { readonly stack: readonly RouteLayer[] }
  /** The part of the path that it has matched, where `match` does not give it. */
  readonly path?: string
  match(path: string): boolean | { readonly path: string }
}

interface RouteLayer {
  readonly handle: Handle
  /** In lower case; none for `all`. */
  readonly method?: string
}

interface ExpressRequest extends NodeRequest {
  readonly originalUrl?: string
  readonly app?: ExpressApp
}

interface ExpressApp {
  /** Of an app that is mounted in another, the other. */
  readonly parent?: unknown
  /** Express 4. */
  readonly _router?: Router
  /** Express 5; Express 4 throws. */
  readonly router?: Router
}

interface Router {
  readonly stack?: readonly Layer[]
}

/** @returns `own` where the request is not Express's, or where its app cannot say */
export function rulingMiddleware<Middleware extends Handle>(
  request: NodeRequest,
  own: Middleware,
  isCors: (handle: Handle) => boolean,
): Middleware {
  const { app, originalUrl, headers } = request as ExpressRequest
  if (app === undefined || app.parent !== undefined || originalUrl === undefined) return own
  try {
    const stack = (app._router ?? app.router)?.stack
    if (stack === undefined) return own
    // Proxies may write the whole URL.
    const path = originalUrl.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/'
    const method = String(headers['access-control-request-method']).toLowerCase()
    return (walk(stack, path, method, isCors).last as Middleware | null) ?? own
  } catch {
    // An app of another framework, whose layers are others.
    return own
  }
}

/** `null` where the path has an escape that cannot be decoded. */
function matchOf(layer: Layer, path: string): ReturnType<Layer['match']> | null {
  try {
    return layer.match(path)
  } catch (error) {
    if ((error as { status?: unknown }).status === 400) return null
    throw error
  }
}

interface Walk {
  /** The last `cors` that was met. */
  last: Handle | null
  /** Whether the walk ends here: at a route, which answers, or at a path that cannot be decoded, which Express answers with 400. */
  ended: boolean
}

function walk(stack: readonly Layer[], path: string, method: string, isCors: (handle: Handle) => boolean): Walk {
  const met: Walk = { last: null, ended: false }
  for (const layer of stack) {
    const match = matchOf(layer, path)
    if (match === null) return { ...met, ended: true }
    if (!match) continue
    if (layer.route !== undefined) {
      const handlers = layer.route.stack.filter((each) => each.method === undefined || each.method === method)
      // Express answers HEAD by the route for GET.
      if (handlers.length === 0 && method === 'head')
        handlers.push(...layer.route.stack.filter((each) => each.method === 'get'))
      if (handlers.length === 0) continue
      for (const { handle } of handlers) if (isCors(handle)) met.last = handle
      return { ...met, ended: true }
    }
    if (isCors(layer.handle)) met.last = layer.handle
    else if (layer.handle.stack !== undefined) {
      const taken = (match === true ? layer.path : match.path) ?? ''
      const inside = walk(layer.handle.stack, path.slice(taken.length) || '/', method, isCors)
      if (inside.last !== null) met.last = inside.last
      if (inside.ended) return { ...met, ended: true }
    }
  }
  return met
}
