/** Several names in one text, such as a whole header line, and what is to be written instead. */
import { type Issue, literal, quoted } from './issue.ts'

/** The names in a text, each once. */
export function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;|]+/).filter((name) => name !== ''))]
}

/**
 * Whether a name can be offered. Quotes and `|` may stand in names, but where a text has several names, they are what
 * stood around or between these.
 */
export const isClear = (name: string): boolean => !/['"`|\\]/.test(name)

/**
 * The names in place of one entry, or of a text that is the whole list. Names that the option refuses are left out, and
 * `leftOut` says so.
 *
 * @param value what stood there
 */
export function fixOfNames(
  names: readonly string[],
  isRefused: (name: string) => boolean,
  value: string,
  path: string,
): { readonly fix: string; readonly leftOut: string } {
  const kept = names.filter((name) => !isRefused(name))
  const refused = names.filter(isRefused)
  const leftOut = refused.length === 0 ? '' : `; browsers forbid ${refused.map(quoted).join(' and ')}, so leave it out`
  if (kept.length === 0) return { fix: `remove ${quoted(value)}`, leftOut }
  return { fix: path.endsWith(']') ? kept.map(literal).join(', ') : listOf(kept), leftOut }
}

/**
 * The issues of a text that holds all names of an option. They have one path, so each gets the same fix: the whole
 * value as it should be. Where one part cannot be repaired, the fixes are sentences.
 *
 * @param parts what stands between the commas
 * @param issues those of each part
 * @param normalize two names that are the same to a browser have the same form
 * @param refusesAny whether the other options do not go with `*`
 */
export function fixWholeText(
  option: string,
  parts: readonly unknown[],
  issues: ReadonlyMap<number, Issue>,
  normalize: (name: string) => string,
  refusesAny: boolean,
): readonly Issue[] {
  const names = new Map<string, string>()
  let isRepaired = true
  for (const [index, part] of parts.entries()) {
    const replaced = namesOfPart(part as string, issues.get(index))
    if (replaced === null) isRepaired = false
    for (const name of replaced ?? []) {
      if (!names.has(normalize(name)) && !(refusesAny && name === '*')) names.set(normalize(name), name)
    }
  }
  const all = names.size === 0 ? `remove ${option}` : listOf([...names.values()])
  return [...issues.values()].map((issue) => {
    if (isRepaired) return { ...issue, fix: all }
    return issue.fix.search(CODE) < 0
      ? issue
      : { ...issue, fix: `write ${issue.fix} instead of ${quoted(issue.value)}` }
  })
}

const CODE = /^\[?'/

function namesOfPart(part: string, issue: Issue | undefined): readonly string[] | null {
  if (issue === undefined) return [part]
  // 'content-type: ETag' may be two names or a name with a value: it is not known what was meant.
  if (issue.fix.startsWith('remove ')) return part === '' || issue.code !== 'header-malformed' ? [] : null
  // A name that is repaired has neither a backslash nor a quote at its edges.
  return CODE.test(issue.fix)
    ? Array.from(issue.fix.matchAll(/'([^']*)'(?=, '|\]?$)/g), ([, name]) => name as string)
    : null
}

const listOf = (names: readonly string[]) =>
  names.length === 1 ? literal(names[0] as string) : `[${names.map(literal).join(', ')}]`
