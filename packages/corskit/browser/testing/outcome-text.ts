/** Everything that an outcome says, on one line, for tables of outcomes that are kept as text. */
import { brief } from '../../../../testing/golden.ts'
import type { Engine, Outcome, Step } from '../words/outcome.ts'

export const ENGINES: readonly Engine[] = ['standard', 'chromium', 'firefox', 'webkit']

/**
 * One line for the standard, and one for each engine with its differences. @param play gives one outcome for each call
 */
export function inEachEngine(title: string, play: (engine: Engine) => readonly Outcome[]): string[] {
  const [standard = [], ...others] = ENGINES.map((engine) => played(() => play(engine)))
  const lines = [`${title}: ${standard.join('; ')}`]
  for (const [index, parts] of others.entries()) {
    const more = parts.filter((part) => !standard.includes(part))
    const fewer = standard.filter((part) => !parts.includes(part))
    if (parts.join('; ') === standard.join('; ')) continue
    const isReordered = more.length === 0 && fewer.length === 0
    const told = isReordered
      ? `in order ${parts.map(start).join('; ')}`
      : `${more.join('; ')} | without ${fewer.map(start).join('; ')}.`
    lines.push(`  ${ENGINES[index + 1]}: ${told}`)
  }
  return lines
}

/** Enough of the text to find it in the line above. */
const start = (part: string) => part.slice(0, 40)

function played(play: () => readonly Outcome[]): readonly string[] {
  try {
    return play().flatMap(outcomeParts)
  } catch (error) {
    return [String(error)]
  }
}

function outcomeParts({ verdict, reason, exchanges, steps, response, messages }: Outcome): string[] {
  const why = reason === null ? '' : ` ${brief(Object.values(reason))}`
  const sent = exchanges.map(({ kind, request, response: got }) =>
    [kind, request.method, request.url, brief(request.headers), got?.status ?? 'nothing'].join(' '),
  )
  const seen = response === null ? '' : ` sees ${brief(Object.values(response))}`
  const printed = Object.entries(messages).flatMap(([engine, lines]) =>
    lines.map((line: string) => `${engine} ${brief(line)}`),
  )
  return [`${verdict}${why}${seen}`, ...steps.map(stepText), ...sent, ...printed]
}

const stepText = ({ rule, passed, detail }: Step) => `${passed ? '+' : '-'} ${rule}: ${detail}`
