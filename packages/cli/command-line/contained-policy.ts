/**
 * `generate` and `verify` load the policy file into their own process, after another process has judged it. Its prints,
 * later errors and running timers must not become a part of the output.
 */

import { ExitCode } from './exit-code.ts'
import { redactUrls } from './redact-url.ts'
import { redactEnvironment, redactTokens } from './secrets.ts'
import { mayColour, type Terminal } from './terminal.ts'
import { printable } from './usage-error.ts'

export interface Contained {
  /** The only way to write in this process from now on. */
  readonly terminal: Terminal
  /** Ends the process when everything is written. */
  end(exitCode: number): void
}

export function containPolicy(): Contained {
  const out = process.stdout.write.bind(process.stdout)
  const err = process.stderr.write.bind(process.stderr)
  process.stdout.write = process.stderr.write = () => true
  // Kept from before, because the file may replace `process.exit`.
  const exit = process.exit.bind(process)
  process.on('uncaughtException', (error: unknown) => {
    const [line = ''] = String(error).split('\n', 1)
    err(
      `corskit: thrown by the code of the policy file, or by corskit itself, after the file was read: ${printable(redactTokens(redactEnvironment(redactUrls(line))))}\n`,
    )
    exit(ExitCode.usage)
  })
  return {
    terminal: {
      out: (text) => out(text),
      err: (text) => err(text),
      colour: mayColour(process.stdout.isTTY === true, process.env),
    },
    end: (exitCode) => out('', () => exit(exitCode)),
  }
}
