/**
 * What a redirect changes in the request itself: method, body, headers.
 * https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
import { isRequestBodyHeaderName } from '../../protocol/header-name.ts'
import { isSameOrigin, type Origin } from '../../protocol/origin.ts'
import type { FetchContext } from '../state/context.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import { RULES } from '../words/rules.ts'

export function applyRedirect(
  request: FetchRequest,
  status: number,
  locationOrigin: Origin,
  context: FetchContext,
): void {
  const { profile } = context
  const { method } = request
  const sameOrigin = isSameOrigin(request.currentOrigin, locationOrigin)
  const staysOwn = request.tainting === 'basic' && isSameOrigin(request.origin, locationOrigin)
  const leavesOwn = request.tainting === 'basic' && !staysOwn
  const rule = profile.redirectHeaders[request.mode === 'no-cors' || staysOwn ? 'basic' : 'cors']
  const ownRule = profile.crossOriginDeleteBecomesGet && method === 'DELETE' && !sameOrigin
  const methodChanges = becomesGet(method, status)
  if (methodChanges || ownRule) {
    request.method = 'GET'
    request.memory.originStays = true
    request.body = null
    context.pass(RULES.redirect, `status ${status} turns ${method} into GET without a body`)
  }
  if (!sameOrigin) request.memory.originStays = false
  // The standard removes headers from the current ones. Some engines remove them from those of the first request, so
  // some come back.
  const before = request.headers
  const had = (wanted: string) => before.some(([name]) => name === wanted)
  const typeReturns = rule === 'type-returns-with-307-and-308' && (status === 307 || status === 308)
  let from = rule === 'carried' || rule === 'type-returns-with-307-and-308' ? before : request.memory.firstHeaders
  if (typeReturns) from = request.memory.firstHeaders.filter(([name]) => name === 'content-type' || had(name))
  const bodyGoes = rule === 'rebuilt-by-first-method' ? becomesGet(request.memory.firstMethod, status) : methodChanges
  const keepsLost = rule === 'rebuilt-by-current-method'
  const hopDrops = isSameOrigin(request.origin, locationOrigin) ? NOTHING : profile.droppedOnRedirect
  request.headers = from.filter(([name]) => {
    if (bodyGoes && isRequestBodyHeaderName(name)) return false
    if (name === 'authorization' && (!sameOrigin || (keepsLost && !had('authorization')))) return false
    return !hopDrops.has(name)
  })
  if (rule === 'type-returns-with-307-and-308' && leavesOwn && request.credentials === 'same-origin') {
    request.memory.firstHeaders = request.headers
  }
  request.memory.lostInThisRedirect = (name) =>
    (methodChanges && isRequestBodyHeaderName(name)) || (name === 'authorization' && !sameOrigin)
  noteDropped(from, request, context)
}

const NOTHING: ReadonlySet<string> = new Set()

/**
 * 301 and 302 turn POST into GET; 303 turns every method but HEAD into GET. The body is dropped, with the headers that
 * describe it.
 */
function becomesGet(method: string, status: number): boolean {
  if (status === 301 || status === 302) return method === 'POST'
  return status === 303 && method !== 'GET' && method !== 'HEAD'
}

function noteDropped(before: FetchRequest['headers'], request: FetchRequest, context: FetchContext): void {
  if (before.length === request.headers.length) return
  const dropped = before.filter((header) => !request.headers.includes(header)).map(([name]) => name)
  context.pass(RULES.redirect, `${dropped.join(', ')} not sent on`)
}
