/**
 * The exchanges as a sequence: who sent what to whom, with the header that decided marked, and what reached the page in
 * the end.
 */
import { decidingHeader } from '@corskit/diagnose'
import type { Exchange, Outcome } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import { clean } from '../command-line/clean.ts'
import type { Style } from '../command-line/style.ts'

export function sequenceLines(outcome: Outcome, style: Style): string[] {
  const { exchanges } = outcome
  if (exchanges.length === 0) return []
  const width = Math.max(...exchanges.map(({ request }) => hostOf(request.url).length))
  const lines: string[] = []
  exchanges.forEach((exchange, i) => {
    const isFolded = exchanges.length > MAX_EXCHANGES && i >= SHOWN_FIRST && i < exchanges.length - 1
    if (!isFolded) lines.push(...exchangeLines(exchange, i === exchanges.length - 1 ? outcome : null, width, style))
    else if (i === SHOWN_FIRST)
      lines.push(style.faint(`   … ${exchanges.length - SHOWN_FIRST - 1} exchanges more; --json shows them`))
  })
  return [...lines, lastLine(outcome, width, style)]
}

/** Of more exchanges than these, a loop of redirects, the first ones and the last are shown. */
const MAX_EXCHANGES = 6
const SHOWN_FIRST = 3

/** Of an answer that nobody would read to its end. */
const MAX_HEADERS = 40

function exchangeLines(exchange: Exchange, last: Outcome | null, width: number, style: Style): string[] {
  const { kind, request, response } = exchange
  const server = clean(hostOf(request.url)).padEnd(width)
  const what = kind === 'preflight' ? style.faint('  (preflight)') : ''
  const sent = `browser ──▶ ${server}  ${style.strong(request.method)} ${clean(request.url)}${what}`
  const asked = headerLines(request.headers, null, style)
  const arrow = kind === 'preflight' ? '╌╌' : '──'
  if (response === null) return [sent, ...asked, `browser  ✗  ${server}  ${style.bad('no answer')}`]
  const decides = last === null || last.reason === null ? null : decidingHeader(last.reason.code)
  const answered = headerLines(response.headers, decides, style)
  const isThere = decides === null || response.headers.some(([name]) => name === decides)
  const missing = isThere || !decides?.startsWith('access-control-') ? [] : [marked(`${decides}: (not there)`, style)]
  return [
    sent,
    ...asked,
    `browser ◀${arrow} ${server}  ${style.strong(String(response.status))}`,
    ...answered,
    ...missing,
  ]
}

/** What CORS is about: not whether something was sent, but whether the page sees the answer. */
function lastLine({ reason, response, verdict }: Outcome, width: number, style: Style): string {
  const page = 'page'.padEnd(width)
  if (verdict === 'allowed') return `browser ──▶ ${page}  ${style.good('reads')} ${response?.status ?? ''}`.trimEnd()
  if (verdict === 'opaque') return `browser ──▶ ${page}  ${style.doubtful('an opaque response')}: no status, no headers`
  const why = reason?.phase === 'preflight' ? 'the request itself was not sent' : 'the answer stays hidden'
  return `browser  ✗  ${page}  ${style.bad('TypeError')}${verdict === 'blocked' ? `: ${why}` : ''}`
}

function headerLines(headers: readonly Header[], decides: string | null, style: Style): string[] {
  const counts = new Map<string, number>()
  for (const [name, value] of headers) {
    if (!matters(name)) continue
    const text = `${clean(name)}: ${clean(value)}`
    const line =
      name === decides ? marked(text, style) : `            ${style.faint(`${clean(name)}:`)} ${clean(value)}`
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  const shown = [...counts]
    .slice(0, MAX_HEADERS)
    .map(([line, count]) => (count === 1 ? line : `${line}  (${count} times)`))
  const more = counts.size - MAX_HEADERS
  return more <= 0 ? shown : [...shown, `            … ${more} lines more; --json shows them`]
}

const marked = (text: string, style: Style) => `          ${style.bad('✗')} ${style.strong(text)}`

/** The headers that a rule of CORS reads or that explain one that does. `--json` has all of them. */
function matters(name: string): boolean {
  return /^(access-control-.*|origin|location|vary|content-type|authorization|cookie|set-cookie|corskit-reason|cross-origin-resource-policy|timing-allow-origin)$/.test(
    name,
  )
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : 'server')
