/**
 * What the network layers of engines refuse in an answer before any rule of the standard sees it. The standard has no
 * such step.
 */
import { getHeaderLines } from '../../protocol/header-list.ts'
import type { FetchContext } from '../state/context.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { ExchangeRequest, NormalizedResponse } from '../words/exchange.ts'
import type { ReasonCode } from '../words/reason-code.ts'
import { RULES } from '../words/rules.ts'
import { haveDiffering, isRedirectStatus, locationUrl } from './location-url.ts'

export function refuseUnread(
  request: FetchRequest,
  kind: ExchangeRequest['kind'],
  answer: NormalizedResponse,
  context: FetchContext,
): NetworkError | null {
  const { refusedUnread } = context.profile
  if (refusedUnread.size === 0) return null
  const lines = getHeaderLines(answer.headers, 'location')
  if (lines.length === 0) return null
  const code =
    refusedUnread.has('differing-lines') && haveDiffering(lines) ? INVALID : refusalOf(request, kind, answer, context)
  if (code === null) return null
  const parameter = lines.join(', ')
  return context.fail(RULES.redirect, `Location '${parameter}' cannot be followed`, {
    code,
    phase: kind === 'preflight' ? 'preflight' : 'redirect',
    parameter,
    answer,
  })
}

const INVALID = 'InvalidRedirectLocation'

function refusalOf(
  request: FetchRequest,
  kind: ExchangeRequest['kind'],
  answer: NormalizedResponse,
  { profile }: FetchContext,
): ReasonCode | null {
  if (!isRedirectStatus(answer.status)) return null
  const { refusedUnread } = profile
  // For a no-cors answer, the resource policy is checked before its `Location`.
  const follows = request.redirect === 'follow' && request.mode !== 'no-cors'
  const location = locationUrl(answer, request.currentUrl, profile)
  if (!(location instanceof URL)) {
    return refusedUnread.has('invalid') || (follows && refusedUnread.has('invalid-followed')) ? INVALID : null
  }
  const isRefused =
    (location.protocol === 'data:' && follows && refusedUnread.has('data-followed')) ||
    (location.protocol === 'ftp:' && kind === 'actual' && refusedUnread.has('ftp'))
  return isRefused ? 'RedirectUnsupportedScheme' : null
}
