/**
 * The process in which a policy file is judged. The file may print, exit, throw or never end: that only affects this
 * process. It sends its result once, to the process that started it. Its argument is the file.
 */
import { createWriteStream } from 'node:fs'
import { UsageError } from '../command-line/usage-error.ts'
import { checkFound } from './check-found.ts'
import { type Judgement, RESULT_PIPE } from './judgement.ts'
import { readPolicyFile } from './policy-file.ts'
import { unsetVariables } from './unset-variables.ts'

const [, , path = ''] = process.argv
const { exit } = process
/** The pipe to the process that started this one. Node's own channel takes a time that grows with the square. */
const result = createWriteStream('', { fd: RESULT_PIPE })

function tell(judgement: Judgement): void {
  result.write(`${JSON.stringify(judgement)}\n`, () => exit(0))
}

const failed = (error: unknown) => tell(failure(error))
process.on('uncaughtException', failed)
process.on('unhandledRejection', failed)

function failure(error: unknown): Judgement {
  if (error instanceof UsageError) return { mistake: error.message }
  const { name, issues, message } = Object(error) as Partial<Record<string, unknown>>
  // A file may call definePolicy itself: then the error has all issues.
  if (name === 'PolicyError' && Array.isArray(issues)) return { issues, warnings: [], notes: [], unset: unset() }
  return { mistake: null, threw: typeof message === 'string' && message !== '' ? message : describe(error) }
}

function describe(error: unknown): string {
  try {
    const text = String(error)
    return text.startsWith('[object ') ? 'it threw an object that is not an Error' : text
  } catch {
    return typeof error
  }
}

const unset = unsetVariables()
try {
  const { content } = await readPolicyFile(path)
  tell({ ...(await checkFound(path, content)), unset: unset() })
} catch (error) {
  failed(error)
}
