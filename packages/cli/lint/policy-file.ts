/**
 * Reads a policy file: `cors.policy.{ts,js,mjs,cjs,json,yaml}`. What a module exports, or what the text of the others
 * says.
 */
import { readFile, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { YAMLError } from 'yaml'
import { textOfBytes } from '../command-line/text-of-bytes.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'
import { runModule } from './run-module.ts'

const ENDINGS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json', '.yaml', '.yml']

/** A policy is never longer than this, in bytes. */
const MAX_BYTES = 5_000_000

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read it, or not open its folder',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'its name is too long',
}

/** @throws {UsageError} when there is no such file, or it cannot be a policy */
export async function mustBePolicyFile(path: string): Promise<void> {
  if (!ENDINGS.includes(extname(path)))
    throw new UsageError(`${quoted(path)} is not a policy file: expected a name that ends in ${ENDINGS.join(', ')}`)
  const found = await stat(path).catch(({ code }: NodeJS.ErrnoException) => {
    throw new UsageError(`${quoted(path)} cannot be read: ${UNREADABLE[code ?? ''] ?? `the system says ${code}`}`)
  })
  if (!found.isFile()) throw new UsageError(`${quoted(path)} cannot be read: it is not a file`)
  if (found.size > MAX_BYTES) throw new UsageError(`${quoted(path)} is too large for a policy: ${found.size} bytes`)
}

/**
 * Reads what the file contains or exports, without judging it. A module is run. The result is inside an object, because
 * `await` would wait for an exported promise.
 *
 * @throws whatever the module throws
 */
export async function readPolicyFile(path: string): Promise<{ readonly content: unknown }> {
  switch (extname(path)) {
    case '.json': {
      const { parseDocument } = await import('yaml')
      return { content: await parsed(path, (text) => parseJson(text, (json) => parseDocument(json).errors)) }
    }
    case '.yaml':
    case '.yml': {
      const { parse } = await import('yaml')
      // Otherwise the parser prints warnings, which would look like prints of the file.
      return {
        content: await parsed(path, (text) => parse(text, { maxAliasCount: 100, logLevel: 'error', merge: true })),
      }
    }
    default:
      return { content: exported(path, await runModule(resolve(path))) }
  }
}

/**
 * Text as editors and shells write it: UTF-8 with or without a byte order mark, or UTF-16 with one, as PowerShell does.
 *
 * @throws {UsageError} when it is in another encoding
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path)
  try {
    return textOfBytes(bytes, true)
  } catch {
    throw new UsageError(`${quoted(path)} cannot be read: it is not text in UTF-8. Save it in UTF-8`)
  }
}

async function parsed(path: string, parse: (text: string) => unknown): Promise<unknown> {
  const text = await readText(path)
  try {
    return parse(text)
  } catch (error) {
    const [said = ''] = String((error as Error).message).split('\n', 1)
    const line = said.replace(
      /^Source contains multiple documents.*?(?= at line|$)/,
      'expected one document, and another one begins',
    )
    const hint =
      /^Alias cannot be an empty|^Unresolved alias|^Unexpected flow|alias/i.test(said) &&
      /[:[,-]\s*\*\s*(?:$|[,\]#])/m.test(text)
    const instead = hint ? "; a * is written in quotes: '*'" : ''
    throw new UsageError(`${quoted(path)} cannot be parsed: ${line.replace(/:$/, '')}${instead}`)
  }
}

/**
 * V8's own message repeats the text around the mistake, and names the place only sometimes. When an option stands there
 * twice, V8 silently takes the last one. The parser of YAML reads JSON too, and finds that.
 */
function parseJson(text: string, errorsAsYaml: (json: string) => readonly YAMLError[]): unknown {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    const at = placeOfMistake(text)
    const where = at === null ? (text.trim() === '' ? '(it is empty)' : '(it ends too early)') : lineAndColumn(text, at)
    throw new Error(`it is not JSON ${where}`)
  }
  const twice = errorsAsYaml(text).find(({ code }) => code === 'DUPLICATE_KEY')
  if (twice !== undefined) throw new Error(`a name is there twice ${lineAndColumn(text, twice.pos[0])}`)
  return content
}

/** The first character that cannot stand there in JSON; `null` where the text only ends too early. */
function placeOfMistake(text: string): number | null {
  if (!isWrong(text)) return null
  let [right, wrong] = [0, text.length]
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1
    if (isWrong(text.slice(0, middle))) wrong = middle
    else right = middle
  }
  return wrong - 1
}

/** Whether no JSON begins with this text. */
function isWrong(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return false
  } catch (error) {
    const message = String((error as Error).message)
    const place = /at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1]
    return !message.startsWith('Unexpected end of JSON') && (place === undefined || Number(place) < beginning.length)
  }
}

function lineAndColumn(text: string, position: number): string {
  const lines = text.slice(0, position).split('\n')
  return `at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}

/**
 * Takes `export default` or `export const policy`. In CommonJS that is `module.exports`, and in compiled modules
 * `exports.default`.
 */
function exported(path: string, module: Readonly<Record<string, unknown>>): unknown {
  const content = module['default']
  // `exports.default = {…}`, written by hand: Node's `default` is all that is exported.
  if (
    /\.c[jt]s$/.test(path) &&
    typeof content === 'object' &&
    content !== null &&
    Object.keys(content).join() === 'default'
  )
    return (content as Record<string, unknown>)['default']
  for (const exports of [module, module['default']]) {
    if (typeof exports !== 'object' || exports === null) continue
    const isCompiled = Object.hasOwn(exports, '__esModule')
    if (exports === module ? hasOther(module) : isCompiled && Object.hasOwn(exports, 'default'))
      return (exports as Record<string, unknown>)['default']
    if (Object.hasOwn(exports, 'policy')) return (exports as Record<string, unknown>)['policy']
  }
  if ('default' in module) return module['default']
  const names = Object.keys(module)
  const instead = names.length === 0 ? '' : `; it exports ${names.slice(0, 5).join(', ')}`
  throw new UsageError(`${quoted(path)} exports neither default nor policy: expected the options of a policy${instead}`)
}

/** Whether `default` was exported by the file, and is not just Node's wrapping of CommonJS exports. */
function hasOther(module: Readonly<Record<string, unknown>>): boolean {
  const content = module['default']
  if (!('default' in module)) return false
  if (typeof content !== 'object' || content === null) return true
  return (
    !Object.hasOwn(content, '__esModule') && !(Object.hasOwn(content, 'policy') && !Object.hasOwn(content, 'origin'))
  )
}
