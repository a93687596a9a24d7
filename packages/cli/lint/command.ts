/** `corskit lint FILE`: reports the mistakes that `definePolicy` would refuse, before the app is started. */
import type { Issue } from 'corskit'
import { ExitCode } from '../command-line/exit-code.ts'
import { jsonText } from '../command-line/json-text.ts'
import { KnownSecrets } from '../command-line/known-secrets.ts'
import { parseOptions } from '../command-line/options.ts'
import { redactUrls } from '../command-line/redact-url.ts'
import { REDACTED } from '../command-line/redaction/redacted.ts'
import { redactEnvironment } from '../command-line/secrets.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { printable, quoted, UsageError } from '../command-line/usage-error.ts'
import { type Judged, judgePolicyFile } from './judge.ts'

const HELP = `corskit lint FILE: is this policy right?

  FILE             cors.policy.ts, .mts, .cts, .js, .mjs, .cjs, .json or .yaml. What it exports (default or policy) or holds is the options of
                   definePolicy, a policy, or a function that gives the policy of a request. A module is run, in a process of its own, for
                   10 seconds at most.
  --json           print { file, issues: [{ code, path, message, fix, value }], warnings: [the same], notes: [sentences] }
  --show-secrets   show user names, passwords, queries and fragments of URLs, which are redacted otherwise

What is merely odd is a warning. UNCHECKED says that a function gave no policy for the one request that it was asked about.

Exit codes: 0 no mistake was found, 1 at least one, 2 the call was wrong or the file cannot be read.
`

const OPTIONS = {
  json: { type: 'boolean' },
  'show-secrets': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export async function lint(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = parseOptions('lint', args, OPTIONS)
  if (options.has('help')) {
    terminal.out(HELP)
    return ExitCode.allowed
  }
  const [file, second] = options.positionals
  if (file === undefined) throw new UsageError('lint expects a file: corskit lint cors.policy.ts')
  if (second !== undefined) throw new UsageError(`lint expects one file, got ${quoted(second)} too`)
  const showsAll = options.has('show-secrets')
  const found = await judge(file, showsAll ? (text) => text : withoutSecrets)
  const told = options.has('json') ? found : spelledOut(found)
  const judged = showsAll ? told : redacted(told)
  if (judged.printed !== '') terminal.err(`corskit: note: the policy file printed ${printedLines(judged.printed)}\n`)
  if (options.has('json'))
    terminal.out(jsonText({ file, issues: judged.issues, warnings: judged.warnings, notes: notesOf(judged) }))
  else terminal.out(`${report(file, judged, found).map(printable).join('\n')}\n`)
  return judged.issues.length === 0 ? ExitCode.allowed : ExitCode.notAllowed
}

async function judge(file: string, shown: (text: string) => string): Promise<Judged> {
  try {
    return await judgePolicyFile(file)
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(shown(error.message))
    throw error
  }
}

const withoutSecrets = (text: string) => redactEnvironment(redactUrls(text))

function redacted(judged: Judged): Judged {
  const { issues, warnings, notes } = judged
  return {
    ...judged,
    issues: issues.map(redactedIssue),
    warnings: warnings.map(redactedIssue),
    notes: notes.map(withoutSecrets),
  }
}

/** The sentences of an issue repeat the value that it is about. */
function redactedIssue(issue: Issue): Issue {
  const known = new KnownSecrets()
  // In a RegExp, a question mark begins no query.
  for (const text of textsIn(issue.value)) if (!WRITTEN_REGEXP.test(text)) known.addUrl(text)
  const shown = (value: unknown): unknown => {
    if (typeof value === 'string') return redactEnvironment(known.redact(value))
    if (Array.isArray(value)) return value.map(shown)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown(item)]))
  }
  return { ...(shown(issue) as Issue), value: shown(printedValue(issue)) }
}

const WRITTEN_REGEXP = /^\/(?:\^|.*\\[/.]).*\/[dgimsuvy]*$/s

/** What stands in an option that is not ours, or behind the name of a header, may be any secret. */
function printedValue({ code, value }: Issue): unknown {
  if (code === 'option-unknown') return kindOf(value)
  return code === 'header-malformed' && typeof value === 'string'
    ? value.replace(/^(\s*[\w-]+\s*[:=]\s*)[^\s,;|].*$/s, `$1${REDACTED}`)
    : value
}

function kindOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Says how much was printed, and not what: it may contain secrets, and can be seen by running the file. */
function printedLines(printed: string): string {
  const lines = printed.trimEnd().split('\n')
  return lines.length === 1 ? 'a line, not repeated here' : `${lines.length} lines, not repeated here`
}

/** Something may be missing or odd because a variable is not set. */
function notesOf({ notes, issues, warnings, unset }: Judged): readonly string[] {
  if (issues.length + warnings.length === 0 || unset.length === 0) return notes
  const names = unset.slice(0, 5).join(', ')
  const are =
    unset.length === 1 ? 'environment variable, which is not set here' : 'environment variables, which are not set here'
  return [...notes, `the file reads the ${are}: ${names}`]
}

/** @param found with all issues and warnings; `judged` has those that are spelled out */
function report(file: string, judged: Judged, found: Judged): string[] {
  const { issues, warnings } = judged
  const odd = [...warnings.flatMap((warning) => ['', `warning: ${where(warning)}`]), ...andMore(found.warnings)]
  const notes = notesOf(judged).flatMap((note) => ['', `note: ${note}`])
  if (judged.isUnseen === true) return [`UNCHECKED  ${file}: no policy was seen`, ...odd, ...notes]
  if (issues.length === 0) return [`OK  ${file}: no mistake`, ...odd, ...notes]
  const count = issues.length === 1 ? '1 mistake' : `${found.issues.length} mistakes`
  const mistakes = issues.flatMap((issue) => ['', where(issue), `  fix: ${issue.fix}`, ...wayToRegExp(file, issue.fix)])
  return [`WRONG  ${file}: ${count}`, ...mistakes, ...andMore(found.issues), ...odd, ...notes]
}

/** JSON and YAML have no RegExps. */
function wayToRegExp(file: string, fix: string): string[] {
  const isData = /\.(?:json|ya?ml)$/i.test(file)
  return isData && /(?:^|[\s[,])\/\^/.test(fix)
    ? ['  (a RegExp needs a policy file in JavaScript, such as cors.policy.mjs)']
    : []
}

/** As in the text of a PolicyError. */
const SPELLED_OUT = 20

const spelledOut = (found: Judged): Judged => ({
  ...found,
  issues: found.issues.slice(0, SPELLED_OUT),
  warnings: found.warnings.slice(0, SPELLED_OUT),
})

const andMore = (all: readonly Issue[]) =>
  all.length <= SPELLED_OUT ? [] : ['', `and ${all.length - SPELLED_OUT} more; --json has all`]

function where({ code, path, message }: Issue): string {
  return `${path || '(options)'}: ${message}  [${code}]`
}
