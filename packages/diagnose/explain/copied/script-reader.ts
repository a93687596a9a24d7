/** Reads expressions of JavaScript that are written out. What cannot be read is `unknown`, never left out. */

export type Value =
  | { readonly kind: 'plain'; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: 'object'; readonly entries: readonly Entry[] }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'new'; readonly name: string; readonly parts: readonly Value[] }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  /** Joined texts: `'a' + b`, or a template. */
  | { readonly kind: 'join'; readonly parts: readonly Value[] }
  | { readonly kind: 'unknown' }

/** `name` is null for a spread, and where it is not written out. */
export interface Entry {
  readonly name: string | null
  readonly value: Value
}

export const UNKNOWN: Value = { kind: 'unknown' }
const MAX_DEPTH = 20
/** Of a text that is joined with plus signs. */
const MOST_PARTS = 100
const WORDS: ReadonlyMap<string, Value> = new Map(
  [true, false, null, undefined].map((value) => [String(value), { kind: 'plain', value }]),
)

export class ScriptReader {
  readonly #text: string
  #at: number
  #depth = 0

  constructor(text: string, at: number) {
    this.#text = text
    this.#at = at
  }

  next(character: string): boolean {
    this.#skipSpace()
    if (!this.#text.startsWith(character, this.#at)) return false
    this.#at += character.length
    return true
  }

  /** The values up to the bracket that closes the list. */
  list(closing: string): Value[] {
    const items: Value[] = []
    while (!this.next(closing)) {
      const isSpread = this.next('...')
      const item = this.expression()
      items.push(isSpread ? UNKNOWN : item)
      if (this.next(',')) continue
      // The text breaks off.
      if (!this.next(closing)) items.push(UNKNOWN)
      break
    }
    return items
  }

  expression(): Value {
    if (this.#depth >= MAX_DEPTH) return this.#rest()
    this.#depth++
    let value = this.#operand()
    while (value.kind !== 'unknown') {
      const isNewLine = this.#skipSpace()
      if (this.#at >= this.#text.length || /[,;)\]}]/.test(this.#text[this.#at] as string)) break
      const rest = this.#text.slice(this.#at, this.#at + 20)
      if (/^\+(?![+=])/.test(rest)) {
        this.#at++
        const before = value.kind === 'join' ? value.parts : [value]
        value = before.length > MOST_PARTS ? this.#rest() : { kind: 'join', parts: [...before, this.#operand()] }
      } else if (isNewLine && /^(?:[\w$@#]|\/\/|`{3})/.test(rest)) break
      else if (/^(?:as|satisfies)\s/.test(rest)) {
        this.#skipExpression()
        break
      } else value = this.#rest()
    }
    this.#depth--
    return value
  }

  #rest(): Value {
    this.#skipExpression()
    return UNKNOWN
  }

  #operand(): Value {
    this.#skipSpace()
    const character = this.#text[this.#at] ?? ''
    if (character === '"' || character === "'") return { kind: 'plain', value: this.#string(character) }
    if (character === '`') return this.#template()
    if (this.next('{')) return this.#object()
    if (this.next('[')) return { kind: 'list', items: this.list(']') }
    if (this.next('(')) {
      const value = this.expression()
      return this.next(')') ? value : this.#rest()
    }
    const number = this.#match(/-?\d+(?:\.\d+)?(?![\w.])/y)
    if (number !== null) return { kind: 'plain', value: Number(number) }
    const at = this.#at
    if (this.#match(/new\s+/y) !== null) {
      const name = this.#match(/[\w$.]+/y)
      if (name === null) return this.#rest()
      return {
        kind: 'new',
        name: name.replace(/^(?:window|globalThis|self)\./, ''),
        parts: this.next('(') ? this.list(')') : [],
      }
    }
    const name = this.#match(/[\p{L}_$][\p{L}\p{N}_$]*/uy)
    if (name === null || /^(?:await|async|function|typeof|void|class|yield)$/.test(name)) return this.#rest()
    return WORDS.get(name) ?? { kind: 'name', name, at }
  }

  #object(): Value {
    const entries: Entry[] = []
    while (!this.next('}')) {
      entries.push(this.#entry())
      if (this.next(',')) continue
      if (!this.next('}')) entries.push({ name: null, value: UNKNOWN })
      break
    }
    return { kind: 'object', entries }
  }

  #entry(): Entry {
    if (this.next('...')) return { name: null, value: this.expression() }
    this.#skipSpace()
    const at = this.#at
    const character = this.#text[at] ?? ''
    const isWord = /[\p{L}\p{N}_$]/u.test(character)
    let name: string | null = null
    if (character === '"' || character === "'") name = this.#string(character)
    else if (isWord) name = this.#match(/[\p{L}\p{N}_$]+/uy)
    else if (this.next('[')) {
      const key = this.expression()
      name = key.kind === 'plain' && this.next(']') ? String(key.value) : null
      if (name === null) this.next(']')
    }
    if (this.next(':')) return { name, value: this.expression() }
    this.#skipSpace()
    // `{ method }`
    if (isWord && name !== null && /^[,}]/.test(this.#text[this.#at] ?? ''))
      return { name, value: { kind: 'name', name, at } }
    const isMethod = this.#text[this.#at] === '('
    this.#skipExpression()
    return { name: isMethod ? name : null, value: UNKNOWN }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? null
    this.#at += found?.length ?? 0
    return found
  }

  #template(): Value {
    const parts: Value[] = [{ kind: 'plain', value: '' }]
    let text = ''
    for (this.#at++; this.#at < this.#text.length && this.#text[this.#at] !== '`'; this.#at++) {
      if (!this.#text.startsWith('${', this.#at)) {
        text += this.#character()
        continue
      }
      this.#at += 2
      parts.push({ kind: 'plain', value: text }, this.expression())
      text = ''
      // The loop goes on behind the bracket.
      if (!this.next('}')) this.#skipExpression()
      else this.#at--
    }
    this.#at++
    return parts.length === 1
      ? { kind: 'plain', value: text }
      : { kind: 'join', parts: [...parts, { kind: 'plain', value: text }] }
  }

  #string(quote: string): string {
    let text = ''
    for (this.#at++; this.#at < this.#text.length && this.#text[this.#at] !== quote; this.#at++)
      text += this.#character()
    this.#at++
    return text
  }

  /** One character of a string. Stays at its last sign. */
  #character(): string {
    if (this.#text[this.#at] !== '\\') return this.#text[this.#at] as string
    const next = this.#text[++this.#at] ?? ''
    const rest = this.#text.slice(this.#at, this.#at + 9)
    const hex = /^(?:u([0-9a-f]{4})|x([0-9a-f]{2})|u\{([0-9a-f]{1,5})\})/i.exec(rest)
    if (hex !== null) {
      this.#at += hex[0].length - 1
      return String.fromCodePoint(Number.parseInt((hex[1] ?? hex[2] ?? hex[3]) as string, 16))
    }
    return { n: '\n', t: '\t', r: '\r', '\n': '' }[next] ?? next
  }

  /** White space and comments. @returns whether a line ends in it */
  #skipSpace(): boolean {
    const start = this.#at
    for (;;) {
      if (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
      else if (this.#text.startsWith('//', this.#at)) this.#skipTo('\n')
      else if (this.#text.startsWith('/*', this.#at)) this.#skipTo('*/')
      else return this.#text.slice(start, this.#at).includes('\n')
    }
  }

  #skipTo(end: string): void {
    const at = this.#text.indexOf(end, this.#at + 2)
    this.#at = at < 0 ? this.#text.length : at + end.length
  }

  /** Up to the comma, the semicolon or the bracket that ends it. */
  #skipExpression(): void {
    let depth = 0
    for (this.#skipSpace(); this.#at < this.#text.length; this.#skipSpace()) {
      const character = this.#text[this.#at] as string
      if (/["'`]/.test(character)) {
        this.#string(character)
        continue
      }
      if ('([{'.includes(character)) depth++
      else if (depth === 0 && ')]},;'.includes(character)) return
      else if (')]}'.includes(character)) depth--
      this.#at++
    }
  }
}
