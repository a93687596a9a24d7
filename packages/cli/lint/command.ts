/** `corskit lint FILE`: the mistakes that `definePolicy` would refuse, before anything is started. */
import { checkOptions, type Issue, type PolicyError } from 'corskit'
import { ExitCode } from '../command-line/exit-code.ts'
import { parseOptions } from '../command-line/options.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { printable, quoted, UsageError } from '../command-line/usage-error.ts'
import { readPolicyFile } from './policy-file.ts'

const HELP = `corskit lint FILE: is this policy right?

  FILE     cors.policy.ts, .js, .json or .yaml: its default export or content is the options of definePolicy.
           A .ts or .js file is run.
  --json   print { file, issues: [{ code, path, message, fix, value }], warnings: [the same] }

What is merely odd is a warning.

Exit codes: 0 no mistake, 1 at least one, 2 the call was wrong or the file cannot be read.
`

export async function lint(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = parseOptions('lint', args, { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } })
  if (options.has('help')) {
    terminal.out(HELP)
    return ExitCode.allowed
  }
  const [file, second] = options.positionals
  if (file === undefined) throw new UsageError('lint expects a file: corskit lint cors.policy.ts')
  if (second !== undefined) throw new UsageError(`lint expects one file, got ${quoted(second)} too`)
  const { issues, warnings } = await checkFile(file)
  const text = options.has('json')
    ? json(file, issues, warnings)
    : `${report(file, issues, warnings).map(printable).join('\n')}\n`
  terminal.out(text)
  return issues.length === 0 ? ExitCode.allowed : ExitCode.notAllowed
}

interface Checked {
  readonly issues: readonly Issue[]
  readonly warnings: readonly Issue[]
}

async function checkFile(file: string): Promise<Checked> {
  try {
    return checkOptions(await readPolicyFile(file))
  } catch (error) {
    if (error instanceof Error && error.name === 'PolicyError') {
      return { issues: (error as PolicyError).issues, warnings: [] }
    }
    throw error
  }
}

function report(file: string, issues: readonly Issue[], warnings: readonly Issue[]): string[] {
  const odd = warnings.flatMap((warning) => ['', `warning: ${where(warning)}`])
  if (issues.length === 0) return [`OK  ${file}: no mistake`, ...odd]
  const count = issues.length === 1 ? '1 mistake' : `${issues.length} mistakes`
  return [`WRONG  ${file}: ${count}`, ...issues.flatMap((issue) => ['', where(issue), `  fix: ${issue.fix}`]), ...odd]
}

function where({ code, path, message }: Issue): string {
  return `${path || '(options)'}: ${message}  [${code}]`
}

/** Functions and RegExps of a policy have no JSON of their own; their source says which one is meant. */
function json(file: string, issues: readonly Issue[], warnings: readonly Issue[]): string {
  const replacer = (_: string, value: unknown) => {
    return typeof value === 'function' || value instanceof RegExp || typeof value === 'bigint' ? String(value) : value
  }
  return `${JSON.stringify({ file, issues, warnings }, replacer, 2)}\n`
}
