/** Where a redirect leads. */
import { getHeader, getHeaderLines } from '../protocol/header-list.ts'
import type { Answer, FetchContext, NetworkError } from './context.ts'
import type { EngineProfile } from './engine-profile.ts'
import type { FetchRequest } from './fetch-request.ts'
import { refuseRedirect } from './refuse-redirect.ts'

/**
 * *Location URL*: `null` where there is no `Location`, the text itself where it cannot be parsed.
 * https://fetch.spec.whatwg.org/#concept-response-location-url
 */
export function locationUrl(answer: Answer, base: URL, profile: EngineProfile): URL | string | null {
  const lines = getHeaderLines(answer.headers, 'location')
  let [location] = lines
  if (location === undefined) return null
  if (lines.length > 1) {
    const joined = lines.join(', ')
    if (profile.severalLocations === 'joined') location = joined
    else if (profile.severalLocations === 'failure' || haveDiffering(lines)) return joined
  }
  let url: URL
  try {
    url = new URL(percentEncodeBytes(location), base)
  } catch {
    return location
  }
  if (url.hash === '' && !url.href.endsWith('#')) url.hash = base.hash
  return url
}

/** Where a redirect leads, `null` where it leads nowhere, or why it cannot be followed. https://fetch.spec.whatwg.org/#http-redirect-fetch */
export function followableLocation(
  request: FetchRequest,
  answer: Answer,
  context: FetchContext,
): URL | NetworkError | null {
  const location = locationUrl(answer, request.currentUrl, context.profile)
  if (location === null) return null
  const isRefusedAsEmpty = context.profile.emptyLocation === 'error' && getHeader(answer.headers, 'location') === ''
  if (typeof location === 'string' || isRefusedAsEmpty) {
    const detail = `Location '${location}' cannot be followed`
    return refuseRedirect(request, answer, context, {
      code: 'InvalidRedirectLocation',
      parameter: String(location),
      detail,
    })
  }
  if (location.protocol === 'http:' || location.protocol === 'https:') return location
  const parameter = location.protocol.slice(0, -1)
  const detail = `${location.href} is neither http nor https`
  return refuseRedirect(request, answer, context, { code: 'RedirectUnsupportedScheme', parameter, detail })
}

export const haveDiffering = (lines: readonly string[]): boolean => lines.some((line) => line !== lines[0])

/**
 * Header values are bytes. Percent-encoding those outside ASCII keeps each as it is; decoded first, bytes that are no UTF-8 would become U+FFFD.
 * https://github.com/whatwg/fetch/issues/883
 */
function percentEncodeBytes(value: string): string {
  return value.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
}
