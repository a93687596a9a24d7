/**
 * A 304 confirms an answer that the browser has stored. The page gets that answer, with the headers of the 304 in the
 * place of its own. https://www.rfc-editor.org/rfc/rfc9111#section-3.2
 */
import { getHeader, type Header } from 'corskit/protocol'
import { listItems } from '../../words/list-items.ts'
import { isPreflight, type RecordedExchange } from './exchange.ts'

/**
 * The exchanges, with each 304 as the page saw it. One that says nothing itself, and whose stored answer was not
 * recorded, is left out; if it failed, it stays as an exchange without an answer.
 */
export function withStoredAnswers(exchanges: readonly RecordedExchange[]): readonly RecordedExchange[] {
  if (!exchanges.some(({ status }) => status === 304)) return exchanges
  const stored = new Map<string, RecordedExchange>()
  const byScript = new Set(exchanges.filter(asksWithCondition).map(({ url }) => url))
  return exchanges.flatMap((exchange): RecordedExchange[] => {
    const { error, corsError, responseHeaders, status, url } = exchange
    if (isPreflight(exchange) || (status === 304 && byScript.has(url))) return [exchange]
    if (status >= 200 && status < 300) stored.set(url, exchange)
    if (status !== 304) return [exchange]
    const known = stored.get(url)
    if (known !== undefined && confirms(exchange, known)) {
      const headers = merged(known.responseHeaders, responseHeaders)
      stored.set(url, { ...known, responseHeaders: headers })
      return [{ ...exchange, responseHeaders: headers }]
    }
    if (getHeader(responseHeaders, 'access-control-allow-origin') !== null) return [exchange]
    return error === null && corsError === null ? [] : [{ ...exchange, status: 0, responseHeaders: [] }]
  })
}

/** A preflight that names a condition: script has set it, and so it gets the 304 itself. */
const asksWithCondition = (one: RecordedExchange) =>
  isPreflight(one) &&
  listItems(getHeader(one.requestHeaders, 'access-control-request-headers')).some((name) =>
    /^if-(none-match|modified-since)$/i.test(name),
  )

function confirms({ requestHeaders }: RecordedExchange, stored: RecordedExchange): boolean {
  const asked = listItems(getHeader(requestHeaders, 'if-none-match')).map(opaqueTag)
  const tag = getHeader(stored.responseHeaders, 'etag')
  if (tag !== null && asked.length > 0 && !asked.includes(opaqueTag(tag))) return false
  const vary = listItems(getHeader(stored.responseHeaders, 'vary')).map((name) => name.toLowerCase())
  const originOf = (headers: readonly Header[]) => getHeader(headers, 'origin')
  return !vary.includes('origin') || originOf(requestHeaders) === originOf(stored.requestHeaders)
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-comparison-2 */
const opaqueTag = (tag: string) => tag.trim().replace(/^W\//, '')

function merged(stored: readonly Header[], fresh: readonly Header[]): Header[] {
  const names = new Set(fresh.map(([name]) => name))
  return [...stored.filter(([name]) => !names.has(name)), ...fresh]
}
