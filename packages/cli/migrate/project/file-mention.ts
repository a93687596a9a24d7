/** Whether a source loads a file with data. */

/** The quick look. */
export const MAY_READ = /['"](?:node-)?config['"]|['"`][^'"`\n]*(?:config|settings|\.(?:json5?|ya?ml|toml)['"`])/i

/**
 * Where a source names a file: by its name, by its ending behind a name that only the running program knows, or by the
 * package `config`, which reads the folder of that name. `null`: nowhere.
 */
export function mentionOf(text: string, file: string): number | null {
  const base = file.slice(file.lastIndexOf('/') + 1)
  const bare = base.replace(/\.\w+$/, '')
  const ending = /\.\w+$/.exec(base)?.[0] ?? ''
  const patterns = [
    escaped(base),
    `['"\`][^'"\`\\n]*/${escaped(bare)}['"\`]`,
    ...(ending === '' ? [] : [`[}'"\`]${escaped(ending)}['"\`]`]),
    ...(/(?:^|\/)config\/[^/]+$/.test(file) ? [`['"](?:node-)?config['"]`] : []),
  ]
  const found = new RegExp(patterns.join('|')).exec(text)
  return found?.index ?? null
}

const escaped = (text: string) => text.replace(/[^\w-]/g, '\\$&')
