/**
 * A console line may be about a preflight although the request in it would not need one. Then the request had another
 * method or other headers, which are not known.
 */
import { simulateFetchSync } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import type { Evidence, EvidenceRequest } from '../words/evidence.ts'

/** A request that needs a preflight. */
export interface LikelyRequest {
  readonly method: string
  readonly headers: readonly Header[]
}

/** Requests that need a preflight, the most frequent first. Each of them may be the request of such a line. */
export const LIKELY_PREFLIGHTED: readonly LikelyRequest[] = [
  { method: 'POST', headers: [['content-type', 'application/json']] },
  { method: 'PUT', headers: [['content-type', 'application/json']] },
  { method: 'PATCH', headers: [['content-type', 'application/json']] },
  { method: 'DELETE', headers: [] },
  { method: 'GET', headers: [['authorization', '']] },
]

/** Whether a console line is about a preflight that the request in it would not need. */
export function leavesRequestUnsaid({ message, outcome, request }: Evidence): boolean {
  const codes = message?.codes ?? []
  if (outcome !== null || codes.length === 0 || !codes.every(isOfPreflight)) return false
  return !needsPreflight(request)
}

/** Preflights of private networks were sent before every request, so they say nothing about its method and headers. */
const isOfPreflight = (code: string) => code.includes('Preflight') && !/PrivateNetwork|External/.test(code)

export function needsPreflight({ url, origin, method, headers, credentials }: EvidenceRequest): boolean {
  if (!URL.canParse(url)) return false
  const input = { url, origin: origin ?? 'https://app.example.com', method, headers: [...headers], credentials }
  const { exchanges } = simulateFetchSync(input, () => ({ networkError: 'only what goes out first is looked at' }))
  return exchanges[0]?.kind === 'preflight'
}
