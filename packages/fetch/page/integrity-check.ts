/**
 * The end of *main fetch* where a call has `integrity`: the body is read before script sees anything of it.
 * https://fetch.spec.whatwg.org/#main-fetch
 */
import type { Outcome } from 'corskit/browser'
import type { FetchedResponse } from '../web/fetched-response.ts'
import { matchesIntegrity } from './integrity-metadata.ts'

const SPEC = 'https://fetch.spec.whatwg.org/#main-fetch'

/** What was found: the bytes that script gets, or the outcome that refuses them. */
export type IntegrityCheck = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly refused: Outcome }

export async function checkIntegrity(
  integrity: string,
  outcome: Outcome,
  response: FetchedResponse,
): Promise<IntegrityCheck> {
  if (response.type.startsWith('opaque')) return refuse(outcome, integrity, 'an opaque answer has no integrity')
  if (response.body === null) return refuse(outcome, integrity, 'an answer without a body has no integrity')
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = await response.bytes()
  } catch (error) {
    return refuse(outcome, integrity, `the body could not be read: ${String(error)}`)
  }
  return matchesIntegrity(bytes, integrity) ? { bytes } : refuse(outcome, integrity, `the body is not ${integrity}`)
}

function refuse(outcome: Outcome, parameter: string, detail: string): IntegrityCheck {
  const url = outcome.response?.url || (outcome.exchanges.at(-1)?.request.url ?? '')
  const refused: Outcome = {
    verdict: 'blocked',
    // The standard's own word: the model does not have a code for it.
    reason: { code: 'NetworkError', phase: 'actual', parameter, url, spec: SPEC },
    exchanges: outcome.exchanges,
    steps: [...outcome.steps, { rule: 'integrity', spec: SPEC, passed: false, detail }],
    response: null,
    messages: outcome.messages,
  }
  return { refused }
}
