/** "Copy as fetch" of a browser or for Node, and calls of fetch as people write them. */
import type { Header } from 'corskit/protocol'
import type { CopiedRequest } from './copied-request.ts'

export const isFetchCall = (text: string): boolean => /(?:^|[\s;=({.]|await )fetch\s*\(\s*["'`]/.test(text)

/** `null` when the first argument is not a literal URL. */
export function readFetchCall(text: string): CopiedRequest | null {
  const start = /(?:^|[\s;=({.])fetch\s*\(\s*(?=["'`])/.exec(text)
  if (start === null) return null
  const reader = new LiteralReader(text, start.index + start[0].length)
  const url = reader.value()
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) return null
  const init = reader.next(',') ? objectOf(reader.value()) : {}
  const headers = Object.entries(objectOf(init['headers'])).map(
    ([name, value]): Header => [name.toLowerCase(), String(value)],
  )
  const referrer =
    typeof init['referrer'] === 'string' && URL.canParse(init['referrer'])
      ? [['referer', init['referrer']] as Header]
      : []
  const { credentials, method, body } = init
  const isKnown = credentials === 'omit' || credentials === 'same-origin' || credentials === 'include'
  return {
    url,
    method: typeof method === 'string' ? method : 'GET',
    headers: [
      ...headers,
      ...referrer,
      ...(typeof body === 'string' && !headers.some(([name]) => name === 'content-type')
        ? [['content-type', 'text/plain;charset=UTF-8'] as Header]
        : []),
    ],
    hasCookies: headers.some(([name]) => name === 'cookie'),
    ...(isKnown ? { credentials } : {}),
  }
}

const objectOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

const UNKNOWN = Symbol('an expression')

/** Reads literals of JavaScript. Anything else (a variable, a call) is kept as text. */
class LiteralReader {
  readonly #text: string
  #at: number
  #depth = 0

  constructor(text: string, at: number) {
    this.#text = text
    this.#at = at
  }

  next(character: string): boolean {
    this.#skipSpace()
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  value(): unknown {
    this.#skipSpace()
    const character = this.#text[this.#at] ?? ''
    if (character === '"' || character === "'" || character === '`') return this.#string(character)
    if (character === '{' && this.#depth < 20) return this.#object()
    const word = /^(?:true|false|null|undefined|-?\d+(?:\.\d+)?)\b/.exec(this.#text.slice(this.#at, this.#at + 40))?.[0]
    if (word !== undefined) {
      this.#at += word.length
      return word === 'undefined' ? undefined : JSON.parse(word)
    }
    this.#skipExpression()
    return UNKNOWN
  }

  #object(): Record<string, unknown> {
    const found: Record<string, unknown> = Object.create(null)
    this.#at++
    this.#depth++
    while (this.#at < this.#text.length && !this.next('}')) {
      const name = this.#name()
      if (name === null || !this.next(':')) this.#skipExpression()
      else {
        const value = this.value()
        // `'a' + b`: only the beginning was a literal.
        this.#skipExpression()
        if (value !== UNKNOWN) found[name] = value
      }
      if (!this.next(',')) {
        this.next('}')
        break
      }
    }
    this.#depth--
    return found
  }

  #name(): string | null {
    this.#skipSpace()
    const character = this.#text[this.#at] ?? ''
    if (character === '"' || character === "'") return this.#string(character)
    const word = /^[\w$]+/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0]
    if (word === undefined) return null
    this.#at += word.length
    return word
  }

  #string(quote: string): string {
    let text = ''
    for (this.#at++; this.#at < this.#text.length && this.#text[this.#at] !== quote; this.#at++) {
      if (this.#text[this.#at] !== '\\') {
        text += this.#text[this.#at]
        continue
      }
      const next = this.#text[++this.#at] ?? ''
      const hex = /^u([0-9a-fA-F]{4})/.exec(this.#text.slice(this.#at, this.#at + 5))?.[1]
      if (hex !== undefined) {
        text += String.fromCharCode(Number.parseInt(hex, 16))
        this.#at += 4
      } else text += next === 'n' ? '\n' : next === 't' ? '\t' : next === 'r' ? '\r' : next
    }
    this.#at++
    return text
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
  }

  /** Up to the comma or the bracket that ends it. */
  #skipExpression(): void {
    let depth = 0
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] as string
      if (character === '"' || character === "'" || character === '`') {
        this.#string(character)
        this.#at--
      } else if ('([{'.includes(character)) depth++
      else if (')]}'.includes(character)) {
        if (depth === 0) return
        depth--
      } else if (character === ',' && depth === 0) return
    }
  }
}
