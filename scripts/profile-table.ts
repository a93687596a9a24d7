/**
 * docs/conformance.md's tables: every field in which an engine differs from the standard, and every known difference
 * beside the profiles.
 */
import { readFileSync } from 'node:fs'
import { KNOWN_DIFFERENCES } from '../conformance/compare/known-differences.ts'
import { profileOf } from '../packages/corskit/browser/profiles/profile-of.ts'
import type { EngineProfile } from '../packages/corskit/browser/words/engine-profile.ts'

const ENGINES = ['standard', 'chromium', 'firefox', 'webkit'] as const

export function profileTable(): string {
  const sentences = fieldSentences()
  const rows = Object.keys(rowsOf(profileOf('standard'))).flatMap((field) => {
    const values = ENGINES.map((engine) => shown(rowsOf(profileOf(engine))[field]))
    if (values.every((value) => value === values[0])) return []
    return [`| \`${field}\` | ${[sentences.get(field), ...values].map(cell).join(' | ')} |`]
  })
  return [
    '| Field | What it says | Standard | Chromium | Firefox | WebKit |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

export function knownDifferencesTable(): string {
  const rows = KNOWN_DIFFERENCES.map(({ name, engine, why }) => `| \`${name}\` | ${engine} | ${cell(why)} |`)
  return ['| Name | Engine | What it does, and why the model does not |', '|---|---|---|', ...rows].join('\n')
}

/**
 * The fields of a profile by name; those of its cache begin with `cache.`. What is another one for elements has both
 * values.
 */
function rowsOf({ engine: _, cache, ofElements, ...fields }: EngineProfile): Record<string, unknown> {
  const ofCache = Object.entries(cache).map(([name, value]) => [`cache.${name}`, value])
  const ofBoth = Object.entries(ofElements).map(([name, value]) => [
    name,
    `${shown(fields[name as keyof typeof fields])}; for elements: ${shown(value)}`,
  ])
  return { ...fields, ...Object.fromEntries(ofCache), ...Object.fromEntries(ofBoth) }
}

function shown(value: unknown): string {
  if (value === null) return 'none'
  if (value === Number.POSITIVE_INFINITY) return 'no limit'
  if (value instanceof Set) return value.size > 12 ? `${value.size} names` : [...value].join(', ') || 'none'
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, part]) => `${name}: ${part}`)
      .join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

const cell = (text: string | undefined) => (text ?? '').replaceAll('|', '\\|').replaceAll('*', '\\*')

/** The comment of every field of engine-profile.ts. */
function fieldSentences(): Map<string, string> {
  const source = readFileSync(new URL('../packages/corskit/browser/words/engine-profile.ts', import.meta.url), 'utf8')
  const [ofEngine = '', ofCache = ''] = source.split('export interface CacheProfile')
  const read = (text: string, prefix: string) =>
    Array.from(
      text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+readonly (\w+)/g),
      ([, comment = '', name]): [string, string] => [`${prefix}${name}`, comment.replace(/\s*\n\s*\* ?/g, ' ').trim()],
    )
  return new Map([...read(ofEngine, ''), ...read(ofCache, 'cache.')])
}
