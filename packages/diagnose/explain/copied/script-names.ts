/** What the names in a pasted script stand for, where the same text says it for certain. */
import { ScriptReader, UNKNOWN, type Value } from './script-reader.ts'

/** A change of a variable: `x.a = v` has the path `a`, and `x.a.append('b', v)` the path `a` and the call `append`. */
export interface Change {
  readonly path: readonly string[]
  readonly call: string | null
  readonly values: readonly Value[]
}

const MAX_DEPTH = 10
/** A name that stands in more places is not known: each place is looked at, and people paste whatever they have. */
const MOST_PLACES = 100
/** They do not change what they are given. */
const READS =
  /(?:^|\.)(?:console\.\w+|JSON\.stringify|Object\.(?:keys|entries|values|freeze)|fetch|Headers|Request|URL)$/

export class ScriptNames {
  readonly #text: string
  /** The text without comments and what stands in quotes; each place is as before. */
  readonly #code: string

  constructor(text: string) {
    this.#text = text
    this.#code = codeOf(text)
  }

  get code(): string {
    return this.#code
  }

  /** What stands in quotes, but no key of an object. */
  get texts(): string[] {
    return Array.from(this.#code.matchAll(/(["'`])\s+\1(?!\s*:)/g), ({ 0: found, index }) =>
      this.#text.slice(index + 1, index + found.length - 1).replace(/\\(.)/g, '$1'),
    )
  }

  /** @returns the value behind names and the changes of it, or `unknown` */
  resolve(value: Value, depth = 0): { readonly value: Value; readonly changes: readonly Change[] } {
    if (value.kind !== 'name') return { value, changes: [] }
    const found = depth < MAX_DEPTH ? this.#declared(value.name, value.at) : null
    if (found === null) return { value: UNKNOWN, changes: [] }
    const changes = this.#changes(value.name, found.at, value.at)
    if (changes === null) return { value: UNKNOWN, changes: [] }
    const inner = this.resolve(found.value, depth + 1)
    return { value: inner.value, changes: [...inner.changes, ...changes] }
  }

  /** A text, with `${name}` where a part of it is not known; null where nothing is known. */
  textOf(written: Value): string | null {
    const { value, changes } = this.resolve(written)
    if (changes.length > 0) return null
    if (value.kind === 'plain') return typeof value.value === 'string' ? value.value : null
    if (value.kind !== 'join') return null
    return value.parts.map((part) => this.#partOf(part)).join('')
  }

  #partOf(part: Value): string {
    const known = this.textOf(part)
    if (known !== null) return known
    const { value } = this.resolve(part)
    if (value.kind === 'plain') return String(value.value)
    return `\${${part.kind === 'name' ? part.name : '…'}}`
  }

  /** The declaration that is seen from there. */
  #declared(name: string, at: number): { value: Value; at: number } | null {
    const word = escaped(name)
    const places = [
      ...this.#code.matchAll(
        new RegExp(`(?<![\\w$.])(?:const|let|var)\\s+${word}\\s*(?::[^=;\\n]{1,200})?=(?![=>])`, 'g'),
      ),
    ].map((found) => found.index + found[0].length)
    const plain = [...this.#code.matchAll(new RegExp(`(?<![\\w$.])${word}\\s*(?:[-+*/%&|^?<>]{1,3})?=(?![=>])`, 'g'))]
      .map((found) => found.index + found[0].length)
      .filter((end) => !places.includes(end))
    if (places.length + plain.length > MOST_PLACES) return null
    const before = places.filter((place) => place < at && isInside(this.#code, place, at))
    const only = plain.filter((end) => /(?:^|[\n;])\s*[\w$]+\s*=$/.test(this.#code.slice(Math.max(0, end - 300), end)))
    const place =
      before.at(-1) ??
      (places.length === 0 && only.length === 1 && isInside(this.#code, only[0] as number, at) ? only[0] : undefined)
    if (place === undefined || place > at || isConditional(this.#code, place)) return null
    // Assigned again, or the name of a parameter.
    if (plain.some((end) => end !== place)) return null
    const between = this.#code.slice(place, at)
    if (
      new RegExp(`\\([^()]*(?<![\\w$.])${word}\\b[^()]*\\)\\s*(?::[^{=]*)?(?:=>|\\{)|(?<![\\w$.])${word}\\s*=>`).test(
        between,
      )
    )
      return null
    return { value: new ScriptReader(this.#text, place).expression(), at: place }
  }

  /** The changes between its declaration and its use; null where one is not understood. */
  #changes(name: string, from: number, to: number): Change[] | null {
    const changes: Change[] = []
    const code = this.#code.slice(0, to)
    const uses = new RegExp(`(?<![\\w$.])${escaped(name)}(?![\\w$])`, 'g')
    uses.lastIndex = from
    for (let place = 0; ; place++) {
      const index = uses.exec(code)?.index
      if (index === undefined) return changes
      if (place > MOST_PLACES) return null
      const before = code.slice(Math.max(0, index - 200), index)
      const callee = /([\w$.]+)\(\s*$/.exec(before)?.[1]
      if (callee !== undefined && !READS.test(callee) && !/^(?:if|while|switch|return)$/.test(callee)) return null
      if (/\bdelete\s+$/.test(before)) return null
      const change = this.#changeAt(index + name.length)
      if (change === null) continue
      if (
        change === 'unknown' ||
        !isStatement(before) ||
        !isInside(code, from, index, true) ||
        isConditional(code, from)
      )
        return null
      changes.push(change)
    }
  }

  /** @returns null where it is only read there */
  #changeAt(start: number): Change | 'unknown' | null {
    const path: string[] = []
    let at = start
    for (;;) {
      const member = /^\s*\.\s*([\w$]+)/.exec(this.#text.slice(at, at + 200))
      const index = /^\s*\[\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*\]/.exec(this.#text.slice(at, at + 200))
      const found = member ?? index
      if (found === null) break
      path.push(found[1] ?? found[2] ?? '')
      at += found[0].length
    }
    const rest = this.#code.slice(at, at + 20)
    if (/^\s*=(?![=>])/.test(rest)) {
      const reader = new ScriptReader(this.#text, at)
      reader.next('=')
      return { path, call: null, values: [reader.expression()] }
    }
    if (/^\s*(?:[-+*/%&|^?<>]{1,3}=(?![=>])|\+\+|--)/.test(rest)) return 'unknown'
    if (/^\s*\[/.test(rest)) return /^\s*\[[^\]]*\]\s*=(?![=>])/.test(this.#code.slice(at, at + 200)) ? 'unknown' : null
    if (path.length > 0 && /^\s*\(/.test(rest)) {
      const reader = new ScriptReader(this.#text, at)
      reader.next('(')
      return { path: path.slice(0, -1), call: path.at(-1) as string, values: reader.list(')') }
    }
    return null
  }
}

const escaped = (name: string) => name.replaceAll('$', '\\$')

/**
 * Whether the block of the first place is still open at the second one.
 * @param isSame whether both must be in the same block
 */
function isInside(code: string, from: number, to: number, isSame = false): boolean {
  let depth = 0
  for (let at = from; at < to; at++) {
    if (code[at] === '{') depth++
    else if (code[at] === '}' && --depth < 0) return false
  }
  return !isSame || depth === 0
}

/** Whether a `case` of a switch, or a branch without braces, stands before the first place. */
function isConditional(code: string, from: number): boolean {
  const line = code.slice(code.lastIndexOf('\n', from - 1) + 1, from)
  return /\b(?:if|else|case|for|while)\b/.test(line)
}

/** Whether a statement begins there that always runs. */
function isStatement(before: string): boolean {
  const line = before.trimEnd()
  if (line === '' || /[;}]$/.test(line))
    return !/\b(?:if|else|for|while)\b[^;{}]*$/.test(line.replace(/[;}]$/, '')) || /;$/.test(line)
  return /\n\s*$/.test(before) && /[\w$)\]"'`]$/.test(line) && !/\b(?:if|else|for|while)\b[^\n]*$/.test(line)
}

/** Comments and texts in quotes become spaces. A quote without its end on the line is an apostrophe. */
function codeOf(text: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, ' ')
  // What begins there and has no end has none from a later place before that one either.
  const unclosed = new Map<string, number>()
  let code = ''
  let done = 0
  for (let at = 0; ; ) {
    OPENING.lastIndex = at
    const opening = OPENING.exec(text)
    if (opening === null) return code + text.slice(done)
    const [sign] = opening
    const start = opening.index
    at = start + 1
    if (start < (unclosed.get(sign) ?? 0)) continue
    const end = endOf(sign, text, start)
    if (end.isClosed) {
      const found = text.slice(start, end.place)
      const isString = /^["'`]$/.test(sign)
      const shown = !isString
        ? blank(found)
        : /\bfetch\s*\(/.test(found)
          ? found
          : sign + blank(found.slice(1, -1)) + sign
      code += text.slice(done, start) + shown
      done = at = end.place
    } else unclosed.set(sign, end.place)
  }
}

/** A comment, a string, the fence of Markdown. */
const OPENING = /(?<!:)\/\/|\/\*|["']|```+|`/g
const INSIDE: Readonly<Record<string, RegExp>> = {
  '"': /[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*/y,
  "'": /[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*/y,
  '`': /[^`\\]*(?:\\[\s\S][^`\\]*)*/y,
}

/** @returns behind its end; when it has none, the place up to which there is none */
function endOf(sign: string, text: string, start: number): { readonly place: number; readonly isClosed: boolean } {
  const inside = INSIDE[sign]
  if (inside !== undefined) {
    inside.lastIndex = start + 1
    const last = start + 1 + (inside.exec(text)?.[0].length ?? 0)
    return text[last] === sign ? { place: last + 1, isClosed: true } : { place: last, isClosed: false }
  }
  if (sign.startsWith('`')) return { place: start + sign.length, isClosed: true }
  const end = text.indexOf(sign === '//' ? '\n' : '*/', start + 2)
  if (sign === '//') return { place: end < 0 ? text.length : end, isClosed: true }
  return end < 0 ? { place: text.length, isClosed: false } : { place: end + 2, isClosed: true }
}
