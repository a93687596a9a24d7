/** What a pasted console line says, and whether the server's answers now agree with it. */
import type { Outcome } from 'corskit/browser'
import type { LabCause, LabRequest } from '../../../lab.ts'

export interface SaidExplained {
  readonly causes: readonly LabCause[]
  readonly missing: readonly string[]
  /** The reason's code; empty when the line is not about CORS. */
  readonly code: string
  /** Every reason that prints this line. */
  readonly codes: readonly string[]
  /** The line is about a preflight and does not show the request: what pages usually send. */
  readonly likely: readonly { readonly method: string; readonly headers: LabRequest['headers'] }[]
  /** The line is about a preflight, but the request of the workbench needs none: the line is about another request. */
  readonly isOther: boolean
}

export async function explainSaid(
  said: string,
  request: LabRequest,
  stack: string | undefined,
): Promise<SaidExplained | null> {
  const { causesOf, explain, LIKELY_PREFLIGHTED, leavesRequestUnsaid, readInput } = await import('@corskit/diagnose')
  const read = readInput(said)
  if ('why' in read) return null
  const place = Math.max(
    0,
    read.failures.findIndex(({ evidence }) => evidence.request.url === request.url),
  )
  const options = stack === undefined ? {} : { stack }
  const failure = explain(read, options).failures[place]
  const evidence = read.failures[place]?.evidence
  if (failure === undefined || evidence === undefined) return null
  const { method, url, origin, headers, credentials } = request
  const asked = { method, url, origin, headers, credentials: credentials as 'include' }
  const isOther = leavesRequestUnsaid({ ...evidence, request: asked })
  return {
    // The visitor said what is sent: the fix is for that.
    causes: isOther ? failure.causes : causesOf({ ...evidence, request: asked }, [], options),
    missing: failure.missing,
    code: failure.message?.code ?? '',
    codes: failure.message?.codes ?? [],
    likely: leavesRequestUnsaid(evidence) ? LIKELY_PREFLIGHTED : [],
    isOther,
  }
}

export type Agreement = 'same' | 'other' | 'unknown'

/**
 * Whether the server's answer now makes the browser print this line. A line does not show the whole request, and
 * servers change, so `other` proves neither wrong.
 */
export function besideSaid({ codes }: SaidExplained, { verdict, reason }: Outcome): Agreement {
  if (codes.length === 0) return verdict === 'unreachable' ? 'unknown' : 'other'
  return reason !== null && codes.includes(reason.code) ? 'same' : 'other'
}

/**
 * The line's own causes first. A cause that was found for another request may also be this one's, but is not certain.
 */
export function causesBeside(said: SaidExplained, found: readonly LabCause[], beside: Agreement): readonly LabCause[] {
  if (beside !== 'other') return found.length > 0 ? found : said.causes
  const known = new Set(said.causes.map(({ id }) => id))
  const others = found.filter(({ id }) => !known.has(id))
  return [...said.causes, ...others.map((cause) => ({ ...cause, confidence: 'possible' as const }))]
}

const CALL = /\bcorskit check URL( -X METHOD)?/

/** The command to be sure by, for this very request. @param isUnsaid the method is not known */
export function withCall(
  causes: readonly LabCause[],
  { method, url }: LabRequest,
  isUnsaid: boolean,
): readonly LabCause[] {
  const whole = isUnsaid ? ' -X METHOD' : method === 'GET' ? '' : ` -X ${method}`
  const call = (_: string, asksMethod?: string) =>
    `corskit check '${url.replaceAll("'", '%27')}'${asksMethod === undefined && isUnsaid ? '' : whole}`
  return causes.map((cause) =>
    cause.confirm === null ? cause : { ...cause, confirm: cause.confirm.replace(CALL, call) },
  )
}
