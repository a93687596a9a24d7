/** The report of `check` for people: first the verdict, then the reason, then the requests and answers. */
import type { Cause } from '@corskit/diagnose'
import type { Engine, Outcome, RequestInput } from 'corskit/browser'
import { containsHeader, type Header } from 'corskit/protocol'
import { causeLines } from '../causes/cause-lines.ts'
import { clean } from '../command-line/clean.ts'
import { type Style, styleOf } from '../command-line/style.ts'
import type { Doubt } from '../outcome/doubt.ts'
import { hints } from '../outcome/hints.ts'
import { sequenceLines } from '../outcome/sequence.ts'
import { verdictSentence } from '../outcome/verdict-sentence.ts'

export interface ReportInput {
  /** Already redacted. */
  readonly outcome: Outcome
  /** Already redacted; empty where nothing is wrong. */
  readonly causes: readonly Cause[]
  /** Why the page has nothing of it all the same; empty where nothing is wrong. */
  readonly doubts: readonly Doubt[]
  readonly input: Pick<RequestInput, 'origin' | 'initiator'>
  readonly engine: Engine
  readonly colour: boolean
}

export function reportLines({ outcome, causes, doubts, input, engine, colour }: ReportInput): string[] {
  const style = styleOf(colour)
  const sentence = clean(verdictSentence(outcome, input.origin, input.initiator))
  const more = hints(outcome).map(clean)
  const but = doubts.map(({ short }) => style.doubtful(`, ${short}`)).join('')
  const lines = [headline(outcome, style) + but, ...doubts.map(({ sentence }) => clean(sentence))]
  if (causes.length > 0) lines.push(...causeLines(causes, style, { because: [sentence, ...more] }))
  else lines.push('', sentence, ...more)
  const isRead = outcome.verdict === 'allowed' && input.initiator === undefined
  if (isRead) lines.push(...(causes.length > 0 ? [''] : []), ...visible(outcome))
  if (outcome.exchanges.length > 0) lines.push('', ...sequenceLines(outcome, style))
  // When no answer came, no rule of the browser decided, so none is named.
  if (outcome.verdict === 'unreachable') return lines
  if (outcome.verdict === 'allowed') return [...lines, '', ALL_PASSED]
  return [...lines, ...ruleLines(outcome, style), ...consoleLines(outcome, engine, style)]
}

const ALL_PASSED = 'Every rule on the way was satisfied; --json lists them.'

const VERDICTS = { allowed: 'good', opaque: 'doubtful', blocked: 'bad', unreachable: 'bad' } as const

function headline({ verdict, reason, response }: Outcome, style: Style): string {
  const word = style.strong(style[VERDICTS[verdict]](verdict.toUpperCase()))
  if (verdict === 'unreachable') return `${word}  ${reason?.url ?? ''}`
  if (reason === null) return response === null || response.status === 0 ? word : `${word}  status ${response.status}`
  return `${word}  ${style.strong(reason.code)}`
}

/**
 * What script sees, and what is hidden from it: people often wonder why a header that DevTools shows is `undefined` in
 * their code.
 */
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

/** Headers that no script needs. */
function isNews(name: string): boolean {
  return !/^(access-control-|set-cookie|vary$|date$|connection$|keep-alive$|transfer-encoding$|server$|x-powered-by$|timing-allow-origin$)/.test(
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
