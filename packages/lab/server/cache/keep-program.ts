/** Runs a program that ends with this process, in a folder that is removed with it. */
import { spawn } from 'node:child_process'

export interface KeptProgram {
  /** Resolves when the program is gone and its folder removed. */
  readonly gone: Promise<void>
  close(): Promise<void>
}

/**
 * A shell runs the program. The shell's standard input ends when we close it, and also when this process ends, however
 * suddenly: then the shell ends the program and removes the folder.
 */
const KEEPER = `
folder=$1; shift
"$@" </dev/null >"$folder/log" 2>&1 &
program=$!
read -r _
kill -TERM "$program" 2>/dev/null
for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  kill -0 "$program" 2>/dev/null || break
  sleep 0.1
done
kill -KILL "$program" 2>/dev/null
wait "$program" 2>/dev/null
rm -rf "$folder"
`

export function keepProgram(folder: string, command: string, args: readonly string[]): KeptProgram {
  const shell = spawn('/bin/sh', ['-c', KEEPER, 'sh', folder, command, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Ctrl-C of the terminal reaches this process alone, or the shell would die before it has cleaned up.
    detached: true,
    cwd: folder,
  })
  const gone = new Promise<void>((resolve) => {
    shell.once('exit', () => resolve())
    shell.once('error', () => resolve())
  })
  shell.stdin.on('error', () => {})
  shell.unref()
  return {
    gone,
    close: () => {
      // The process stays alive while somebody waits for the end.
      shell.ref()
      shell.stdin.end()
      return gone
    },
  }
}
