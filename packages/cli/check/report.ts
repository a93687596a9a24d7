/** The answer of `check` for people: the verdict first, then why, then what went over the wire. */
import type { Cause } from '@corskit/diagnose'
import type { Engine, Exchange, Outcome } from 'corskit/browser'
import { containsHeader, type Header } from 'corskit/protocol'
import { causeLines } from '../causes/cause-lines.ts'
import { printable } from '../command-line/usage-error.ts'
import { hints } from './hints.ts'
import { type Style, styleOf } from './style.ts'
import { verdictSentence } from './verdict-sentence.ts'

export interface ReportInput {
  /** Already redacted. */
  readonly outcome: Outcome
  /** Already redacted; empty where nothing is wrong. */
  readonly causes: readonly Cause[]
  readonly origin: string
  readonly engine: Engine
  readonly colour: boolean
}

export function reportLines({ outcome, causes, origin, engine, colour }: ReportInput): string[] {
  const style = styleOf(colour)
  const lines = [headline(outcome, style), '', clean(verdictSentence(outcome, origin))]
  lines.push(...hints(outcome).map(clean))
  if (outcome.verdict === 'allowed') lines.push(...visible(outcome))
  if (causes.length > 0) lines.push('', ...causeLines(causes, style))
  if (outcome.exchanges.length > 0) lines.push('')
  outcome.exchanges.forEach((exchange, i) => {
    const isFolded = outcome.exchanges.length > MAX_EXCHANGES && i >= SHOWN_FIRST && i < outcome.exchanges.length - 1
    if (!isFolded) lines.push(...exchangeLines(exchange, i + 1, style))
    else if (i === SHOWN_FIRST)
      lines.push(style.faint(`   … ${outcome.exchanges.length - SHOWN_FIRST - 1} exchanges more; --json shows them`))
  })
  // When no answer came, no rule of the browser decided anything, and there is no rule to name.
  if (outcome.verdict === 'unreachable') return lines
  if (outcome.verdict === 'allowed') return [...lines, '', ALL_PASSED]
  return [...lines, ...ruleLines(outcome, style), ...consoleLines(outcome, engine, style)]
}

/** Of more exchanges than these, a loop of redirects, the first ones and the last are shown. */
const MAX_EXCHANGES = 6
const SHOWN_FIRST = 3

const ALL_PASSED = 'Every rule on the way was satisfied; --json lists them.'

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
    lines.push(
      `Hidden from script, as Access-Control-Expose-Headers does not name them: ${clean(hidden.sort().join(', '))}.`,
    )
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
  const lines = new Map<string, number>()
  for (const [name, value] of headers) {
    if (!matters(name)) continue
    const line = `     ${style.faint(`${arrow} ${clean(name)}:`)} ${clean(value)}`
    lines.set(line, (lines.get(line) ?? 0) + 1)
  }
  const shown = [...lines]
    .slice(0, MAX_HEADERS)
    .map(([line, count]) => (count === 1 ? line : `${line}  (${count} times)`))
  return lines.size <= MAX_HEADERS
    ? shown
    : [...shown, `     … ${lines.size - MAX_HEADERS} lines more; --json shows them`]
}

/** An answer that nobody would read to its end. */
const MAX_HEADERS = 40

/** The headers that a rule of CORS reads or that explain one that does. `--json` has all of them. */
function matters(name: string): boolean {
  return /^(access-control-.*|origin|location|vary|content-type|authorization|cookie|set-cookie|corskit-reason|cross-origin-resource-policy|timing-allow-origin)$/.test(
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
