/**
 * Finds the `cors` middlewares that the actual request would pass in an Express app, by asking the app's own layers
 * whether they match. The first `cors` that a preflight reaches answers by their policies, so that the preflight does
 * not go through what is between them, such as authentication.
 */

import { bare } from '../../policy/bare-descriptor.ts'
import type { NodeRequest } from '../shared/node-facts.ts'
import { mergedParams, type Params } from './express-params.ts'

type Handle = ((...given: never[]) => unknown) & { readonly stack?: readonly Layer[]; readonly mergeParams?: boolean }

/** Express 4 and 5 have one for each `use` and each route. */
interface Layer {
  readonly handle: Handle
  /** That of the function that was given, where a tool has put another one around it. */
  readonly name?: unknown
  readonly route?: { readonly stack: readonly RouteLayer[] }
  /** The part of the path that matched, where `match` does not return it. */
  readonly path?: string
  readonly params?: Params
  /** Express 4 has it, where the part of the path that a layer takes may end before a dot too. */
  readonly regexp?: RegExp
  match(path: string): boolean | Match
}

interface Match {
  readonly path: string
  readonly params?: Params
}

interface RouteLayer {
  readonly handle: Handle
  readonly name?: unknown
  /** In lower case; `undefined` for `all`. */
  readonly method?: string
}

interface ExpressRequest extends NodeRequest {
  readonly originalUrl?: string
  /** The part of the path that the outer routers matched. */
  readonly baseUrl?: string
  readonly params?: Params
  readonly app?: ExpressApp
}

interface ExpressApp {
  /** The app in which this one is mounted. */
  readonly parent?: unknown
  /** Express 4. */
  readonly _router?: Router
  /** Express 5; Express 4 throws. */
  readonly router?: Router
}

interface Router {
  readonly stack?: readonly Layer[]
}

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
type IsCalled = (handle: object, name: unknown) => boolean

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
  const { app, originalUrl, headers } = request as ExpressRequest
  if (app === undefined || app.parent !== undefined || originalUrl === undefined) return []
  try {
    const stack = (app._router ?? app.router)?.stack
    if (stack === undefined) return []
    const url = urlNow(request, (handle, name) => oursIn(handle, name) === called)
    const path = pathIn(url) || '/'
    const method = String(headers['access-control-request-method']).toLowerCase()
    const walk: Walk = { method, host: hostOf(request.url ?? ''), query: url.slice(path.length), oursIn, met: [] }
    walkThrough(stack, { path, left: path, base: '', params: {}, mergeParams: false }, walk)
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

/** The URL that Express uses for its routes: a middleware before `cors` may have changed the client's URL. */
function urlNow({ originalUrl = '', baseUrl = '', url = '', app }: ExpressRequest, isCalled: IsCalled): string {
  const left = withoutHost(url)
  if (baseUrl === '') return left
  // When a router has matched the whole path (in Express 4 also: up to a dot), Express puts a slash before the rest.
  // Only the client's own URL tells whether the client sent that slash.
  const sent = pathIn(withoutHost(originalUrl))
  const isLeftOver =
    (/^\/(?:[?#]|$)/.test(left) && !sent.endsWith('/')) ||
    (left.startsWith('/.') && app?._router !== undefined && !sent.includes('/.'))
  // Where the URL has a host, Express puts none there, and may have taken the client's with the path.
  const isTaken = !left.startsWith('/') && sent.endsWith('/')
  // Express 4 takes a slash behind the path of a layer too, where another one follows: `/part/` of `/part//admin`.
  const stack = /^\/[^?#]/.test(left) ? app?._router?.stack : undefined
  const taken = stack === undefined ? null : takenFrom(stack, baseUrl, isCalled)
  if (taken !== null && taken !== baseUrl) return taken + left
  return baseUrl + (isLeftOver ? left.slice(1) : isTaken ? `/${left}` : left)
}

/**
 * What the layers on the way to the middleware that is called have taken off the path; `null` where they are not known,
 * or where it is used in several places.
 */
function takenFrom(stack: readonly Layer[], base: string, isCalled: IsCalled): string | null {
  const found = new Set<string>()
  for (const { path = '', handle, name, route } of stack) {
    if (route !== undefined) continue
    const own = path.replace(/\/$/, '')
    const isHere = own === base && isCalled(handle, name)
    const isOnTheWay = handle.stack !== undefined && (own === base || base.startsWith(`${own}/`))
    const inner = isHere ? '' : isOnTheWay ? takenFrom(handle.stack, base.slice(own.length), isCalled) : null
    if (inner !== null) found.add(path + inner)
  }
  const [only = null] = found
  return found.size === 1 ? only : null
}

const pathIn = (url: string) => url.replace(/[?#].*$/s, '')

/** A proxy may send the whole URL. Express takes nothing off this part. */
const hostOf = (url: string) => /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0] ?? ''
const withoutHost = (url: string) => url.slice(hostOf(url).length)

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
}

interface Walk {
  /** In lower case. */
  readonly method: string
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
    const inside = placeBelow(place, match.path, params, layer, walk.host)
    if (inside === null) continue
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
    else if (handle.stack === undefined) answers = true
    else if (walkThrough(handle.stack, { ...place, mergeParams: handle.mergeParams === true }, walk)) return true
  }
  return answers
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

/** Express takes the handlers for GET where a route has none that is for HEAD alone. */
function handlersOf(stack: readonly RouteLayer[], method: string): readonly RouteLayer[] {
  const asked = method === 'head' && !stack.some((each) => each.method === 'head') ? 'get' : method
  return stack.filter((each) => each.method === undefined || each.method === asked)
}

/** `null` where Express skips the layer: the match of a RegExp may begin or end within a segment. */
function placeBelow(place: Place, taken: string, params: Params, layer: Layer, host: string): Place | null {
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
