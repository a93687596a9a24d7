/** Finds environment variables that the file reads and that are not set: then a part of the policy may be missing. */
import { fileURLToPath } from 'node:url'

/** The folder of this command, with everything that it bundles. */
const OUR_FOLDER = fileURLToPath(new URL('./', import.meta.url))

/** Starts to watch. @returns gives the names so far */
export function unsetVariables(): () => readonly string[] {
  const names = new Set<string>()
  process.env = new Proxy(process.env, {
    get(target, name) {
      const value = typeof name === 'string' ? target[name] : undefined
      if (typeof name === 'string' && value === undefined && !isAskedByUs(new Error().stack)) names.add(name)
      return value
    },
  })
  return () => [...names]
}

/** @param stack its first line is of this module, and the second of the code that reads the variable */
function isAskedByUs(stack = ''): boolean {
  const asks = stack.split('\n')[2] ?? 'node:'
  return /\bnode:|[\\/]node_modules[\\/](?:jiti|yaml)[\\/]/.test(asks) || asks.includes(OUR_FOLDER)
}
