import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A shell stands between us and the engine. Its standard input ends when we close it and also when we die, however
 * suddenly; then it kills the engine with all its helpers (a session of their own, hence setsid) and removes the
 * engine's directory.
 */
const keeper = `
dir=$1; shift
setsid "$@" </dev/null &
child=$!
exec >&- 2>&- 3>&- 4>&-
read -r _
# Closed at once, the engine may not have its session yet.
until kill -s KILL -- "-$child" 2>/dev/null || ! kill -s 0 "$child" 2>/dev/null; do sleep 0.05; done
wait "$child"
for attempt in 1 2 3 4 5; do
  rm -rf "$dir" 2>/dev/null && [ ! -e "$dir" ] && break
  sleep 0.2
done
`

export type Kept = {
  child: ChildProcess
  /** The engine's own directory: profile, home and caches. */
  directory: string
  close(): Promise<void>
}

/** A directory of its own for one engine, for `keep` to remove. */
export const ownDirectory = (engine: string): string => mkdtempSync(join(tmpdir(), `corskit-${engine}-`))

/** Starts a command whose descriptors 1 to 4 are pipes to us. Everything that it leaves behind goes with `close`. */
export function keep(directory: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): Kept {
  const child = spawn('/bin/sh', ['-c', keeper, 'sh', directory, command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    // Away from the terminal's group: Ctrl-C must reach us alone, or the shell would die before it has cleaned up.
    detached: true,
    cwd: directory,
    env: { ...process.env, ...env },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdin?.on('error', () => {})
  return {
    child,
    directory,
    async close() {
      child.stdin?.end()
      await gone
    },
  }
}

/**
 * The first match of `pattern` on a stream; what was read until then is in the error when the stream ends without one.
 */
export function waitForText(
  stream: NodeJS.ReadableStream | null | undefined,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = ''
    const take = (chunk: string | Buffer) => {
      text += String(chunk)
      const match = pattern.exec(text)
      if (match === null) return
      clearTimeout(timer)
      stream?.off('data', take)
      // Everything else is thrown away, because a full pipe would stop the engine.
      stream?.resume()
      resolve(match)
    }
    const timer = setTimeout(() => reject(new Error(`no ${pattern} within 60 seconds in: ${text}`)), 60_000)
    stream?.on('data', take)
    stream?.on('end', () => {
      clearTimeout(timer)
      reject(new Error(`ended before ${pattern}: ${text}`))
    })
  })
}
