/**
 * The end of *main fetch* where a request has integrity metadata. The model has no bodies: it knows the answers that
 * have none, and what their hashes would be.
 * https://fetch.spec.whatwg.org/#main-fetch, step 22
 */
import type { FetchContext } from '../state/context.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { FetchedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'

/** From the weakest to the strongest, each with the hash of nothing. https://www.w3.org/TR/SRI/#hash-functions */
export const INTEGRITY_ALGORITHMS = {
  sha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  sha384: 'OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb',
  sha512: 'z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
} as const

export type IntegrityAlgorithm = keyof typeof INTEGRITY_ALGORITHMS

/** What a body must have: one of the digests. */
export interface IntegrityNeed {
  readonly algorithm: IntegrityAlgorithm
  readonly digests: readonly string[]
}

/** No body is refused for its status in these. https://fetch.spec.whatwg.org/#null-body-status */
const NULL_BODY_STATUS: ReadonlySet<number> = new Set([204, 205, 304])

/** `null` where nothing is refused. */
export function refuseByIntegrity(
  request: FetchRequest,
  response: FetchedResponse,
  context: FetchContext,
): NetworkError | null {
  const { integrity, method, tainting } = request
  const { profile } = context
  if (integrity === '' || (profile.blankIntegrityIsNone && integrity.trim() === '')) return null
  const isOpaqueRedirect = response.kind === 'opaqueredirect'
  const refuse = (detail: string) => {
    const { status, headers } = response
    const answer = { status, headers }
    const failure = { code: 'IntegrityCheckFailed', phase: 'actual', parameter: integrity, answer } as const
    return context.fail(RULES.integrity, detail, failure)
  }
  if (isOpaqueRedirect && profile.integrityRefusesOpaqueRedirects)
    return refuse('a redirect that is not followed has no integrity')
  if (tainting === 'opaque') return refuse('an opaque answer has no integrity')
  const hasBody = !isOpaqueRedirect && method !== 'HEAD' && !NULL_BODY_STATUS.has(response.status)
  if (hasBody) {
    context.pass(RULES.integrity, `the body must be ${integrity}; the model has no bodies`)
    return null
  }
  if (!isOpaqueRedirect && profile.integrityRefusesNoBody) return refuse('an answer without a body has no integrity')
  const need = integrityNeed(integrity)
  if (need !== null && !need.digests.some((digest) => isSameDigest(digest, INTEGRITY_ALGORITHMS[need.algorithm]))) {
    return refuse(`an answer without a body is not ${integrity}`)
  }
  context.pass(RULES.integrity, 'an answer without a body counts as empty')
  return null
}

/**
 * Only the hashes of the strongest algorithm count; what nobody knows is not metadata. `null`: any body is right.
 * https://www.w3.org/TR/SRI/#does-response-match-metadatalist
 */
export function integrityNeed(integrity: string): IntegrityNeed | null {
  const known = Object.keys(INTEGRITY_ALGORITHMS) as IntegrityAlgorithm[]
  let strongest = -1
  let digests: string[] = []
  for (const token of integrity.split(/[\t\n\f\r ]+/)) {
    // What follows a question mark are options, of which there are none yet.
    const [expression = ''] = token.split('?')
    const dash = expression.indexOf('-')
    const strength = dash < 0 ? -1 : known.indexOf(expression.slice(0, dash).toLowerCase() as IntegrityAlgorithm)
    if (strength < strongest) continue
    // What is not known is forgotten as soon as one is.
    if (strength > strongest) digests = []
    strongest = strength
    digests.push(expression.slice(dash + 1))
  }
  const algorithm = known[strongest]
  return algorithm === undefined ? null : { algorithm, digests }
}

/** Browsers take base64url too, and either without its padding. */
export function isSameDigest(written: string, actual: string): boolean {
  const digest = written.replaceAll('-', '+').replaceAll('_', '/')
  return digest === actual || digest === actual.split('=')[0]
}
