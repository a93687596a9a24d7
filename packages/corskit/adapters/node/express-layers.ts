/**
 * Finds the `cors` middlewares that the actual request would pass in an Express app, by asking the app's own layers
 * whether they match. The first `cors` that a preflight reaches answers by their policies, so that the preflight does
 * not go through what is between them, such as authentication.
 */

import { bare } from '../../policy/bare-descriptor.ts'
import type { NodeRequest } from '../shared/node-facts.ts'
import type { ExpressRequest, Layer, Match, RouteLayer } from './express-app.ts'
import { mergedParams, type Params } from './express-params.ts'
import { baseOf, hostOf, pathIn, sentBehind, urlBehind, withoutHost } from './express-url.ts'

/**
 * A middleware of ours that the request would reach, and the request as it would be there: with the parameters of its
 * path.
 */
export interface MetHandle<Request> {
  readonly handle: object
  readonly request: Request
}

/** The middleware of ours that a function is, or is around; `null` for all others. */
type OursIn = (handle: object, name: unknown) => object | null

/**
 * @param called the middleware that the request has reached
 * @returns from the outside to the inside; empty when the request is not Express's, or its app has no layers that we
 * know
 */
export function handlesOnTheWay<Request extends NodeRequest>(
  request: Request,
  called: object,
  oursIn: OursIn,
): readonly MetHandle<Request>[] {
  const { app, originalUrl, headers, baseUrl = '' } = request as ExpressRequest
  if (app === undefined || originalUrl === undefined) return []
  try {
    const stack = (app._router ?? app.router)?.stack
    if (stack === undefined) return []
    const host = hostOf(request.url ?? '')
    const left = withoutHost(request.url ?? '')
    const leftPath = pathIn(left)
    const walkFrom = (base: string, url: string, method: string | null) => {
      const path = pathIn(url)
      const walk: Walk = { method, host, query: url.slice(path.length), oursIn, met: [] }
      walkThrough(stack, placeBehind(base, path, host), walk)
      return walk
    }
    const isCalled = ({ handle, place }: Walk['met'][number]) => handle === called && place.base === baseUrl
    /** With the client's own path, if it leads to the middleware as the request did: then nobody has changed it. */
    const urlAt = (base: string) => {
      const sent = sentBehind(base, request)
      const isUnchanged = (sent: string) =>
        (base === baseUrl && sent === leftPath) ||
        walkFrom(base, sent, null).met.some(
          (one) => isCalled(one) && one.place.left === leftPath && one.place.isAsMatched,
        )
      if (sent !== null && isUnchanged(sent)) return sent + left.slice(leftPath.length)
      return urlBehind(base, request, (handle, name) => oursIn(handle, name) === called)
    }
    const base = baseOf(app, baseUrl, (one) => walkFrom(one, urlAt(one), null).met.some(isCalled))
    if (base === null) return []
    const walk = walkFrom(base, urlAt(base), String(headers['access-control-request-method']).toLowerCase())
    return walk.met.map(({ handle, place }) => ({ handle, request: requestAt(place, walk, request) }))
  } catch {
    // Another framework has an `app` too, with other layers.
    return []
  }
}

/**
 * The request itself where nothing of it would differ: making an object that inherits from a request costs V8 50 µs.
 */
function requestAt<Request extends ExpressRequest>(place: Place, { host, query }: Walk, request: Request): Request {
  const { base, left, params } = place
  const url = host + left + query
  if (base === request.baseUrl && url === request.url && isSame(params, request.params ?? {})) return request
  return Object.create(request, {
    baseUrl: bare({ value: base, ...OWN }),
    url: bare({ value: url, ...OWN }),
    params: bare({ value: params, ...OWN }),
  }) as Request
}

function isSame(one: Params, other: Params): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && one[name] === other[name])
  )
}

/** Where the walk begins. Express puts a slash before the path, but not where the URL has a host. */
function placeBehind(base: string, left: string, host: string): Place {
  const path = base === '' || left.startsWith('/') ? left || '/' : `/${left}`
  return { path, left: host === '' ? path : left, base, params: {}, mergeParams: false, isAsMatched: true }
}

/** Functions of the app can set these properties again. */
const OWN = { enumerable: true, writable: true, configurable: true }

/** A place in the app. */
interface Place {
  /** The rest of the path. */
  readonly path: string
  /** The same as it stands in the URL, where no slash is put before it when the URL has a host. */
  readonly left: string
  /** The part of the path that matched so far. */
  readonly base: string
  /** The parameters of the part that matched so far. */
  readonly params: Params
  readonly mergeParams: boolean
  /** Whether each layer on the way takes what it took of the request itself; Express 5 does not keep that. */
  readonly isAsMatched: boolean
}

interface Walk {
  /** In lower case; `null` goes past everything that would answer, to find all that may be called. */
  readonly method: string | null
  /** Scheme and host, where the request has the whole URL. */
  readonly host: string
  readonly query: string
  readonly oursIn: OursIn
  readonly met: { readonly handle: object; readonly place: Place }[]
}

/**
 * @returns whether the walk ends here: at a route or a router, which answers, or at a path that cannot be decoded:
 * Express answers that with 400
 */
function walkThrough(stack: readonly Layer[], place: Place, walk: Walk): boolean {
  // A router answers OPTIONS itself when it ends, with the methods of its routes for the path.
  let answersOptions = false
  for (const layer of stack) {
    const last = layer.path
    const match = matchOf(layer, place.path)
    if (match === 'undecodable') return true
    if (match === null) continue
    const own = match.params ?? {}
    const params = place.mergeParams ? mergedParams(place.params, own) : own
    if (layer.route !== undefined) {
      const handlers = handlersOf(layer.route.stack, walk.method)
      if (walk.method === 'options' && handlers.length === 0) answersOptions = true
      if (walkRoute(handlers, { ...place, params }, walk)) return true
    }
    const below = placeBelow(place, match.path, params, layer, walk.host)
    if (below === null) continue
    const inside = { ...below, isAsMatched: place.isAsMatched && (last === undefined || last === match.path) }
    const ours = walk.oursIn(layer.handle, layer.name)
    if (ours !== null) walk.met.push({ handle: ours, place: inside })
    else if (layer.handle.stack !== undefined && walkThrough(layer.handle.stack, inside, walk)) return true
  }
  return answersOptions
}

/**
 * Routers may be handlers of a route: they get the request as it is, because Express takes nothing off the path there.
 *
 * @returns whether the walk ends here: any other handler than ours and routers is taken to answer
 */
function walkRoute(handlers: readonly RouteLayer[], place: Place, walk: Walk): boolean {
  let answers = false
  for (const { handle, name } of handlers) {
    const ours = walk.oursIn(handle, name)
    if (ours !== null) walk.met.push({ handle: ours, place })
    else if (handle.stack === undefined) answers = walk.method !== null
    else if (walkThrough(handle.stack, { ...place, mergeParams: handle.mergeParams === true }, walk)) return true
  }
  return answers
}

/** `null` where it does not match. A layer keeps its last match: afterwards it is still that of the request itself. */
function matchOf(layer: Layer, asked: string): Match | 'undecodable' | null {
  const { path, params } = layer
  try {
    const match = layer.match(asked)
    if (!match) return null
    return match === true ? { path: layer.path ?? '', params: layer.params ?? {} } : match
  } catch (error) {
    if ((error as { status?: unknown }).status === 400) return 'undecodable'
    throw error
  } finally {
    Object.assign(layer, { path, params })
  }
}

/** Express takes the handlers for GET where a route has none that is for HEAD alone. */
function handlersOf(stack: readonly RouteLayer[], method: string | null): readonly RouteLayer[] {
  if (method === null) return stack
  const asked = method === 'head' && !stack.some((each) => each.method === 'head') ? 'get' : method
  return stack.filter((each) => each.method === undefined || each.method === asked)
}

/** `null` where Express skips the layer: the match of a RegExp may begin or end within a segment. */
function placeBelow(
  place: Place,
  taken: string,
  params: Params,
  layer: Layer,
  host: string,
): Omit<Place, 'isAsMatched'> | null {
  if (!place.path.startsWith(taken)) return null
  const rest = place.path.slice(taken.length)
  const isEnd = rest === '' || rest[0] === '/' || (rest[0] === '.' && layer.regexp !== undefined)
  if (taken !== '' && !isEnd) return null
  const path = rest.startsWith('/') ? rest : `/${rest}`
  return {
    path,
    left: host === '' ? path : place.left === '' ? '' : rest,
    base: place.base + taken.replace(/\/$/, ''),
    params,
    mergeParams: layer.handle.mergeParams === true,
  }
}
