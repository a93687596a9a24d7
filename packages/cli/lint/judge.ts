/** Judges a policy file in a separate process, with a time limit, so that the file cannot harm this process. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { redactTokens } from '../command-line/secrets.ts'
import { printable, quoted, UsageError } from '../command-line/usage-error.ts'
import { type Judgement, RESULT_PIPE } from './judgement.ts'
import { mustBePolicyFile } from './policy-file.ts'

export type Judged = Extract<Judgement, { readonly issues: unknown }> & {
  /** What the file printed, if anything. */
  readonly printed: string
}

const TIME_LIMIT = 10_000

/** A detached program that the file has started may hold the pipe of the result open. */
const HELD_OPEN = 1_000

/** At most so many characters of what a file prints are kept. */
const MAX_PRINTED = 10_000

/** @throws {UsageError} where it is not a policy file that can be judged */
export async function judgePolicyFile(path: string, timeLimit = TIME_LIMIT): Promise<Judged> {
  await mustBePolicyFile(path)
  const { judgement, printed, end } = await ask(path, timeLimit)
  if (judgement === null) throw new UsageError(`${quoted(path)} ${end}`)
  if (!('mistake' in judgement)) return { ...judgement, printed }
  if (judgement.mistake !== null) throw new UsageError(judgement.mistake)
  const thrown = redactTokens(judgement.threw.split('\n', 1)[0] ?? '')
  throw new UsageError(`${quoted(path)} cannot be run: ${printable(thrown)}`)
}

interface Told {
  readonly judgement: Judgement | null
  readonly printed: string
  /** How the process ended, when it sent no result. */
  readonly end: string
}

function ask(path: string, timeLimit: number): Promise<Told> {
  const isSource = import.meta.url.endsWith('.ts')
  const program = fileURLToPath(new URL(isSource ? 'judge-process.ts' : 'judge-process.js', import.meta.url))
  const flags = ['--no-warnings', ...(isSource ? ['--conditions=corskit-source'] : [])]
  const child = spawn(process.execPath, [...flags, program, path], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // The process has its own group, so that programs that the file starts end with it.
    detached: process.platform !== 'win32',
  })
  const end = () => endGroup(child)
  const stopped = (signal: NodeJS.Signals) => {
    end()
    process.kill(process.pid, signal)
  }
  for (const signal of STOPS) process.once(signal, stopped)
  return new Promise((resolve) => {
    let judgement: Judgement | null = null
    let printed = ''
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      end()
    }, timeLimit)
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (printed.length < MAX_PRINTED) printed += text
      })
    const result = child.stdio[RESULT_PIPE] as Readable
    const parts: string[] = []
    result.setEncoding('utf8').on('data', (text: string) => {
      parts.push(text)
      if (!text.includes('\n')) return
      // The first line is the result. Whatever the process still does is not needed, so it is ended.
      judgement ??= read(parts.join('').split('\n', 1)[0])
      end()
    })
    child.on('error', () => {})
    // Not `close`: a program that the file has started may hold the streams open.
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      end()
      for (const name of STOPS) process.off(name, stopped)
      const how = isLate
        ? `was given up after ${timeLimit / 1000} s: its code does not come to an end`
        : code === UNSETTLED
          ? 'waits for something that never comes: an await in it is never settled'
          : `ended the process (${signal ?? `exit code ${code}`}) before it had a policy`
      const finish = () => {
        for (const stream of [child.stdout, child.stderr, result]) stream?.destroy()
        resolve({ judgement, printed, end: how })
      }
      if (judgement !== null || result.readableEnded) {
        setImmediate(finish)
        return
      }
      // What the process has written before its end is still to be read.
      const patience = setTimeout(finish, HELD_OPEN)
      result.once('close', () => {
        clearTimeout(patience)
        finish()
      })
    })
  })
}

const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function endGroup(child: ChildProcess): void {
  try {
    if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // The group has no process any more.
  }
}

/** https://nodejs.org/api/process.html#exit-codes */
const UNSETTLED = 13

/** The file's code runs in that process, and could send any message. */
function read(text: unknown): Judgement | null {
  try {
    const judgement = JSON.parse(String(text)) as Judgement
    if ('mistake' in judgement) return judgement
    const { issues, warnings, notes, unset } = judgement
    return [issues, warnings, notes, unset].every(Array.isArray) ? judgement : null
  } catch {
    return null
  }
}
