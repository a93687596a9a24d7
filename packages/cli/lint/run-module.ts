/** Runs a policy file that is a module. What Node cannot run is transpiled first. */
import { basename, extname } from 'node:path'
import { pathToFileURL } from 'node:url'

type Exports = Readonly<Record<string, unknown>>

/** @param path absolute; @throws whatever the module throws */
export async function runModule(path: string): Promise<Exports> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    if (!needsTranspiling(path, error)) throw error
    return transpiled(path)
  }
}

/**
 * For versions of Node that do not strip types, for syntax that is more than types (`enum`, namespaces, decorators),
 * for paths of tsconfig.json, and for ES modules in a CommonJS package.
 */
async function transpiled(path: string): Promise<Exports> {
  // It contains Babel, so it is only loaded when it is needed.
  const { createJiti } = await import('jiti/static')
  const jiti = createJiti(pathToFileURL(path).href, {
    fsCache: false,
    interopDefault: false,
    tsconfigPaths: true,
    tryNative: false,
  })
  const found = await jiti.import<Exports>(path).catch((error: unknown) => {
    throw withPlace(error)
  })
  // Node adds `default` when it imports CommonJS, so this does too.
  return '__esModule' in found ? found : { ...found, default: found }
}

/** The first line is Babel's message; the second has the file, the line and the column. */
function withPlace(error: unknown): unknown {
  const { message } = Object(error) as { readonly message?: unknown }
  const [, what, file = '', line, column] = /^ParseError: (.*?)\s*\n\s*(\S.*):(\d+):(\d+)/.exec(String(message)) ?? []
  return what === undefined ? error : new SyntaxError(`line ${line}, column ${column} of ${basename(file)}: ${what}`)
}

/** Node's errors for TypeScript that it cannot run. */
const OF_TYPES = new Set<unknown>([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
])

/** Node's errors for imports that only TypeScript allows: `./a.js` for `a.ts`, folders, paths. */
const OF_NAMES = new Set<unknown>(['ERR_MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT', 'MODULE_NOT_FOUND'])

function needsTranspiling(path: string, error: unknown): boolean {
  const { name, code } = Object(error) as { readonly name?: unknown; readonly code?: unknown }
  // `.cjs` is CommonJS everywhere: what Node refuses there, no app can load.
  if (extname(path) === '.cjs') return false
  return OF_TYPES.has(code) || name === 'SyntaxError' || (/ts$/.test(extname(path)) && OF_NAMES.has(code))
}
