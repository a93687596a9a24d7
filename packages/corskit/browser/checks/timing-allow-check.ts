/** *TAO check*: may the page see how long the fetch took? https://fetch.spec.whatwg.org/#concept-tao-check */
import { decodeAndSplit, getHeader } from '../../protocol/header-list.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, serializeRequestOrigin } from '../state/fetch-request.ts'
import type { NormalizedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'

/**
 * A failure blocks nothing, and stays for the rest of the chain. It becomes a step only when the server sends
 * `Timing-Allow-Origin`.
 */
export function timingAllowCheck(request: FetchRequest, answer: NormalizedResponse, context: FetchContext): void {
  const value = getHeader(answer.headers, 'timing-allow-origin')
  const passed = !request.timingAllowFailed && isTimingAllowed(request, value)
  request.timingAllowFailed = !passed
  if (value === null) return
  const { name: rule, spec } = RULES.timingAllowCheck
  const detail = passed ? 'the page sees the timing' : `'${value}' does not name this origin: timing stays hidden`
  context.steps.push({ rule, spec, passed, detail })
}

function isTimingAllowed(request: FetchRequest, value: string | null): boolean {
  if (value !== null) {
    const values = decodeAndSplit(value)
    if (values.includes('*') || values.includes(serializeRequestOrigin(request))) return true
  }
  return request.tainting === 'basic'
}
