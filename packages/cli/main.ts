#!/usr/bin/env node
/** The command `corskit`. */
import { ExitCode } from './command-line/exit-code.ts'
import { processTerminal } from './command-line/terminal.ts'
import { run } from './run.ts'

// `corskit check … | head -1` closes the pipe early; that is not an error.
let unwritable = false
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  // A disk that is full, a file that may not be written: half an answer does not help.
  process.stderr.write(`corskit: the answer could not be written to standard output: ${error.message}\n`)
  unwritable = true
  process.exitCode = ExitCode.usage
})
const exitCode = await run(process.argv.slice(2), processTerminal())
if (!unwritable) process.exitCode = exitCode
