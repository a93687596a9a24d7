/** Reads a policy file: `cors.policy.{ts,js,json,yaml}`, whose default export or content is the options of a policy. DESIGN.md 3.5. */
import { readFile, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { quoted, UsageError } from '../command-line/usage-error.ts'

const ENDINGS = ['.ts', '.mts', '.js', '.mjs', '.json', '.yaml', '.yml']

/** No policy is longer; what is, is another file. */
const MAX_BYTES = 5_000_000

/**
 * The options that the file holds; whether they are right is another question.
 * @throws {UsageError} when there is no such file, or nothing can be read from it
 */
export async function readPolicyFile(path: string): Promise<unknown> {
  const ending = extname(path)
  if (!ENDINGS.includes(ending)) {
    throw new UsageError(`${quoted(path)} is no policy file: expected a name that ends in ${ENDINGS.join(', ')}`)
  }
  await mustBeFile(path)
  if (ending === '.json') return parse(path, async (text) => JSON.parse(text))
  if (ending === '.yaml' || ending === '.yml') {
    return parse(path, async (text) => (await import('yaml')).parse(text, { maxAliasCount: 100 }))
  }
  return defaultExport(path)
}

async function mustBeFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw new UsageError(`${quoted(path)} cannot be read: there is no such file`)
  if (!found.isFile()) throw new UsageError(`${quoted(path)} cannot be read: it is no file`)
  if (found.size > MAX_BYTES) throw new UsageError(`${quoted(path)} is too large for a policy: ${found.size} bytes`)
}

async function parse(path: string, read: (text: string) => Promise<unknown>): Promise<unknown> {
  const text = await readFile(path, 'utf8')
  try {
    return await read(text)
  } catch (error) {
    throw new UsageError(`${quoted(path)} cannot be parsed: ${firstLine(error)}`)
  }
}

/** Runs the file, as every module is run that is imported. */
async function defaultExport(path: string): Promise<unknown> {
  let module: { readonly default?: unknown }
  try {
    module = await import(pathToFileURL(resolve(path)).href)
  } catch (error) {
    // A file that calls definePolicy itself says all that there is to say.
    if (error instanceof Error && error.name === 'PolicyError' && 'issues' in error) throw error
    const code = (error as { code?: unknown }).code
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
      throw new UsageError(
        `${quoted(path)} needs a Node that runs TypeScript (22.18 or later), and this is ${process.version}`,
      )
    }
    throw new UsageError(`${quoted(path)} cannot be run: ${firstLine(error)}`)
  }
  if (!('default' in module))
    throw new UsageError(`${quoted(path)} has no default export: expected the options of a policy`)
  return module.default
}

const firstLine = (error: unknown) => String(error instanceof Error ? error.message : error).split('\n', 1)[0]
