/** Finds out whether the server refuses because of the page's origin, and not because of the method or the headers. */
import type { Header } from 'corskit/protocol'
import { type Case, headerOf } from './case.ts'
import { isFreshAllowed } from './probes/fresh-url.ts'
import { isRefusedForItsContent } from './refused-part.ts'
import { cacheSigns, isCopy } from './words/cache-signs.ts'
import type { ProbeName } from './words/evidence.ts'

/** The probes that show it. */
export const SHOW_REFUSED_ORIGIN = ['actual', 'without-origin'] as const satisfies ProbeName[]

/** The server answers without an error when `Origin` is missing, and refuses when it is there. */
export function isOriginRefused(seen: Case): boolean {
  const plain = seen.answer('without-origin')
  if (plain === null || plain.status >= 400 || seen.check !== 'MissingAllowOriginHeader') return false
  return isRefusal(seen.isPreflight ? (seen.answer('actual')?.status ?? null) : seen.status)
}

/**
 * The statuses with which servers refuse an origin: 403, or 500 when a callback was given an error. Other statuses are
 * about the path, the rate or the gateway.
 */
export const isRefusal = (status: number | null) =>
  status !== null && status >= 400 && status <= 500 && status !== 404 && status !== 429

/** A server that knows this page would have allowed it in one of these answers. */
export const ASKED = ['missing-path', 'simple-preflight', 'plain-options', 'actual'] as const

export const ANSWERS = [...ASKED, 'another-origin'] as const

/** The sign that the server has CORS set up, although none of its answers allows this page. */
export function signOfAList(seen: Case): string | null {
  if (seen.check !== 'MissingAllowOriginHeader' || (seen.isPreflight && !isRefusedForItsContent(seen))) return null
  if (ASKED.some((name) => seen.allows(name)) || isFreshAllowed(seen)) return null
  const without = `and no Access-Control-Allow-Origin for ${seen.origin}`
  if (variesByOrigin(seen) && !isFromCache(seen)) return `It has vary: ${seen.header('vary')}, ${without}`
  const own = corsName(seen.refused?.response?.headers)
  if (own !== null) return `It has ${own}, ${without}`
  for (const name of ANSWERS) {
    const headers = seen.answer(name)?.headers
    const sign = corsName(headers) ?? (varies(headerOf(headers, 'vary')) ? 'vary: Origin' : null)
    if (sign !== null) return `${seen.probeLine(name)}, and with ${sign}`
  }
  return null
}

const varies = (value: string | null) => /(^|,)\s*origin\s*(,|$)/i.test(value ?? '')

export const variesByOrigin = (seen: Case) => varies(seen.header('vary'))

/** `age: 12, x-cache-status: HIT`. */
export const cacheLine = (seen: Case) =>
  cacheSigns(seen.refused?.response?.headers)
    .filter((sign) => sign.isCopy)
    .map(({ name, value }) => `${name}: ${value}`)
    .join(', ')

export const isFromCache = (seen: Case) => isCopy(seen.refused?.response?.headers)

/** Whether any answer of the server had a header of CORS. */
export function anyCors(seen: Case): boolean {
  return (
    ANSWERS.some((name) => corsName(seen.answer(name)?.headers) !== null) ||
    seen.exchanges.some(({ response }) => corsName(response?.headers) !== null)
  )
}

/** The name of a header of CORS among these. */
const corsName = (headers: readonly Header[] | undefined) =>
  headers?.find(([name]) => name.startsWith('access-control-'))?.[0] ?? null
