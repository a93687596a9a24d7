/**
 * Reads the options of a policy as people write them: JSON, or an object of JavaScript with comments, bare keys and
 * regular expressions. Runs nothing.
 */
import type { PolicyOptions } from 'corskit'

export type OptionsRead = { readonly options: PolicyOptions } | { readonly mistake: string }

const TOKEN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<regexp>\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*)|(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\$])*`)|(?<number>-?\d[\d_]*(?:\.\d+)?)|(?<word>[A-Za-z_$][\w$]*)|(?<mark>[{}[\],:;()=])/y

type Kind = 'regexp' | 'string' | 'number' | 'word' | 'mark'

interface Token {
  readonly kind: Kind
  readonly text: string
  readonly at: number
}

class UnreadableOptions extends Error {}

/** Longer texts are not policies that somebody wrote. */
const MOST_CHARACTERS = 20_000

export function readOptions(text: string): OptionsRead {
  if (text.length > MOST_CHARACTERS) return { mistake: 'The policy is too long.' }
  try {
    const reader = new Reader(tokensOf(text), text)
    return { options: reader.whole() as PolicyOptions }
  } catch (error) {
    if (error instanceof UnreadableOptions) return { mistake: error.message }
    throw error
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const groups = TOKEN.exec(text)?.groups
    if (groups === undefined)
      throw new UnreadableOptions(`${placeOf(text, at)}: ${shortly(text.slice(at))} was not expected.`)
    for (const kind of ['regexp', 'string', 'number', 'word', 'mark'] as const) {
      const found = groups[kind]
      if (found !== undefined) tokens.push({ kind, text: found, at })
    }
  }
  return tokens
}

class Reader {
  readonly #tokens: readonly Token[]
  readonly #text: string
  #next = 0

  constructor(tokens: readonly Token[], text: string) {
    this.#tokens = tokens
    this.#text = text
  }

  /**
   * `{ … }`, with what may surround it in a policy file: `export default`, `const policy =`, `definePolicy( … )`.
   */
  whole(): object {
    while (this.#peek() !== undefined && this.#peek()?.text !== '{') {
      const { kind, text } = this.#take()
      if (kind !== 'word' && text !== '(' && text !== '=') this.#refuse('{')
    }
    if (this.#peek() === undefined) throw new UnreadableOptions('The policy is empty: expected { origin: … }.')
    const value = this.#object(0)
    while (this.#peek()?.text === ')' || this.#peek()?.text === ';') this.#take()
    if (this.#peek() !== undefined) this.#refuse('the end', this.#take())
    return value
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next]
  }

  #take(): Token {
    const token = this.#tokens[this.#next++]
    if (token === undefined) throw new UnreadableOptions('The policy breaks off before it is closed.')
    return token
  }

  #refuse(expected: string, token = this.#tokens[this.#next - 1]): never {
    throw new UnreadableOptions(
      `${placeOf(this.#text, token?.at ?? 0)}: expected ${expected}, got ${shortly(token?.text ?? '')}.`,
    )
  }

  #object(depth: number): object {
    const made: Record<string, unknown> = Object.create(null)
    this.#list('{', '}', () => {
      const key = this.#take()
      if (key.kind !== 'word' && key.kind !== 'string') this.#refuse('the name of an option')
      if (this.#take().text !== ':') this.#refuse('a colon')
      made[key.kind === 'string' ? unquoted(key.text) : key.text] = this.#value(depth + 1)
    })
    return { ...made }
  }

  #list(open: string, close: string, item: () => void): void {
    if (this.#take().text !== open) this.#refuse(open)
    while (this.#peek()?.text !== close) {
      item()
      if (this.#peek()?.text === ',') this.#take()
      else if (this.#peek()?.text !== close) this.#refuse(`a comma or ${close}`, this.#take())
    }
    this.#take()
  }

  #value(depth: number): unknown {
    if (depth > 8) throw new UnreadableOptions('The policy is nested too deeply.')
    const token = this.#peek()
    if (token?.text === '{') return this.#object(depth)
    if (token?.text === '[') {
      const items: unknown[] = []
      this.#list('[', ']', () => items.push(this.#value(depth + 1)))
      return items
    }
    const { kind, text } = this.#take()
    if (kind === 'string') return unquoted(text)
    if (kind === 'number') return Number(text.replaceAll('_', ''))
    if (kind === 'regexp') return this.#regExp(text)
    if (Object.hasOwn(WORDS, text)) return WORDS[text]
    return this.#refuse('a value (text in quotes, a number, true, false, a list, a regular expression)')
  }

  #regExp(text: string): RegExp {
    const end = text.lastIndexOf('/')
    try {
      return new RegExp(text.slice(1, end), text.slice(end + 1))
    } catch {
      return this.#refuse('a regular expression')
    }
  }
}

const WORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, undefined }

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

const unquoted = (text: string) =>
  text.slice(1, -1).replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character)

const placeOf = (text: string, at: number) => `Line ${text.slice(0, at).split('\n').length}`

const shortly = (text: string) => JSON.stringify(text.length > 20 ? `${text.slice(0, 20)}…` : text)
