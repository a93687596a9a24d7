/** An outcome as a failing test shows it: what was decided, by which rule, after which exchanges. */
import type { Engine, Exchange, Outcome } from 'corskit/browser'
import type { Header } from 'corskit/protocol'

export function describeOutcome(outcome: Outcome, engine: Engine): string {
  return [...decision(outcome), ...consoleLines(outcome, engine), ...exchangeLines(outcome.exchanges)].join('\n')
}

/** The rule that ended the fetch; for an allowed one the last that was passed. */
function decision({ reason, steps, response }: Outcome): string[] {
  const deciding = steps.findLast(({ passed }) => !passed) ?? steps.at(-1)
  const lines: string[] = []
  if (reason !== null) {
    const parameter = reason.parameter === '' ? '' : ` (${reason.parameter})`
    lines.push(`Reason: ${reason.code}${parameter}, ${phaseWords[reason.phase]} ${reason.url}`)
  } else if (response !== null) lines.push(`Response: ${response.type}, status ${response.status}`)
  if (deciding !== undefined) lines.push(`Rule:   ${deciding.rule}: ${deciding.detail}`, `        ${deciding.spec}`)
  return lines
}

const phaseWords = {
  request: 'before anything was sent to',
  preflight: 'in the answer to the preflight of',
  actual: 'in the answer of',
  redirect: 'at the redirect of',
} as const

function consoleLines({ messages }: Outcome, engine: Engine): string[] {
  const lines = engine === 'standard' ? [] : messages[engine]
  return lines.map((line) => `Console: ${line}`)
}

function exchangeLines(exchanges: readonly Exchange[]): string[] {
  if (exchanges.length === 0) return ['Nothing was sent.']
  return exchanges.flatMap(({ kind, request, response }, index) => [
    '',
    `${index + 1}. ${request.method} ${request.url}${kind === 'preflight' ? ' (preflight)' : ''}`,
    ...headerLines(request.headers, '>'),
    `   < ${response === null ? 'no answer' : response.status}`,
    ...headerLines(response?.headers ?? [], '<'),
  ])
}

/** What CORS looks at, and nothing that may be a secret. */
const TELLING = /^(origin|access-control-.*|content-type|location|vary|cross-origin-resource-policy|set-cookie)$/

function headerLines(headers: readonly Header[], direction: '<' | '>'): string[] {
  return headers
    .filter(([name]) => TELLING.test(name))
    .map(([name, value]) => `   ${direction} ${name}: ${name === 'set-cookie' ? '(hidden)' : value}`)
}
