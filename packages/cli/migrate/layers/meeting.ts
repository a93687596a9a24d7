/** Whether one request may come to two middlewares. Where that is not known, it may. */
import type { Layer } from './layer.ts'
import type { Place } from './own-app.ts'

/** Of one file. */
export function mayMeet(one: Layer, other: Layer): boolean {
  if (excludeEachOther(one, other)) return false
  const handedOn = [one, other].filter(({ receiver }) => receiver === null)
  // What this file only keeps is judged by the files that use it; what is for all requests comes before it.
  if (handedOn.length > 0) return !handedOn.every(({ isShared }) => isShared) || one.isGlobal || other.isGlobal
  if (one.receiver === other.receiver) return pathsMeet(one, other)
  if (one.isOwnApp && other.isOwnApp) return false
  return !areApart(one.place, other.place) && !areDifferentRoutes(one, other)
}

/** Two routers that one app has at other paths: `/public` and `/api`. */
function areApart(one: Place | null, other: Place | null): boolean {
  if (one === null || other === null || one.receiver !== other.receiver) return false
  return !pathsMeet({ path: one.path, isRoute: false }, { path: other.path, isRoute: false })
}

/** Of two files that one file may load. */
export function mayMeetAcross(one: Layer, other: Layer): boolean {
  return !(one.isPrivateApp && other.isPrivateApp) && !areDifferentRoutes(one, other)
}

export const excludeEachOther = (one: Layer, other: Layer) =>
  one.branches.size > 0 &&
  [...one.branches].some(([choice, branch]) => (other.branches.get(choice) ?? branch) !== branch)

/** Of one app: `/api` is met by `/api/users` too. */
export function pathsMeet(one: Pick<Layer, 'path' | 'isRoute'>, other: Pick<Layer, 'path' | 'isRoute'>): boolean {
  if (one.path === null || other.path === null) return true
  const [a, b] = [partsOf(one.path), partsOf(other.path)]
  if (a === null || b === null) return true
  const isExact = one.isRoute && other.isRoute && !a.includes('*') && !b.includes('*')
  if (isExact && a.length !== b.length) return false
  return a.every((part, index) => {
    const beside = b[index]
    return beside === undefined || beside === part || isAny(part) || isAny(beside)
  })
}

const isAny = (part: string) => part === '*' || part.startsWith(':')

/** Of the paths of this run: each is compared with all others. */
const KNOWN = new Map<string, readonly string[] | null>()

/** `null`: a pattern that is not understood. */
function partsOf(path: string): readonly string[] | null {
  const known = KNOWN.get(path)
  if (known !== undefined) return known
  const parts = path
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '')
  const found = parts.every((part) => /^(?:\*|:?[\w.~-]+)$/.test(part)) ? parts : null
  KNOWN.set(path, found)
  return found
}

/** Of two routers, wherever they are put: `/x` and `/y` are never one path, `/x` and `/v1/x` may be. */
function areDifferentRoutes(one: Layer, other: Layer): boolean {
  if (!one.isRoute || !other.isRoute || one.path === null || other.path === null) return false
  const [a, b] = [partsOf(one.path), partsOf(other.path)]
  if (a === null || b === null || [...a, ...b].some(isAny)) return false
  const shorter = Math.min(a.length, b.length)
  return shorter > 0 && a.slice(-shorter).join('/') !== b.slice(-shorter).join('/')
}
