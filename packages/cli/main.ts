#!/usr/bin/env node
/** The command `corskit`. */
import { containPolicy } from './command-line/contained-policy.ts'
import { ExitCode } from './command-line/exit-code.ts'
import { processTerminal } from './command-line/terminal.ts'
import { run } from './run.ts'

// `corskit check … | head -1` closes the pipe early, which is not an error.
let unwritable = false
const writeError = process.stderr.write.bind(process.stderr)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  // The disk may be full, or the file may not be writable: half an output would not help.
  writeError(`corskit: the answer could not be written to standard output: ${error.message}\n`)
  unwritable = true
  process.exitCode = ExitCode.usage
})
const args = process.argv.slice(2)
const contained = args[0] === 'generate' || args[0] === 'verify' ? containPolicy() : null
const exitCode = await run(args, contained?.terminal ?? processTerminal())
if (!unwritable) process.exitCode = exitCode
contained?.end(unwritable ? ExitCode.usage : exitCode)
