/** Runs a command line and gives its exit code. Only the command that is used is loaded. */
import { ExitCode } from './command-line/exit-code.ts'
import { nearest } from './command-line/nearest.ts'
import { redactUrls } from './command-line/redact-url.ts'
import { named, redactTokens } from './command-line/secrets.ts'
import type { Terminal } from './command-line/terminal.ts'
import { printable, UsageError } from './command-line/usage-error.ts'
import { VERSION } from './version.ts'

type Command = (args: readonly string[], terminal: Terminal) => Promise<number>

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check/command.ts')).check,
  explain: async () => (await import('./explain/command.ts')).explain,
  generate: async () => (await import('./generate/command.ts')).generate,
  verify: async () => (await import('./verify/command.ts')).verify,
  targets: async () => (await import('./targets/command.ts')).targets,
  lint: async () => (await import('./lint/command.ts')).lint,
  migrate: async () => (await import('./migrate/command.ts')).migrate,
  lab: async () => (await import('./lab/command.ts')).lab,
}

const HELP = `corskit: CORS you can prove

  corskit check <url>    would a browser let this page read that answer, and which rule decides?
  corskit explain        why was it blocked, and which line is to be changed? Console lines, HAR, curl, fetch
  corskit generate <target>  the same policy for another server: nginx, FastAPI, S3… (corskit targets lists them)
  corskit verify <url> --policy <file>  does the running server do what the policy says?
  corskit lint <file>    which mistakes are in this policy (cors.policy.ts, .js, .json or .yaml)?
  corskit migrate <dir>  moves a project from cors, @fastify/cors, hono/cors, @koa/cors, Nest or Apollo to corskit
  corskit lab            a page to try requests on, with the model's verdict and your browser's side by side

  corskit help <command>      corskit --version
`

export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`corskit: ${printable(error.message)}\n`)
      return ExitCode.usage
    }
    // An error in corskit itself is one line too. NODE_DEBUG=corskit shows the stack.
    terminal.err(`corskit: this is a bug in corskit: ${printable(redactTokens(redactUrls(String(error))))}\n`)
    if (process.env['NODE_DEBUG'] === 'corskit') console.error(error)
    return INTERNAL_ERROR
  }
}

/** EX_SOFTWARE of sysexits.h: an error in corskit itself. */
const INTERNAL_ERROR = 70

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === '--version' || name === '-v') {
    terminal.out(`${VERSION}\n`)
    return ExitCode.allowed
  }
  if (name === 'help' && rest[0] !== undefined) return dispatch([rest[0], '--help'], terminal)
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.out(HELP)
    return ExitCode.allowed
  }
  const commands = Object.keys(COMMANDS)
  if (name === undefined) throw new UsageError(`expected a command: ${commands.join(', ')} (see corskit --help)`)
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) {
    const near = nearest(name, commands)
    const hint = near === null ? '' : `; did you mean ${near}?`
    const kind = name.startsWith('-') ? 'option' : 'command'
    throw new UsageError(`unknown ${kind} ${named(name)}: the commands are ${commands.join(', ')}${hint}`)
  }
  return (await load())(rest, terminal)
}
