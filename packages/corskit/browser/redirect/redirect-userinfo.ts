/**
 * A user name in `Location` is refused across origins, so that a redirect cannot log the user in.
 * https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
import { isSameOrigin, type Origin, originOfUrl } from '../../protocol/origin.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, withoutFragment } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import type { NormalizedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'

/** The function that refuses the redirect, to be called at its time, or `null`. */
export function refuseUserinfo(
  request: FetchRequest,
  location: URL,
  answer: NormalizedResponse,
  context: FetchContext,
): (() => NetworkError) | null {
  if (location.username === '' && location.password === '') return null
  if (!refuses(request, isSameOrigin(request.origin, originOfUrl(location)), context.profile)) return null
  const url = withoutFragment(request.currentUrl)
  return () =>
    context.fail(RULES.redirect, 'Location has a user name or password', {
      code: 'RedirectContainsCredentials',
      phase: 'redirect',
      url,
      answer,
    })
}

function refuses({ credentials, mode, tainting }: FetchRequest, toOwnOrigin: boolean, profile: EngineProfile): boolean {
  if (tainting === 'cors' || (mode === 'cors' && !toOwnOrigin)) return true
  if (toOwnOrigin && profile.ownOriginRefusesUserinfo) return true
  if (mode !== 'no-cors' || profile.noCorsRefusesUserinfo === 'never') return false
  if (profile.noCorsRefusesUserinfo === 'to-other-origin') return !toOwnOrigin
  return tainting === 'opaque' || credentials !== 'same-origin'
}

/** Whether a preflight for the redirect's URL comes first. */
export function isRefusedLate(request: FetchRequest, locationOrigin: Origin, { profile }: FetchContext): boolean {
  return (
    profile.ownOriginUserinfoRefusedLate &&
    request.mode === 'cors' &&
    request.tainting === 'basic' &&
    !isSameOrigin(request.origin, locationOrigin)
  )
}
