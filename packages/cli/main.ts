#!/usr/bin/env node
/** The command `corskit`. */
import { processTerminal } from './command-line/terminal.ts'
import { run } from './run.ts'

// `corskit check … | head -1` closes the pipe early; that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await run(process.argv.slice(2), processTerminal())
