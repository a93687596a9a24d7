/** The name that somebody most likely meant. */

/** Each word may stand alone or with words that say no more: `allowed_hosts`, `http_methods`, `max_age_seconds`. */
const ALLOW = '(?:allow|allowed|accept|accepted|permit|permitted|trusted|whitelisted|valid|safe)?'
const LIST = '(?:s|list|whitelist|allowlist)?'
const ORIGIN = '(?:(?:origin|domain|host|hostname|url|uri|site|website)s?)+'
const PATTERN = '(?:regexe?|regexp|pattern)s?'

/** The names that other libraries and people have for the same option, without hyphens and underscores. */
const SYNONYMS: readonly (readonly [pattern: RegExp, option: string])[] = [
  [new RegExp(`^${ALLOW}(?:${ORIGIN}|(?:${ORIGIN})?${PATTERN})${LIST}$`), 'origin'],
  [/^(?:(?:origin)?(?:whitelist|allowlist)|originregexwhitelist|originallowall|wildcard)$/, 'origin'],
  [/^(?:dangerously)?allow(?:all|any)(?:origins?)?$/, 'origin'],
  [new RegExp(`^${ALLOW}(?:http)?(?:method|verb)s?${LIST}$`), 'methods'],
  [new RegExp(`^${ALLOW}(?:request|custom)?headers?${LIST}$`), 'allowedHeaders'],
  [/^(?:(?:expose|exposed|response)(?:response)?headers?(?:list)?|exposed?)$/, 'exposedHeaders'],
  [/^(?:allow|allowed|with|supports?|enable|include|use)?(?:credential|cookie)s?$/, 'credentials'],
  [/^(?:preflight|options)?(?:cache)?(?:maxage|ttl)(?:s|secs?|seconds?|ms)?$/, 'maxAge'],
  [/^vary(?:by|on)?(?:headers?)?(?:list)?$/, 'vary'],
  [/^(?:(?:dangerously)?allownull(?:origins?)?|nullorigins?)$/, 'dangerouslyAllowNullOrigin'],
  [/^(?:dangerously)?allow(?:insecure|http)(?:origins?)?$/, 'dangerouslyAllowInsecureOrigins'],
  [/^(?:dangerously)?allowpublicsuffix(?:es)?$/, 'dangerouslyAllowPublicSuffixes'],
  [/^(?:dangerously)?allow(?:local|localhost|loopback)s?(?:origins?)?$/, 'dangerouslyAllowLoopback'],
  [/^(?:allow)?privatenetwork(?:access|s)?$/, 'legacyPrivateNetworkAccess'],
  [/^predicatetimeouts?$/, 'timeout'],
]

/** How many edits a misspelt name may be away from the right one. */
const MAX_EDITS = 3

export function nearestName(name: string, known: readonly string[]): string | null {
  if (refuses(name)) return null
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

/** Words for what is not to be allowed: the name of what allows it is not meant. */
const REFUSES =
  /^(?:black|block|blocked|deny|denied|dis|disallow|disallowed|disable|disabled|except|exclude|excluded|forbid|forbidden|prohibit|prohibited|refuse|refused|reject|rejected|revoked?|ban|banned|bad|untrusted|unallowed|unexposed?|unsafe|invalid|not|no|non|off|never|without)$|^(?:black|block|deny|ban)list(?:ed)?$/

/** Whether one of the words of a name says no: `disallowedHeaders`, `CORS_ORIGIN_BLACKLIST`. */
export function refuses(name: string): boolean {
  const words = name.split(/[-_]+|(?<=[a-z])(?=[A-Z])/)
  return words.some((word) => REFUSES.test(word.toLowerCase()))
}

const bare = (name: string) => name.toLowerCase().replace(/[-_]/g, '')

/** The option that has this name elsewhere. */
export function synonymOf(name: string): string | null {
  const synonym = bare(name).replace(/^accesscontrol/, '')
  return SYNONYMS.find(([pattern]) => pattern.test(synonym))?.[1] ?? null
}

/** Insertions, deletions and replacements (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()]
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
