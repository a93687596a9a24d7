/** The name that somebody most likely meant. */

/** The names that other libraries have for the same option, without an `s` at their end. */
const SYNONYMS: Readonly<Record<string, string>> = {
  origin: 'origin',
  alloworigin: 'origin',
  allowedorigin: 'origin',
  allowallorigin: 'origin',
  originallowall: 'origin',
  originwhitelist: 'origin',
  originregexwhitelist: 'origin',
  allowedoriginregexe: 'origin',
  allowedoriginpattern: 'origin',
  whitelist: 'origin',
  allowmethod: 'methods',
  allowedmethod: 'methods',
  header: 'allowedHeaders',
  allowheader: 'allowedHeaders',
  allowedheader: 'allowedHeaders',
  exposeheader: 'exposedHeaders',
  exposedheader: 'exposedHeaders',
  supportcredential: 'credentials',
  supportscredential: 'credentials',
  allowcredential: 'credentials',
  allowedcredential: 'credentials',
  preflightmaxage: 'maxAge',
  privatenetworkacces: 'legacyPrivateNetworkAccess',
  allowprivatenetwork: 'legacyPrivateNetworkAccess',
  predicatetimeout: 'timeout',
}

/** Words for what an origin is, with or without the word that allows it: `domains`, `allowed_hosts`, `url`, `regex`. */
const ORIGIN_WORDS =
  /^(?:allow|allowed|accepted|permitted|trusted|whitelisted)?(?:domain|host|hostname|url|uri|site|website|regexe?|regexp|pattern)s?(?:whitelist|allowlist)?$/

/** How many edits a misspelt name may be away from the right one. */
const MAX_EDITS = 3

export function nearestName(name: string, known: readonly string[]): string | null {
  const same = synonymOf(name)
  if (same !== null && known.includes(same)) return same
  const wanted = bare(name)
  let nearest: string | null = null
  let fewest = Math.min(MAX_EDITS, Math.floor(wanted.length / 2)) + 1
  for (const candidate of known) {
    // Each letter that one of them has more is an edit.
    if (Math.abs(wanted.length - candidate.length) >= fewest) continue
    const edits = editDistance(wanted, candidate.toLowerCase())
    if (edits < fewest) {
      fewest = edits
      nearest = candidate
    }
  }
  return nearest
}

const bare = (name: string) => name.toLowerCase().replace(/[-_]/g, '')

/** The option that has this name in another library. */
export function synonymOf(name: string): string | null {
  const synonym = bare(name)
    .replace(/^accesscontrol/, '')
    .replace(/s$/, '')
  if (Object.hasOwn(SYNONYMS, synonym)) return SYNONYMS[synonym] as string
  return ORIGIN_WORDS.test(synonym) ? 'origin' : null
}

/** Insertions, deletions and replacements (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, letter] of Array.from(a).entries()) {
    let left = i + 1
    const next = [left]
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] as number) + (letter === other ? 0 : 1)
      left = Math.min(replaced, (row[j + 1] as number) + 1, left + 1)
      next.push(left)
    }
    row = next
  }
  return row[b.length] as number
}
