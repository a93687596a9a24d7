/** `corskit migrate DIR|FILE`: from cors and @fastify/cors to corskit. */
import { writeFile } from 'node:fs/promises'
import { parseOptions } from '../command-line/options.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { printable, quoted, UsageError } from '../command-line/usage-error.ts'
import { CHANGES } from './finding.ts'
import { migrateSource } from './migrate-source.ts'
import { diffOf, isMoved, type MovedFile, reportText } from './report.ts'
import { sourceFiles } from './source-files.ts'

const HELP = `corskit migrate DIR|FILE: rewrites the calls of cors (Express) and of @fastify/cors

  DIR      its .js, .ts and similar files; node_modules, dist, build and folders like them are skipped
  --write  write the files; without it, the changes are only printed
  --json   print { files: [{ name, moved, diff, changes, decisions }], written }

A call that was dangerous, or that is not understood, is left as it is with everything else in its file, and the reason is printed.

Exit codes: 0 done, or nothing to do; 1 something needs your decision; 2 the call was wrong.
`

const DONE = 0
const TO_DECIDE = 1

export async function migrate(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = parseOptions('migrate', args, {
    write: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  })
  if (options.has('help')) {
    terminal.out(HELP)
    return DONE
  }
  const [root, second] = options.positionals
  if (root === undefined) throw new UsageError('migrate expects a folder or a file: corskit migrate .')
  if (second !== undefined) throw new UsageError(`migrate expects one folder or file, got ${quoted(second)} too`)
  const files: MovedFile[] = []
  for await (const { path, name, text } of sourceFiles(root, (note) =>
    terminal.err(`corskit: note: ${printable(note)}\n`),
  )) {
    const moved = migrateSource(path, text)
    if (moved.packages.length === 0 && moved.decisions.length === 0) continue
    const file = { ...moved, name, before: text }
    files.push(file)
    if (options.has('write') && isMoved(file)) await write(path, moved.text)
  }
  const written = options.has('write')
  terminal.out(options.has('json') ? json(files, written) : shown(reportText(files, written)))
  return files.some(({ decisions }) => decisions.length > 0) ? TO_DECIDE : DONE
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (error) {
    throw new UsageError(`${quoted(path)} cannot be written: ${error instanceof Error ? error.message : error}`)
  }
}

/** Sources may hold anything; what steers a terminal is not passed on. */
function shown(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(printable).join('\t'))
    .join('\n')
}

function json(files: readonly MovedFile[], written: boolean): string {
  const shownFiles = files.map((file) => ({
    name: file.name,
    moved: isMoved(file),
    diff: isMoved(file) ? diffOf(file) : null,
    changes: file.changes.map(({ code, line }) => ({ code, line, message: CHANGES[code] })),
    decisions: file.decisions,
  }))
  return `${JSON.stringify({ files: shownFiles, written }, null, 2)}\n`
}
