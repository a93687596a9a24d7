/** The answer of `check` for people: the verdict first, then why, then what went over the wire. */
import type { Engine, Exchange, Outcome } from 'corskit/browser'
import { containsHeader, type Header } from 'corskit/protocol'
import { printable } from '../command-line/usage-error.ts'
import { type Style, styleOf } from './style.ts'
import { verdictSentence } from './verdict-sentence.ts'

export interface ReportInput {
  /** Already redacted. */
  readonly outcome: Outcome
  readonly origin: string
  readonly engine: Engine
  readonly colour: boolean
}

export function reportLines({ outcome, origin, engine, colour }: ReportInput): string[] {
  const style = styleOf(colour)
  const lines = [headline(outcome, style), '', clean(verdictSentence(outcome, origin))]
  if (outcome.verdict === 'allowed') lines.push(...visible(outcome))
  if (outcome.exchanges.length > 0) lines.push('')
  outcome.exchanges.forEach((exchange, i) => {
    lines.push(...exchangeLines(exchange, i + 1, style))
  })
  // When no answer came, no rule of the browser decided anything, and there is no rule to name.
  if (outcome.verdict === 'unreachable') return lines
  return [...lines, ...ruleLines(outcome, style), ...consoleLines(outcome, engine, style)]
}

const VERDICTS = { allowed: 'good', opaque: 'doubtful', blocked: 'bad', unreachable: 'bad' } as const

function headline({ verdict, reason, response }: Outcome, style: Style): string {
  const word = style.strong(style[VERDICTS[verdict]](verdict.toUpperCase()))
  if (verdict === 'unreachable') return `${word}  ${reason?.url ?? ''}`
  if (reason === null) return response === null || response.status === 0 ? word : `${word}  status ${response.status}`
  return `${word}  ${style.strong(reason.code)}`
}

/** What script sees and what stays hidden: `undefined` in code for a header that DevTools shows is a common puzzle. */
function visible({ response, exchanges }: Outcome): string[] {
  const sent = exchanges.at(-1)?.response?.headers ?? []
  const seen = response?.headers ?? []
  const hidden = [...new Set(sent.map(([name]) => name))].filter((name) => isNews(name) && !containsHeader(seen, name))
  const lines = [`Script sees these headers: ${clean(names(seen) || 'none')}.`]
  if (hidden.length > 0)
    lines.push(`Hidden from script, for want of Access-Control-Expose-Headers: ${clean(hidden.sort().join(', '))}.`)
  return lines
}

const names = (headers: readonly Header[]) => [...new Set(headers.map(([name]) => name))].sort().join(', ')

/** Headers that no script looks for. */
function isNews(name: string): boolean {
  return !/^(access-control-|set-cookie|vary$|date$|connection$|keep-alive$|transfer-encoding$|server$|x-powered-by$|timing-allow-origin$)/.test(
    name,
  )
}

function exchangeLines({ kind, request, response }: Exchange, number: number, style: Style): string[] {
  const what = kind === 'preflight' ? style.faint('  (preflight)') : ''
  const status = response === null ? 'no answer' : String(response.status)
  return [
    `${number}  ${style.strong(request.method)} ${clean(request.url)}  →  ${style.strong(status)}${what}`,
    ...headerLines('>', request.headers, style),
    ...headerLines('<', response?.headers ?? [], style),
  ]
}

function headerLines(arrow: string, headers: readonly Header[], style: Style): string[] {
  return headers
    .filter(([name]) => matters(name))
    .map(([name, value]) => `     ${style.faint(`${arrow} ${clean(name)}:`)} ${clean(value)}`)
}

/** The headers that a rule of CORS reads or that explain one that does. `--json` has all of them. */
function matters(name: string): boolean {
  return /^(access-control-.*|origin|location|vary|content-type|authorization|cookie|set-cookie|cross-origin-resource-policy|timing-allow-origin)$/.test(
    name,
  )
}

function ruleLines({ steps }: Outcome, style: Style): string[] {
  const rule = steps.findLast((step) => !step.passed) ?? steps.at(-1)
  if (rule === undefined) return []
  return ['', `Rule: ${clean(rule.rule)}: ${clean(rule.detail)}`, style.faint(`      ${rule.spec}`)]
}

function consoleLines({ messages }: Outcome, engine: Engine, style: Style): string[] {
  const shown = engine === 'standard' ? 'chromium' : engine
  if (messages[shown].length === 0) return []
  const name = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' }[shown]
  return ['', `${name}'s console:`, ...messages[shown].map((line) => style.faint(`  ${clean(line)}`))]
}

/** What came from a server may steer the terminal or fill the screen. */
function clean(text: string): string {
  const line = printable(text)
  return line.length > 1000 ? `${line.slice(0, 1000)}… (${line.length} characters)` : line
}
