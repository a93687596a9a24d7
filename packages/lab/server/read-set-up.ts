/** Reads what the workbench posts to have a server set up. */
import type { HeaderPair, RawAnswer, ServerCard } from '../set-up/server-card.ts'
import { isHeaderPair, parsedRecord } from './lab-request.ts'

export interface SetUpRequest {
  /** The page's origin, as on the stage. */
  readonly page: string
  readonly url: string
  readonly card: Exclude<ServerCard, { by: 'url' }>
}

/** `null` when it is not a set-up. */
export function parseSetUp(json: string): SetUpRequest | null {
  const { page, url, card } = parsedRecord(json) ?? {}
  if (typeof page !== 'string' || typeof url !== 'string' || !/^https?:/.test(url) || !URL.canParse(url)) return null
  if (typeof card !== 'object' || card === null) return null
  const { by, policy, answer, preflight, actual, redirected } = card as Record<string, unknown>
  if (by === 'policy' && typeof policy === 'string' && isAnswer(answer))
    return { page, url, card: { by, policy, answer } }
  if (by === 'raw' && isAnswer(preflight) && isAnswer(actual) && (redirected === null || isAnswer(redirected)))
    return { page, url, card: { by, preflight, actual, redirected } }
  return null
}

/** Only what Node can send: a status of the standard's range, names and values without control characters. */
function isAnswer(value: unknown): value is RawAnswer {
  if (typeof value !== 'object' || value === null) return false
  const { status, headers } = value as Record<string, unknown>
  return (
    Number.isInteger(status) &&
    Number(status) >= 200 &&
    Number(status) <= 599 &&
    Array.isArray(headers) &&
    headers.every(isSendable)
  )
}

/** Headers about the connection or the length are left to the server. */
const OWN = /^(?:connection|content-length|transfer-encoding|keep-alive|upgrade|trailer|date)$/i

function isSendable(value: unknown): value is HeaderPair {
  if (!isHeaderPair(value)) return false
  const [name, text] = value
  return /^[!#$%&'*+\-.^_`|~\w]+$/.test(name) && !OWN.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(text)
}
