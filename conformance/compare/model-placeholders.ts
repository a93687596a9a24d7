import { modelOrigins } from '../model/model-origins.ts'

/** Ports and names of the model's servers to the placeholders that recordings have. */
export function withPlaceholders(text: string): string {
  let result = text
  for (const [key, origin] of modelOrigins) {
    result = result.replaceAll(origin, `{${key}}`).replaceAll(origin.toUpperCase(), `{${key}:upper}`)
  }
  for (const [key, origin] of modelOrigins) result = result.replaceAll(new URL(origin).host, `{${key}:host}`)
  return result
}

/** As script iterates them: by name, values of one name joined. */
export function combined(headers: readonly (readonly [string, string])[]): Record<string, string> {
  const byName = new Map<string, string>()
  for (const [name, value] of headers) {
    const known = byName.get(name)
    byName.set(name, withPlaceholders(known === undefined ? value : `${known}, ${value}`))
  }
  return Object.fromEntries([...byName].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** WebKit writes what script gave it as UTF-8; the others, as the standard says, one byte a character. */
export const utf8 = (value: string) => Buffer.from(value, 'utf8').toString('latin1')
