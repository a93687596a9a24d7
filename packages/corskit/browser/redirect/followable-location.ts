import { getHeader } from '../../protocol/header-list.ts'
import { locationUrl } from '../checks/location-url.ts'
import type { FetchContext } from '../state/context.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { NormalizedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'

/**
 * The URL to which a redirect leads, `null` when it leads nowhere, or why it cannot be followed.
 * https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function followableLocation(
  request: FetchRequest,
  answer: NormalizedResponse,
  context: FetchContext,
): URL | NetworkError | null {
  const location = locationUrl(answer, request.currentUrl, context.profile)
  if (location === null) return null
  const isRefusedAsEmpty = context.profile.emptyLocation === 'error' && getHeader(answer.headers, 'location') === ''
  if (typeof location === 'string' || isRefusedAsEmpty) {
    const detail = `Location '${location}' cannot be followed`
    const parameter = String(location)
    return context.fail(RULES.redirect, detail, {
      code: 'InvalidRedirectLocation',
      phase: 'redirect',
      parameter,
      answer,
    })
  }
  if (location.protocol === 'http:' || location.protocol === 'https:') return location
  const parameter = location.protocol.slice(0, -1)
  const detail = `${location.href} is neither http nor https`
  return context.fail(RULES.redirect, detail, {
    code: 'RedirectUnsupportedScheme',
    phase: 'redirect',
    parameter,
    answer,
  })
}
