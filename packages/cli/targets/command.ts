/** `corskit targets`: the servers that `corskit generate` writes for. */
import { TARGETS } from '@corskit/targets'
import { ExitCode } from '../command-line/exit-code.ts'
import { parseOptions } from '../command-line/options.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'

const HELP = `corskit targets: the servers that corskit generate writes for

  --json    print [{ name, title, state, output, language }]

A target is run (tested against the real server) or modelled (checked against its documentation only).
`

export async function targets(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = parseOptions('targets', args, { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } })
  if (options.has('help')) {
    terminal.out(HELP)
    return ExitCode.allowed
  }
  const [extra] = options.positionals
  if (extra !== undefined) throw new UsageError(`targets expects no argument, got ${quoted(extra)}`)
  const listed = TARGETS.map(({ name, title, state, output, language }) => ({ name, title, state, output, language }))
  if (options.has('json')) terminal.out(`${JSON.stringify(listed, null, 2)}\n`)
  else terminal.out(table(listed.map(({ name, title, state, output }) => [name, state, title, output])))
  return ExitCode.allowed
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, cell.length)), [])
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
