/**
 * Which `cors` a preflight in an app of Express is for: those that the request itself would come to, as the app's own layers match. The first one that
 * the preflight meets answers for them, so that no preflight is sent through what stands between, such as authentication.
 */
import type { NodeRequest } from './node-facts.ts'

type Handle = ((...given: never[]) => unknown) & { readonly stack?: readonly Layer[]; readonly mergeParams?: boolean }

/** What Express 4 and 5 keep for each `use` and each route. */
interface Layer {
  readonly handle: Handle
  readonly route?: { readonly stack: readonly RouteLayer[] }
  /** What it has matched, where `match` does not give it. */
  readonly path?: string
  readonly params?: Params
  match(path: string): boolean | Match
}

interface Match {
  readonly path: string
  readonly params?: Params
}

type Params = Readonly<Record<string, unknown>>

interface RouteLayer {
  readonly handle: Handle
  /** In lower case; none for `all`. */
  readonly method?: string
}

interface ExpressRequest extends NodeRequest {
  readonly originalUrl?: string
  /** What the routers around have taken of the path. */
  readonly baseUrl?: string
  readonly params?: Params
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

/** A function of ours that the request would come to, and the request as it would see it there: with the parameters of its path. */
export interface MetHandle<Request> {
  readonly handle: object
  readonly request: Request
}

/** @returns from the outside to the inside; nothing where the request is not Express's, or where its app cannot say */
export function handlesOnTheWay<Request extends NodeRequest>(
  request: Request,
  isOurs: (handle: object) => boolean,
): readonly MetHandle<Request>[] {
  const { app, originalUrl, headers } = request as ExpressRequest
  if (app === undefined || app.parent !== undefined || originalUrl === undefined) return []
  try {
    const stack = (app._router ?? app.router)?.stack
    if (stack === undefined) return []
    const url = urlNow(request)
    const path = pathIn(url) || '/'
    const method = String(headers['access-control-request-method']).toLowerCase()
    const walk: Walk = { method, query: url.slice(path.length), isOurs, met: [] }
    walkThrough(stack, { path, base: '', params: {}, mergeParams: false }, walk)
    return walk.met.map(({ handle, place }) => ({ handle, request: requestAt(place, walk.query, request) }))
  } catch {
    // An app of another framework, whose layers are others.
    return []
  }
}

/** Where the request stands there already, it is given as it is: V8 takes 50 µs to make a prototype of a request. */
function requestAt<Request extends ExpressRequest>(place: Place, query: string, request: Request): Request {
  const { base, path, params } = place
  const url = path + query
  if (base === request.baseUrl && url === request.url && isSame(params, request.params ?? {})) return request
  return Object.create(request, {
    baseUrl: { value: base, ...OWN },
    url: { value: url, ...OWN },
    params: { value: params, ...OWN },
  }) as Request
}

function isSame(one: Params, other: Params): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && one[name] === other[name])
  )
}

/** The URL that Express goes by: what stands before `cors` may have written another one than the client. */
function urlNow({ originalUrl = '', baseUrl = '', url = '' }: ExpressRequest): string {
  const left = withoutHost(url)
  // Where a router has taken the whole path, Express leaves a slash. Whether it was written before, only the client's own URL can tell.
  const isLeftOver = baseUrl !== '' && /^\/(?:[?#]|$)/.test(left) && !pathIn(withoutHost(originalUrl)).endsWith('/')
  return baseUrl + (isLeftOver ? left.slice(1) : left)
}

const pathIn = (url: string) => url.replace(/[?#].*$/s, '')

/** Proxies may write the whole URL. */
const withoutHost = (url: string) => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '')

/** As properties are that somebody has set: functions of the app may set them again. */
const OWN = { enumerable: true, writable: true, configurable: true }

/** Where in the app the walk is. */
interface Place {
  /** What is left of the path. */
  readonly path: string
  /** What was taken of it. */
  readonly base: string
  /** Those of the path before. */
  readonly params: Params
  readonly mergeParams: boolean
}

interface Walk {
  /** In lower case. */
  readonly method: string
  readonly query: string
  readonly isOurs: (handle: object) => boolean
  readonly met: { readonly handle: object; readonly place: Place }[]
}

/** @returns whether the walk ends here: at a route, which answers, or at a path that cannot be decoded, which Express answers with 400 */
function walkThrough(stack: readonly Layer[], place: Place, walk: Walk): boolean {
  for (const layer of stack) {
    const match = matchOf(layer, place.path)
    if (match === 'undecodable') return true
    if (match === null) continue
    const params = place.mergeParams ? { ...place.params, ...match.params } : (match.params ?? {})
    if (layer.route !== undefined) {
      const handlers = handlersOf(layer.route.stack, walk.method)
      if (handlers.length === 0) continue
      for (const { handle } of handlers) if (walk.isOurs(handle)) walk.met.push({ handle, place: { ...place, params } })
      return true
    }
    const inside = placeBelow(place, match.path, params, layer.handle)
    if (inside === null) continue
    if (walk.isOurs(layer.handle)) walk.met.push({ handle: layer.handle, place: inside })
    else if (layer.handle.stack !== undefined && walkThrough(layer.handle.stack, inside, walk)) return true
  }
  return false
}

/** `null` where it does not match. */
function matchOf(layer: Layer, path: string): Match | 'undecodable' | null {
  try {
    const match = layer.match(path)
    if (!match) return null
    return match === true ? { path: layer.path ?? '', params: layer.params ?? {} } : match
  } catch (error) {
    if ((error as { status?: unknown }).status === 400) return 'undecodable'
    throw error
  }
}

/** Express answers HEAD by the route for GET. */
function handlersOf(stack: readonly RouteLayer[], method: string): readonly RouteLayer[] {
  const own = stack.filter((each) => each.method === undefined || each.method === method)
  return own.length === 0 && method === 'head' ? stack.filter((each) => each.method === 'get') : own
}

/** `null` where Express passes over the layer: what a RegExp has matched may begin or end within a segment. */
function placeBelow({ path, base }: Place, taken: string, params: Params, handle: Handle): Place | null {
  if (!path.startsWith(taken)) return null
  const left = path.slice(taken.length)
  if (taken !== '' && left !== '' && left[0] !== '/') return null
  return {
    path: left.startsWith('/') ? left : `/${left}`,
    base: base + taken.replace(/\/$/, ''),
    params,
    mergeParams: handle.mergeParams === true,
  }
}
