/** Environment variables that somebody asks for and nobody has set: a policy made of them is missing what they stand for. */
import { fileURLToPath } from 'node:url'

/** Where this command is. What it bundles is there too; its sources have jiti beside them. */
const OUR_FOLDER = fileURLToPath(new URL('./', import.meta.url))

/** Watches from now on. @returns the names so far */
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

/** @param stack this module's own line comes first, then who asks */
function isAskedByUs(stack = ''): boolean {
  const asks = stack.split('\n')[2] ?? 'node:'
  return /\bnode:|[\\/]node_modules[\\/](?:jiti|yaml)[\\/]/.test(asks) || asks.includes(OUR_FOLDER)
}
