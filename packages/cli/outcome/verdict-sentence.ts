/** Why, in one or two plain sentences. */
import type { Outcome, Reason } from 'corskit/browser'
import { getHeader } from 'corskit/protocol'
import { reasonSentence } from './reason-sentence.ts'

/** @param page the page's origin */
export function verdictSentence(outcome: Outcome, page: string): string {
  const { verdict, reason, response } = outcome
  if (reason !== null) return whyRefused(outcome, reason, page)
  if (verdict === 'opaque')
    return 'The request goes out and the page learns nothing of the answer: no status, no headers, no body.'
  if (response?.type === 'basic')
    return `A page at ${page} reads the answer: it is of the same origin, so nobody is asked.`
  return `A page at ${page} may read the answer.`
}

function whyRefused({ exchanges }: Outcome, reason: Reason, page: string): string {
  const last = exchanges.at(-1)
  const origin = getHeader(last?.request.headers ?? [], 'origin') ?? page
  const facts = {
    parameter: reason.parameter,
    origin,
    status: last?.response?.status ?? null,
    headers: last?.response?.headers ?? [],
  }
  const sentence = reasonSentence(reason.code, facts)
  // Servers that compare with the page's own origin fail here, and their owners see the right origin on both sides of
  // the message.
  const isTainted = origin === 'null' && page !== 'null' && /AllowOriginMismatch$/.test(reason.code)
  return isTainted ? `${sentence} The redirect to another origin turned ${page} into null.` : sentence
}
