/** The report of `verify` for people: the verdict, then each difference with the command that shows it. */
import type { VerifyReport } from '@corskit/targets'
import { styleOf } from '../command-line/style.ts'
import { printable } from '../command-line/usage-error.ts'

/** `--json` has all of them. */
const MOST_DIFFERENCES = 20

export function verifyLines({ url, probes, differences, unreachable }: VerifyReport, colour: boolean): string[] {
  const style = styleOf(colour)
  const lines = [headline()]
  if (unreachable !== null) lines.push('', `After ${probes} answers: ${printable(unreachable)}`)
  for (const { kind, subject, expected, observed, curl } of differences.slice(0, MOST_DIFFERENCES)) {
    lines.push('', `${style.strong(kind)}  ${printable(subject)}`)
    lines.push(`  the policy: ${printable(expected)}`, `  the server: ${printable(observed)}`)
    lines.push(style.faint(`  ${printable(curl)}`))
  }
  if (differences.length > MOST_DIFFERENCES)
    lines.push('', `… ${differences.length - MOST_DIFFERENCES} differences more; --json shows them`)
  return lines

  function headline(): string {
    if (unreachable !== null) return `${style.strong(style.bad('UNREACHABLE'))}  ${printable(url)}`
    if (differences.length === 0)
      return `${style.strong(style.good('CONFORMS'))}  the server did what the policy says, ${probes} times of ${probes}`
    const count = differences.length === 1 ? '1 difference' : `${differences.length} differences`
    return `${style.strong(style.bad('DIFFERS'))}  ${count} between the policy and the server, in ${probes} answers`
  }
}
