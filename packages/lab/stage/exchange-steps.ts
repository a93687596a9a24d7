/** Assigns the steps of an outcome to the exchanges that they are about. */
import type { Exchange, Outcome, Step } from 'corskit/browser'

export type Moment = { readonly exchange: Exchange } | { readonly step: Step; readonly of: Exchange | null }

/** Rules that are applied before a request is sent; all others are applied to an answer. */
const BEFORE = new Set([
  'new Request',
  'method',
  'forbidden request-header',
  'request body',
  'port blocking',
  'mixed content',
  'local network access check',
  'main fetch',
  'scheme fetch',
  'CORS-preflight needed',
  'CORS-preflight cache',
])

/** Rules that are applied to a preflight's answer; the CORS check once. */
const OF_PREFLIGHT = new Set([
  'CORS-preflight redirect',
  'CORS-preflight status',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
])

export function momentsOf({ exchanges, steps }: Pick<Outcome, 'exchanges' | 'steps'>): readonly Moment[] {
  const moments: Moment[] = []
  let next = 0
  let current: Exchange | null = null
  /** Rules that were applied since the current exchange. */
  let since: string[] = []
  for (const step of steps) {
    if (!BEFORE.has(step.rule) && next < exchanges.length && (current === null || isOver(current, since, step))) {
      current = exchanges[next++] as Exchange
      since = []
      moments.push({ exchange: current })
    }
    since.push(step.rule)
    moments.push({ step, of: BEFORE.has(step.rule) ? null : current })
  }
  for (; next < exchanges.length; next++) moments.push({ exchange: exchanges[next] as Exchange })
  return moments
}

/** Whether `step` is about an answer after the one of `current`. */
function isOver({ kind }: Exchange, since: readonly string[], { rule }: Step): boolean {
  if (since.some((earlier) => BEFORE.has(earlier))) return true
  if (kind === 'preflight') return !OF_PREFLIGHT.has(rule) && (rule !== 'CORS check' || since.includes('CORS check'))
  return since.includes('HTTP-redirect fetch')
}
