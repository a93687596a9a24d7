/**
 * `generate` and `verify` load the policy file into their own process, after it was judged in another one. What it prints there, throws later
 * or leaves running is not a part of the answer.
 */

import { ExitCode } from './exit-code.ts'
import { redactEnvironment, redactTokens, redactUrls } from './secrets.ts'
import { mayColour, type Terminal } from './terminal.ts'
import { printable } from './usage-error.ts'

export interface Contained {
  /** Writes, where nothing else in this process does any more. */
  readonly terminal: Terminal
  /** Ends the process when what was written has gone out. */
  end(exitCode: number): void
}

export function containPolicy(): Contained {
  const out = process.stdout.write.bind(process.stdout)
  const err = process.stderr.write.bind(process.stderr)
  process.stdout.write = process.stderr.write = () => true
  // Not the process's own exit, which the file may have replaced.
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
