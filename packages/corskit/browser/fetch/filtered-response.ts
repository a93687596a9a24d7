/**
 * *Filtered responses*: the part of an answer that script sees.
 * https://fetch.spec.whatwg.org/#concept-filtered-response
 */
import { asciiLowerCase, getHeader, type Header } from '../../protocol/header-list.ts'
import { isCorsSafelistedResponseHeaderName, isForbiddenResponseHeaderName } from '../../protocol/header-name.ts'
import { isListFailure, parseTokenList } from '../../protocol/list-value.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, isCredentialed, withoutFragment } from '../state/fetch-request.ts'
import type { FetchedResponse } from '../words/exchange.ts'
import type { VisibleResponse } from '../words/outcome.ts'
import { RULES } from '../words/rules.ts'

export function filterResponse(
  request: FetchRequest,
  response: FetchedResponse,
  context: FetchContext,
): VisibleResponse {
  const url = withoutFragment(request.currentUrl)
  if (response.kind === 'opaqueredirect') return { type: 'opaqueredirect', status: 0, url, headers: [] }
  switch (request.tainting) {
    case 'basic':
      context.pass(RULES.filteredResponse, 'basic: everything but Set-Cookie')
      return { type: 'basic', status: response.status, url, headers: basicHeaders(response.headers) }
    case 'opaque':
      context.pass(RULES.filteredResponse, 'opaque: script learns nothing')
      return { type: 'opaque', status: 0, url: '', headers: [] }
    case 'cors':
      return { type: 'cors', status: response.status, url, headers: corsHeaders(request, response, context) }
  }
}

/** https://fetch.spec.whatwg.org/#concept-filtered-response-basic */
function basicHeaders(headers: readonly Header[]): readonly Header[] {
  return headers.filter(([name]) => !isForbiddenResponseHeaderName(name))
}

/** https://fetch.spec.whatwg.org/#concept-filtered-response-cors */
function corsHeaders(request: FetchRequest, response: FetchedResponse, context: FetchContext): readonly Header[] {
  const value = getHeader(response.headers, 'access-control-expose-headers')
  const exposed = exposedNames(value, isCredentialed(request))
  const note = value === null ? '' : ` and what '${value}' exposes`
  context.pass(RULES.filteredResponse, `cors: the safelisted headers${note}`)
  return response.headers.filter(
    ([name]) =>
      isCorsSafelistedResponseHeaderName(name) ||
      (!isForbiddenResponseHeaderName(name) && (exposed === 'all' || exposed.has(name))),
  )
}

/**
 * `Access-Control-Expose-Headers`: a list. One bad element makes the whole list void. `*` means every header, but not
 * with credentials.
 * https://fetch.spec.whatwg.org/#concept-response-cors-exposed-header-name-list
 */
function exposedNames(value: string | null, credentialed: boolean): ReadonlySet<string> | 'all' {
  if (value === null) return NONE
  const list = parseTokenList(value)
  if (isListFailure(list)) return NONE
  if (!credentialed && list.includes('*')) return 'all'
  return new Set(list.map(asciiLowerCase))
}

const NONE: ReadonlySet<string> = new Set()
