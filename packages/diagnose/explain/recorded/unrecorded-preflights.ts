/**
 * Preflights that are not in a recording. The browser remembered them, or it does not record them. The request behind
 * such a preflight was sent, so it was allowed; what its answer had is not known, and must not be told.
 */
import type { ExchangeRequest, ExchangeResponse, Outcome } from 'corskit/browser'
import { getHeader } from 'corskit/protocol'

/** What the model needs to go on. */
export const allowingAnswer = ({ headers }: ExchangeRequest): ExchangeResponse => ({
  status: 204,
  headers: [
    ['access-control-allow-origin', getHeader(headers, 'origin') ?? '*'],
    ['access-control-allow-credentials', 'true'],
    ['access-control-allow-methods', getHeader(headers, 'access-control-request-method') ?? ''],
    ['access-control-allow-headers', getHeader(headers, 'access-control-request-headers') ?? ''],
  ],
})

/** @param isRecorded whether each preflight is in the recording, in their order */
export function withoutUnrecorded(outcome: Outcome, isRecorded: readonly boolean[]): Outcome {
  if (isRecorded.every((one) => one)) return outcome
  let place = 0
  const exchanges = outcome.exchanges.filter(({ kind }) => kind !== 'preflight' || isRecorded[place++])
  let started = -1
  const steps = outcome.steps.flatMap((step) => {
    const isFirst = step.detail.startsWith("the preflight's answer")
    if (isFirst) started++
    if (isRecorded[started] !== false || !(isFirst || OF_PREFLIGHT.has(step.rule))) return [step]
    return isFirst ? [REMEMBERED] : []
  })
  return { ...outcome, exchanges, steps }
}

const OF_PREFLIGHT: ReadonlySet<string> = new Set([
  'Access-Control-Allow-Headers',
  'Access-Control-Allow-Methods',
  'CORS-preflight status',
])

const REMEMBERED: Outcome['steps'][number] = {
  rule: 'CORS-preflight cache',
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-cache',
  passed: true,
  detail: 'an earlier preflight covers this request, or it was not recorded',
}
