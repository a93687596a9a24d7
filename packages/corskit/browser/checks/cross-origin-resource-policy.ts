/**
 * `Cross-Origin-Resource-Policy`: keeps a resource out of other origins' no-cors fetches.
 * https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
 */
import { getHeader } from '../../protocol/header-list.ts'
import { isSameOrigin, type Origin } from '../../protocol/origin.ts'
import { isSchemelesslySameSite, registrableDomain } from '../../protocol/site.ts'
import type { FetchContext } from '../state/context.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import { addressSpaceOf } from '../words/address-space.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import type { NormalizedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'

/**
 * *Cross-origin resource policy check*, for a page without an embedder policy of its own.
 * https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check
 */
export function resourcePolicyCheck(
  request: FetchRequest,
  answer: NormalizedResponse,
  context: FetchContext,
): NetworkError | null {
  // Compared byte for byte: two header lines or another spelling are not a policy.
  const policy = getHeader(answer.headers, 'cross-origin-resource-policy')
  if (policy !== 'same-origin' && policy !== 'same-site') return null
  const allowed =
    policy === 'same-origin'
      ? isSameOrigin(request.origin, request.currentOrigin)
      : isSameSite(request, context.profile)
  if (allowed) {
    context.pass(RULES.resourcePolicy, `the resource is for ${policy} pages, and this is one`)
    return null
  }
  return context.fail(RULES.resourcePolicy, `the resource is for ${policy} pages only`, {
    code: policy === 'same-origin' ? 'CorpNotSameOrigin' : 'CorpNotSameSite',
    phase: 'actual',
    parameter: policy,
    answer,
  })
}

/** Schemelessly same site, but an http page does not reach what came over https. */
function isSameSite({ origin, currentOrigin }: FetchRequest, { resourcePolicyByDomain }: EngineProfile): boolean {
  if (resourcePolicyByDomain ? !haveOneDomain(origin, currentOrigin) : !isSchemelesslySameSite(origin, currentOrigin)) {
    return false
  }
  return isHttps(origin) || !isHttps(currentOrigin)
}

const isHttps = ({ serialized }: Origin) => serialized.startsWith('https:')

function haveOneDomain(page: Origin, target: Origin): boolean {
  const [ofPage, ofTarget] = [domainOf(page), domainOf(target)]
  return ofPage !== null && ofPage === ofTarget
}

/** Empty where there is none, and `null` for an address. */
function domainOf(origin: Origin): string | null {
  if (origin.opaque) return ''
  return addressSpaceOf(origin.host) === null ? (registrableDomain(origin.host) ?? '') : null
}
