/** Which part of the URL an Express app sees, and where the app begins in it. */
import type { ExpressApp, ExpressRequest, Layer } from './express-app.ts'

type IsCalled = (handle: object, name: unknown) => boolean

/** So many are tried: a client may send a path of thousands of segments. */
const MOST_BASES = 20

/**
 * The part of the path that was taken off before the app: by another app in which it is mounted, by a router, by a
 * function. `null` where it is not known.
 *
 * @param baseUrl what was taken off there and in the app
 * @param isCalledFrom whether the middleware that is called is where it is if the app begins behind this part
 */
export function baseOf(app: ExpressApp, baseUrl: string, isCalledFrom: (base: string) => boolean): string | null {
  if (baseUrl === '') return ''
  // Express knows it where each app is mounted at one text without parameters.
  const told = app.parent === undefined ? '' : String(app.path?.() ?? '').replace(/\/$/, '')
  const start = baseUrl.slice(0, told.length)
  const known = start.toLowerCase() === told.toLowerCase() ? start : null
  const others = partsOf(baseUrl).filter((base) => base !== known)
  return [...(known === null ? [] : [known]), ...others].find(isCalledFrom) ?? known
}

/** The beginnings of a path, the longest first: `/a/b`, `/a` and the empty one; of a very long path not all. */
function partsOf(path: string): string[] {
  const found: string[] = []
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (found.length === MOST_BASES) return found
    found.push(path.slice(0, end))
  }
  return [...found, '']
}

/** The client's path in the app; `null` where it is not behind this part of it. */
export function sentBehind(base: string, { originalUrl = '' }: ExpressRequest): string | null {
  const sent = pathIn(withoutHost(originalUrl))
  return sent.startsWith(base) ? sent.slice(base.length) : null
}

/**
 * The URL that the app uses for its routes, where a middleware before `cors` has changed the client's URL. Express adds
 * slashes to the rest of a path and takes some, so it is put together again.
 *
 * @param base the part of the path that was taken off before the app
 */
export function urlBehind(base: string, request: ExpressRequest, isCalled: IsCalled): string {
  const { originalUrl = '', baseUrl = '', url = '', app } = request
  const left = withoutHost(url)
  if (baseUrl === '') return left
  const stack = app?._router?.stack
  const inside = baseUrl.slice(base.length)
  // Express 4 takes a slash behind the path of a layer too, where another one follows: `/part/` of `/part//admin`.
  const taken = (stack === undefined ? null : takenFrom(stack, inside, isCalled)) ?? inside
  // When a router has matched the whole path (in Express 4 also: up to a dot), Express puts a slash before the rest.
  // Only the client's own URL tells whether the client sent that slash.
  const sent = pathIn(withoutHost(originalUrl))
  const isLeftOver =
    (/^\/(?:[?#]|$)/.test(left) && !sent.endsWith(taken.endsWith('/') ? '//' : '/')) ||
    (left.startsWith('/.') && stack !== undefined && !sent.includes('/.'))
  // Where the URL has a host, Express puts none there, and may have taken the client's with the path.
  const isTaken = !left.startsWith('/') && sent.endsWith('/') && !taken.endsWith('/')
  return taken + (isLeftOver ? left.slice(1) : isTaken ? `/${left}` : left)
}

/**
 * What the layers on the way to the middleware that is called have taken off the path; `null` where they are not known,
 * or where it is used in several places.
 */
function takenFrom(stack: readonly Layer[], base: string, isCalled: IsCalled): string | null {
  const found = new Set<string>()
  for (const { path = '', handle, name, route } of stack) {
    if (route !== undefined) {
      // Express takes nothing off before the handlers of a route.
      for (const { handle } of route.stack) {
        const inner = handle.stack === undefined ? null : takenFrom(handle.stack, base, isCalled)
        if (inner !== null) found.add(inner)
      }
      continue
    }
    const own = path.replace(/\/$/, '')
    const isHere = own === base && isCalled(handle, name)
    const isOnTheWay = handle.stack !== undefined && (own === base || base.startsWith(`${own}/`))
    const inner = isHere ? '' : isOnTheWay ? takenFrom(handle.stack, base.slice(own.length), isCalled) : null
    if (inner !== null) found.add(path + inner)
  }
  const [only = null] = found
  return found.size === 1 ? only : null
}

export const pathIn = (url: string) => url.replace(/[?#].*$/s, '')

/** A proxy may send the whole URL. Express takes nothing off this part. */
export const hostOf = (url: string) => /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0] ?? ''
export const withoutHost = (url: string) => url.slice(hostOf(url).length)
