/** Environment variables that somebody asks for and nobody has set: a policy made of them is missing what they stand for. */

/** Asked for by Node, npm and what reads YAML. */
const NOT_OF_THE_FILE = /^(NODE_|npm_|WATCH_|LOG_)/

/** Watches from now on. @returns the names so far */
export function unsetVariables(): () => readonly string[] {
  const names = new Set<string>()
  process.env = new Proxy(process.env, {
    get(target, name) {
      const value = typeof name === 'string' ? target[name] : undefined
      if (typeof name === 'string' && value === undefined && !NOT_OF_THE_FILE.test(name)) names.add(name)
      return value
    },
  })
  return () => [...names]
}
