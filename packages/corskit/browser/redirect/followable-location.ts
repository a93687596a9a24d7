import { getHeader } from '../../protocol/header-list.ts'
import { locationUrl } from '../checks/location-url.ts'
import type { FetchContext, NetworkError } from '../state/context.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { Answer } from '../words/exchange.ts'
import { refuseRedirect } from './refuse-redirect.ts'

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
