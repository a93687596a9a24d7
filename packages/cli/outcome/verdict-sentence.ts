/** Why, in one or two plain sentences. */
import type { ElementInitiator, Initiator, Outcome, Reason } from 'corskit/browser'
import { getHeader } from 'corskit/protocol'
import { reasonSentence } from './reason-sentence.ts'

/**
 * @param page the page's origin
 * @param initiator what makes the request
 */
export function verdictSentence(outcome: Outcome, page: string, initiator: Initiator = 'fetch'): string {
  const { verdict, reason, response } = outcome
  if (reason !== null) return whyRefused(outcome, reason, page)
  if (verdict === 'opaque' && initiator !== 'fetch' && initiator !== 'xmlhttprequest')
    return whatIsUnread(initiator, page)
  if (verdict === 'opaque')
    return 'The request goes out and the page learns nothing of the answer: no status, no headers, no body.'
  if (response?.type === 'basic')
    return `A page at ${page} reads the answer: it is of the same origin, so nobody is asked.`
  return `A page at ${page} may read the answer.`
}

/** What a page cannot do with what it may use. */
const UNREAD: Readonly<Partial<Record<ElementInitiator, string>>> = {
  img: 'a canvas with this image cannot be read',
  script: 'of an error in this script it learns only that there was one',
  stylesheet: 'it cannot read the rules of this stylesheet',
  audio: 'it cannot read the sound',
  video: 'a canvas with this video cannot be read',
}

function whatIsUnread(initiator: ElementInitiator, page: string): string {
  if (initiator === 'font') return 'WebKit uses the fonts of every origin and asks nobody; Chromium and Firefox do ask.'
  const unread = UNREAD[initiator]
  const used = `A page at ${page} uses what comes, and may not read it`
  if (unread === undefined) return `${used}.`
  return `${used}: ${unread}. With the attribute crossorigin (--mode cors) it may, if the answer allows ${page}.`
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
