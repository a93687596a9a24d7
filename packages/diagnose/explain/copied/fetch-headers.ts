/** The headers of a call of fetch: an object, pairs, `Headers`, and what is added to them later. */
import type { Header } from 'corskit/protocol'
import type { ScriptNames } from './script-names.ts'
import { UNKNOWN, type Value } from './script-reader.ts'

const MAX_DEPTH = 5

export class FetchHeaders {
  readonly #names: ScriptNames
  readonly #headers: Header[] = []
  #isAll = true

  constructor(names: ScriptNames) {
    this.#names = names
  }

  /** Names in lower case. A value that is not known is empty. */
  read(written: Value | undefined): { readonly headers: readonly Header[]; readonly isAll: boolean } {
    if (written !== undefined) this.#add(written, 0)
    return { headers: this.#headers, isAll: this.#isAll }
  }

  #add(written: Value, depth: number): void {
    const { value, changes } = this.#names.resolve(written)
    if (depth > MAX_DEPTH) this.#isAll = false
    else if (value.kind === 'object') {
      for (const { name, value: part } of value.entries) {
        if (name === null) this.#add(part, depth + 1)
        else this.#set(name, part)
      }
    } else if (value.kind === 'list') for (const item of value.items) this.#addPair(item)
    else if (value.kind === 'new' && value.name === 'Headers') {
      for (const part of value.parts) this.#add(part, depth + 1)
    } else if (value.kind === 'join') for (const part of value.parts) this.#add(part, depth + 1)
    else if (value.kind !== 'plain' || (value.value !== undefined && value.value !== null)) this.#isAll = false
    for (const { path, call, values } of changes) {
      const [first = UNKNOWN, second = UNKNOWN] = values
      const name = call === null ? path[0] : this.#names.textOf(first)
      if (path.length > (call === null ? 1 : 0)) this.#isAll = false
      else if (call === 'delete' && typeof name === 'string') this.#remove(name)
      else if (call === 'append' || call === 'set' || (call === null && path.length === 1))
        this.#put(name, call === null ? first : second)
      else if (call !== 'get' && call !== 'has' && call !== 'forEach') this.#isAll = false
    }
  }

  #addPair(item: Value): void {
    const { value } = this.#names.resolve(item)
    const [name, content = UNKNOWN] = value.kind === 'list' ? value.items : []
    this.#put(name === undefined ? null : this.#names.textOf(name), content)
  }

  #put(name: string | null | undefined, value: Value): void {
    if (typeof name === 'string' && !name.includes('${')) this.#set(name, value)
    else this.#isAll = false
  }

  #remove(name: string): void {
    const rest = this.#headers.filter(([other]) => other !== name.toLowerCase())
    this.#headers.splice(0, this.#headers.length, ...rest)
  }

  #set(name: string, written: Value): void {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      this.#isAll = false
      return
    }
    const { value } = this.#names.resolve(written)
    const known = value.kind === 'plain' ? String(value.value) : this.#names.textOf(written)
    this.#remove(name)
    this.#headers.push([name.toLowerCase(), known ?? ''])
  }
}
