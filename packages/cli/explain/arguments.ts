/** `corskit explain`: reads from the command line what to explain, and how. */
import { STACKS } from '@corskit/diagnose'
import { stackOf } from '../causes/stack-option.ts'
import { parseOptions } from '../command-line/options.ts'
import { UsageError } from '../command-line/usage-error.ts'

export interface ExplainCall {
  /** The words of the command line: a text, a file or `-`. Empty when standard input is read. */
  readonly words: readonly string[]
  readonly probe: boolean
  readonly stack: string | undefined
  readonly form: 'text' | 'json' | 'markdown'
  readonly showSecrets: boolean
  readonly verbose: boolean
}

const OPTIONS = {
  probe: { type: 'boolean' },
  stack: { type: 'string' },
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  'show-secrets': { type: 'boolean' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export function parseExplainArguments(args: readonly string[]): ExplainCall | 'help' {
  // A pasted curl call has its own options, so everything after the word curl belongs to it.
  const paste = args.findIndex((word) => /^curl(\.exe)?$/.test(word))
  const own = paste < 0 ? args : args.slice(0, paste)
  const options = parseOptions('explain', own, OPTIONS)
  if (options.has('help')) return 'help'
  if (options.has('json') && options.has('markdown'))
    throw new UsageError('--json and --markdown: expected one of them')
  const words = paste < 0 ? options.positionals : [...options.positionals, ...args.slice(paste)]
  return {
    words,
    probe: options.has('probe'),
    stack: stackOf(options.one('stack')),
    form: options.has('json') ? 'json' : options.has('markdown') ? 'markdown' : 'text',
    showSecrets: options.has('show-secrets'),
    verbose: options.has('verbose'),
  }
}

export const EXPLAIN_HELP = `corskit explain [text | file | -] [options]

Why was it blocked, and which line is to be changed? Takes whatever you have: console lines of any browser, a HAR, a request copied as cURL,
fetch or PowerShell, an issue or a protocol log of DevTools. What it is, is recognised.

  corskit explain "Access to fetch at 'https://api.example.com/' from origin …"
  corskit explain session.har
  pbpaste | corskit explain

  --probe          ask the server as well: OPTIONS, GET and HEAD only, at most 12 requests for each failure
  --stack S        fixes for this stack: ${Object.keys(STACKS).slice(0, 8).join(', ')}…
  --json           print one JSON object: input and failures
  --markdown       print text for an issue tracker
  --verbose        all causes that were considered
  --show-secrets   print cookies, tokens and queries as they are
  -h, --help       print this

Exit code: 0 nothing in it failed, 1 something failed, 2 nothing was recognised.
`
