/**
 * The process in which a policy file is judged: it may print, exit, throw or never end, and only this process does. It says what it found once,
 * to the process that started it. Called with the file, and with `transpile` where this Node cannot strip the file's types.
 */
import { register } from 'node:module'
import { UsageError } from '../command-line/usage-error.ts'
import { checkFound } from './check-found.ts'
import type { Judgement } from './judgement.ts'
import { readPolicyFile } from './policy-file.ts'
import { unsetVariables } from './unset-variables.ts'

const [, , path = '', how] = process.argv
const { exit } = process
const send = process.send?.bind(process)

function tell(judgement: Judgement): void {
  // JSON once more: what cannot be written so must not get stuck on its way.
  send?.(JSON.stringify(judgement), () => exit(0))
}

const failed = (error: unknown) => tell(failure(error))
process.on('uncaughtException', failed)
process.on('unhandledRejection', failed)

/** What Node says of TypeScript that it cannot run. */
const NEEDS_TRANSPILING = new Set<unknown>([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
])

/** What TypeScript allows and Node does not: the syntax of modules in a CommonJS package, and names of files that are those of its output. */
const isOfModules = (name: unknown, code: unknown) =>
  name === 'SyntaxError' || code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT'

function failure(error: unknown): Judgement {
  if (error instanceof UsageError) return { mistake: error.message }
  const { name, issues, code, message } = Object(error) as Partial<Record<string, unknown>>
  // A file that calls definePolicy itself says all that there is to say.
  if (name === 'PolicyError' && Array.isArray(issues)) return { issues, warnings: [], notes: [], unset: unset() }
  if (how !== 'transpile' && (NEEDS_TRANSPILING.has(code) || (/ts$/.test(path) && isOfModules(name, code))))
    return { transpile: true }
  return { mistake: null, threw: typeof message === 'string' && message !== '' ? message : describe(error) }
}

function describe(error: unknown): string {
  try {
    return String(error)
  } catch {
    return typeof error
  }
}

const unset = unsetVariables()
try {
  if (how === 'transpile') {
    const file = import.meta.url.endsWith('.ts') ? 'transpile-hooks.ts' : 'transpile-hooks.js'
    register(new URL(file, import.meta.url))
  }
  const { content } = await readPolicyFile(path)
  tell({ ...(await checkFound(path, content)), unset: unset() })
} catch (error) {
  failed(error)
}
