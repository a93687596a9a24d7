/**
 * The end of *main fetch* where a call has `integrity`: the body is read before script sees anything of it. The model
 * has refused what has no body.
 * https://fetch.spec.whatwg.org/#main-fetch
 */
import { createHash } from 'node:crypto'
import { integrityNeed, isSameDigest, type Outcome } from 'corskit/browser'
import type { FetchedResponse } from '../web/fetched-response.ts'

const SPEC = 'https://fetch.spec.whatwg.org/#main-fetch'

/** What was found: the bytes that script gets, or the outcome that refuses them. */
export type IntegrityCheck = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly refused: Outcome }

export async function checkIntegrity(
  integrity: string,
  outcome: Outcome,
  response: FetchedResponse,
): Promise<IntegrityCheck> {
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = await response.bytes()
  } catch (error) {
    return refuse(outcome, integrity, `the body could not be read: ${String(error)}`)
  }
  return hasIntegrity(bytes, integrity) ? { bytes } : refuse(outcome, integrity, `the body is not ${integrity}`)
}

function hasIntegrity(bytes: Uint8Array, integrity: string): boolean {
  const need = integrityNeed(integrity)
  if (need === null) return true
  const actual = createHash(need.algorithm).update(bytes).digest('base64')
  return need.digests.some((digest) => isSameDigest(digest, actual))
}

function refuse(outcome: Outcome, parameter: string, detail: string): IntegrityCheck {
  const url = outcome.response?.url || (outcome.exchanges.at(-1)?.request.url ?? '')
  const refused: Outcome = {
    verdict: 'blocked',
    reason: { code: 'IntegrityCheckFailed', phase: 'actual', parameter, url, spec: SPEC },
    exchanges: outcome.exchanges,
    steps: [
      ...outcome.steps.filter(({ rule }) => rule !== 'integrity'),
      { rule: 'integrity', spec: SPEC, passed: false, detail },
    ],
    response: null,
    messages: outcome.messages,
  }
  return { refused }
}
