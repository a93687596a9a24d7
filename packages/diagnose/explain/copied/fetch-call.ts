/**
 * "Copy as fetch" of a browser or for Node, what programs generate, and calls of fetch as people write them. What is
 * not understood is never read as a plain GET.
 */
import type { Header } from 'corskit/protocol'
import type { CopiedRequest } from './copied-request.ts'
import { FetchHeaders } from './fetch-headers.ts'
import { ScriptNames } from './script-names.ts'
import { ScriptReader, UNKNOWN, type Value } from './script-reader.ts'

/** With the type arguments of TypeScript: `fetch<User>('…')`. */
const TYPES = String.raw`(?:<[\w$.,\s[\]<>|{}:;'"]{1,100}>)?`
const WRITTEN = new RegExp(String.raw`(?:^|[\s;=({.\`>])fetch${TYPES}\s*(?:\?\.)?\(\s*(?=["'\`])`, 'g')
const NAMED = new RegExp(
  String.raw`(?:^|[\s;=({.\`>])fetch${TYPES}(?:\?\.)?\(\s*(?=new\s+(?:Request|URL)\b|[\w$]+\s*[,)+])`,
  'g',
)

/** A call whose URL is written out in it. */
export const isFetchCall = (text: string): boolean => text.search(WRITTEN) >= 0

/** @returns why it cannot be read, in a sentence; null where no call is in the text */
export function readFetchCall(text: string): CopiedRequest | { readonly why: string } | null {
  const names = new ScriptNames(text)
  // A call in a comment is not the one that is made.
  const calls = [WRITTEN, NAMED].flatMap((form) => {
    const inCode = [...names.code.matchAll(form)]
    return inCode.length > 0 ? inCode : [...text.matchAll(form)]
  })
  const [call] = calls
  if (call === undefined) return null
  const read = new FetchCall(names).read(new ScriptReader(text, call.index + call[0].length).list(')'))
  return 'why' in read || calls.length === 1 ? read : { ...read, isFirst: true }
}

const SPREAD = 'a part of the options (a spread or a computed name)'

type Options = Map<string, Value>

class FetchCall {
  readonly #names: ScriptNames
  readonly #missing: string[] = []
  /** What may set the method, and is not written out. */
  #unknown: string | null = null

  constructor(names: ScriptNames) {
    this.#names = names
  }

  read([input = UNKNOWN, init]: readonly Value[]): CopiedRequest | { readonly why: string } {
    const options: Options = new Map()
    const url = this.#input(input, options, 0)
    if (url === null || !/^(?:https?|wss?):\/\/[^/$]/.test(url))
      return { why: 'it is a call of fetch whose URL is not written out' }
    if (init !== undefined) this.#addOptions(init, 'the second argument', options)
    const written = options.get('method')
    const method = written === undefined ? 'GET' : this.#method(written)
    const unknown = this.#unknown ?? (method === null ? 'its method' : null)
    if (unknown !== null || method === null)
      return { why: `it is a call of fetch of which ${unknown} is not understood; write it out in the call` }
    const credentials = this.#text(options, 'credentials')
    const isKnown = credentials === 'omit' || credentials === 'same-origin' || credentials === 'include'
    if (options.has('credentials') && !isKnown) this.#missing.push('the credentials mode, which is not written out')
    const { headers, isAll } = new FetchHeaders(this.#names).read(options.get('headers'))
    if (!isAll) this.#missing.push('the headers that are not written out in the call')
    const mode = this.#text(options, 'mode')
    const referrer = this.#text(options, 'referrer') ?? ''
    const sent: Header[] = [...headers]
    if (URL.canParse(referrer)) sent.push(['referer', referrer])
    if (this.#text(options, 'body') !== null && !headers.some(([name]) => name === 'content-type'))
      sent.push(['content-type', 'text/plain;charset=UTF-8'])
    return {
      url,
      method,
      headers: sent,
      hasCookies: headers.some(([name]) => name === 'cookie'),
      // The body may be made of any of them.
      sent: { headers: [], body: this.#names.texts.filter((text) => !url.includes(text)).join('\n') },
      unread: this.#missing,
      ...(isKnown ? { credentials } : {}),
      ...(mode === null ? {} : { mode }),
    }
  }

  #text(options: Options, name: string): string | null {
    const value = options.get(name)
    return value === undefined ? null : this.#names.textOf(value)
  }

  /** Null where it is not known. */
  #method(written: Value): string | null {
    const { value } = this.#names.resolve(written)
    if (value.kind === 'plain' && value.value === undefined) return 'GET'
    const text = this.#names.textOf(written)
    return text !== null && /^[\w!#$%&'*+.^`|~-]+$/.test(text) && !text.includes('${') ? text : null
  }

  /** A URL, or a `Request` with its options. */
  #input(input: Value, options: Options, depth: number): string | null {
    const { value, changes } = this.#names.resolve(input)
    if (value.kind !== 'new') return this.#names.textOf(input)
    const [first = UNKNOWN, second] = value.parts
    if (changes.length > 0 || depth > 5) return null
    if (value.name === 'URL') {
      const [place, base] = [this.#names.textOf(first), second === undefined ? undefined : this.#names.textOf(second)]
      return place !== null && base !== null && URL.canParse(place, base) ? new URL(place, base).href : null
    }
    if (value.name !== 'Request') return null
    const url = this.#input(first, options, depth + 1)
    if (second !== undefined) this.#addOptions(second, 'the second argument of its Request', options)
    return url
  }

  #addOptions(written: Value, what: string, options: Options, depth = 0): void {
    const { value, changes } = this.#names.resolve(written)
    const isNothing = value.kind === 'plain' && (value.value === undefined || value.value === null)
    if (isNothing) return
    if (value.kind !== 'object' || depth > 5) {
      this.#unknown ??= written.kind === 'name' && what !== SPREAD ? `${what} (${written.name})` : what
      return
    }
    for (const { name, value: part } of value.entries) {
      if (name === null) this.#addOptions(part, SPREAD, options, depth + 1)
      else this.#set(name, part, options)
    }
    for (const { path, call, values } of changes) {
      const [name, ...inner] = path
      if (name === undefined || (call !== null && name !== 'headers')) this.#unknown = `a change of ${what}`
      else if (call === null && inner.length === 0) this.#set(name, values[0] ?? UNKNOWN, options)
      else if (name === 'headers') this.#changeHeaders({ path: inner, call, values }, options)
    }
  }

  #set(name: string, value: Value, options: Options): void {
    options.set(name, value)
    // Whatever was not known before, it is set now.
    if (name === 'method' && this.#unknown === SPREAD) {
      this.#unknown = null
      this.#missing.push('the options of fetch that are not written out in the call')
    }
  }

  /** `options.headers['x-a'] = v` */
  #changeHeaders(
    { path, call, values }: { path: readonly string[]; call: string | null; values: readonly Value[] },
    options: Options,
  ): void {
    const name: Value | undefined = call === null ? { kind: 'plain', value: path[0] } : values[0]
    const before = options.get('headers')
    const pair: Value = { kind: 'list', items: [name ?? UNKNOWN, UNKNOWN] }
    options.set('headers', {
      kind: 'join',
      parts: [...(before === undefined ? [] : [before]), { kind: 'list', items: [pair] }],
    })
  }
}
