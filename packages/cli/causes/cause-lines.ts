/** Causes and fixes as text: the same block in `check`, in `explain` and in the failures of tests. */
import type { Cause } from '@corskit/diagnose'
import type { Style } from '../check/style.ts'
import { printable } from '../command-line/usage-error.ts'

/** More than these are told by `--json`. */
const MOST_CAUSES = 3
const LONGEST_LINE = 1000

export function causeLines(causes: readonly Cause[], style: Style, { verbose = false } = {}): string[] {
  const [best, ...others] = causes
  if (best === undefined) return []
  const shown = verbose
    ? others
    : others.filter(({ confidence }) => confidence === best.confidence).slice(0, MOST_CAUSES - 1)
  // Which stack it is was not told: one shows what is meant.
  const snippets = verbose ? best.fix.snippets : best.fix.snippets.slice(0, 1)
  const hasMore = snippets.length < best.fix.snippets.length
  return [
    `${style.strong(clean(best.title))}.${howSure(best)}`,
    '',
    `${style.strong('Fix:')} ${clean(best.fix.summary)}`,
    ...snippets.flatMap(({ stack, file, code }) => [
      '',
      style.faint(`  ${file} (${stack})`),
      ...code
        .trimEnd()
        .split('\n')
        .map((line) => (line === '' ? '' : `    ${clean(line)}`)),
    ]),
    ...(hasMore ? ['', style.faint('  --stack nginx, fastapi or another shows it for that stack.')] : []),
    '',
    `${style.strong('Because:')}`,
    ...best.evidence.map((line) => `  - ${clean(line)}`),
    ...(best.confirm === null ? [] : [`  To be sure: ${clean(best.confirm)}`]),
    ...shown.flatMap((cause) => ['', `Or: ${clean(cause.title)}.${howSure(cause)}`, `  ${clean(cause.fix.summary)}`]),
    '',
    style.faint(best.docs),
  ]
}

const howSure = ({ confidence }: Cause) => (confidence === 'certain' ? '' : ` (${confidence})`)

function clean(text: string): string {
  const line = printable(text)
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}… (${line.length} characters)` : line
}
