/**
 * A RegExp of a policy, rewritten in the subset that PCRE, RE2, Python, Java, Ruby and ECMAScript read alike: literals,
 * positive classes of what an origin is made of, `(?:…)`, `|` and greedy quantifiers. `null` where it uses anything
 * else.
 */

/** What stands in an origin. `.` and negated classes are written out as what is left of it. */
const ORIGIN_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:/[]+'

/** RE2 refuses more. */
const MOST_REPEATS = 1000

export function portableRegex({ source, flags }: RegExp): string | null {
  if (/[gmyv]/.test(flags)) return null
  const text = new Reader(source, flags.includes('i'))
  const body = text.alternatives(0)
  return body === null || !text.isAtEnd ? null : body
}

class Reader {
  readonly #source: string
  readonly #ignoreCase: boolean
  #at = 0

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source
    this.#ignoreCase = ignoreCase
  }

  get isAtEnd(): boolean {
    return this.#at === this.#source.length
  }

  /** `a|b`, up to the end or a closing parenthesis. The anchors go: the whole is anchored once. */
  alternatives(depth: number): string | null {
    if (depth > 50) return null
    const branches: string[] = []
    do {
      const branch = this.#branch(depth)
      if (branch === null) return null
      branches.push(branch)
    } while (this.#take('|'))
    return branches.join('|')
  }

  #branch(depth: number): string | null {
    let text = ''
    while (!this.isAtEnd && !'|)'.includes(this.#peek())) {
      // checkOptions has seen that anchors stand at the ends of branches only.
      if (this.#take('^') || this.#take('$')) continue
      const atom = this.#atom(depth)
      if (atom === null) return null
      const quantifier = this.#quantifier()
      if (quantifier === null) return null
      text += atom + quantifier
    }
    return text
  }

  #atom(depth: number): string | null {
    if (this.#take('(')) {
      if (this.#take('?') && !this.#take(':')) return null
      const inner = this.alternatives(depth + 1)
      return inner !== null && this.#take(')') ? `(?:${inner})` : null
    }
    if (this.#take('[')) return this.#class()
    if (this.#take('.')) return written(ORIGIN_CHARACTERS)
    const set = this.#character(false)
    return set === null ? null : written(this.#folded(set))
  }

  #class(): string | null {
    const negated = this.#take('^')
    let members = ''
    while (!this.#take(']')) {
      if (this.isAtEnd) return null
      const first = this.#character(true)
      if (first === null) return null
      if (first.length === 1 && this.#peek() === '-' && this.#source[this.#at + 1] !== ']') {
        this.#at++
        const last = this.#character(true)
        if (last === null || last.length !== 1 || last < first) return null
        members += [...ORIGIN_CHARACTERS].filter((character) => character >= first && character <= last).join('')
      } else members += first
    }
    const folded = this.#folded(members)
    const left = [...ORIGIN_CHARACTERS].filter((character) => folded.includes(character) !== negated).join('')
    // Nothing that an origin is made of: no origin matches, and there is no class that says so in every flavor.
    return left === '' ? null : written(left)
  }

  /** One character, or the members of an escape for several. */
  #character(inClass: boolean): string | null {
    const character = this.#peek()
    this.#at++
    if (character !== '\\') {
      const isSpecial = inClass ? character === '\\' : '*+?{}]'.includes(character)
      return character === '' || isSpecial ? null : character
    }
    const escaped = this.#peek()
    this.#at++
    if (escaped === 'd') return '0123456789'
    if (escaped === 'w') return [...ORIGIN_CHARACTERS].filter((each) => /\w/.test(each)).join('')
    return /[a-z0-9]/i.test(escaped) || escaped === '' ? null : escaped
  }

  #quantifier(): string | null {
    const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(this.#source.slice(this.#at))
    if (found === null) return ''
    this.#at += found[0].length
    if (this.#peek() === '?') return null
    const counts = found[0].match(/\d+/g) ?? []
    return counts.some((count) => Number(count) > MOST_REPEATS) ? null : found[0]
  }

  #folded(members: string): string {
    return this.#ignoreCase ? members + members.toLowerCase() + members.toUpperCase() : members
  }

  #peek(): string {
    return this.#source[this.#at] ?? ''
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false
    this.#at++
    return true
  }
}

/** One character as a literal, several as a class with its ranges, the hyphen last. */
function written(members: string): string | null {
  const sorted = [...new Set(members)].sort()
  if (sorted.some((character) => !ORIGIN_CHARACTERS.includes(character))) return null
  if (sorted.length === 1) return literal(sorted[0] ?? '')
  let text = ''
  const others = sorted.filter((character) => /[a-zA-Z0-9]/.test(character))
  for (let at = 0; at < others.length; ) {
    let end = at
    while (next(others[end] ?? '') === others[end + 1]) end++
    text += end - at > 1 ? `${others[at]}-${others[end]}` : others.slice(at, end + 1).join('')
    at = end + 1
  }
  const marks = sorted
    .filter((character) => !/[a-zA-Z0-9-]/.test(character))
    .map((mark) => ('[]'.includes(mark) ? `\\${mark}` : mark))
  return `[${text}${marks.join('')}${sorted.includes('-') ? '-' : ''}]`
}

const next = (character: string) => String.fromCharCode(character.charCodeAt(0) + 1)

const literal = (character: string) => ('.+[]'.includes(character) ? `\\${character}` : character)
