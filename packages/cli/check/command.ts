/** `corskit check <url>`. */
import { toHeaderList } from 'corskit/protocol'
import { ExitCode } from '../command-line/exit-code.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { USER_AGENT } from '../version.ts'
import { parseCheckArguments } from './arguments.ts'
import { checkFetch } from './check-fetch.ts'
import { CHECK_HELP } from './help.ts'
import { redactOutcome } from './redact.ts'
import { reportLines } from './report.ts'

/** @param authorities extra certificate authorities in PEM */
export async function check(
  args: readonly string[],
  terminal: Terminal,
  authorities?: readonly string[],
): Promise<ExitCode> {
  const call = parseCheckArguments(args)
  if (call === 'help') {
    terminal.out(CHECK_HELP)
    return ExitCode.allowed
  }
  const note = (text: string) => terminal.err(`corskit: note: ${text}\n`)
  for (const text of call.notes) note(text)
  const { outcome } = await checkFetch(call.input, {
    engine: call.engine,
    timeout: call.timeout,
    insecure: call.insecure,
    userAgent: USER_AGENT,
    ...(authorities === undefined ? {} : { authorities }),
    onUntrustedCertificate: ({ sentence }) => note(`${sentence} A browser stops here; --insecure went on.`),
  })
  const shown = redactOutcome(outcome, { url: call.input.url, headers: toHeaderList(call.input.headers) })
  if (call.json) terminal.out(`${JSON.stringify(shown, null, 2)}\n`)
  else {
    const lines = reportLines({
      outcome: shown,
      origin: call.input.origin,
      engine: call.engine,
      colour: terminal.colour,
    })
    terminal.out(`${lines.join('\n')}\n`)
  }
  return EXIT_CODES[outcome.verdict]
}

const EXIT_CODES = {
  allowed: ExitCode.allowed,
  opaque: ExitCode.notAllowed,
  blocked: ExitCode.notAllowed,
  unreachable: ExitCode.unreachable,
} as const
