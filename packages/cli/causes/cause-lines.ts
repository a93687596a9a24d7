/** Causes and fixes as text: the same block in `check`, in `explain` and in the failures of tests. */
import type { Cause } from '@corskit/diagnose'
import { clean } from '../command-line/clean.ts'
import type { Style } from '../command-line/style.ts'

/** `--json` has all of them. */
const MOST_CAUSES = 3

interface CauseLinesOptions {
  /** All causes and all snippets. */
  readonly verbose?: boolean
  /** What else is known, in sentences that are safe to print. */
  readonly because?: readonly string[]
}

export function causeLines(
  causes: readonly Cause[],
  style: Style,
  { verbose = false, because = [] }: CauseLinesOptions = {},
): string[] {
  const [best, ...others] = causes
  if (best === undefined) return []
  const shown = verbose
    ? others
    : others.filter(({ confidence }) => confidence === best.confidence).slice(0, MOST_CAUSES - 1)
  // The stack is not known, so one of them serves as an example.
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
    ...[...new Set([...because, ...best.evidence.map(clean)])].map((line) => `  - ${line}`),
    ...(best.confirm === null ? [] : [`  To be sure: ${clean(best.confirm)}`]),
    ...shown.flatMap((cause) => ['', `Or: ${clean(cause.title)}.${howSure(cause)}`, `  ${clean(cause.fix.summary)}`]),
    '',
    style.faint(best.docs),
  ]
}

const howSure = ({ confidence }: Cause) => (confidence === 'certain' ? '' : ` (${confidence})`)
