/** How script wrote the names of headers. Nobody may care, and HTTP/1.1 sends them so. */
import { types } from 'node:util'
import { asciiLowerCase } from 'corskit/protocol'
import { NodeHeaders } from './node-classes.ts'

/**
 * From a name in lower case to the same as it was first written.
 * https://fetch.spec.whatwg.org/#concept-header-list-append, step 1
 */
export type WrittenNames = ReadonlyMap<string, string>

const NONE: WrittenNames = new Map()

/** Kept outside of the objects, because few of them are ever sent. */
const remembered = new WeakMap<Headers, Map<string, string>>()

export function rememberName(headers: Headers, name: string): void {
  let names = remembered.get(headers)
  if (names === undefined) {
    names = new Map()
    remembered.set(headers, names)
  }
  addName(names, name)
}

export function forgetName(headers: Headers, name: string): void {
  remembered.get(headers)?.delete(asciiLowerCase(String(name)))
}

/**
 * The names that can be known without side effects: anything that can be read only once, or that tells script that it
 * is read, is not touched.
 */
export function writtenNamesOf(init: HeadersInit | null | undefined): WrittenNames {
  if (typeof init !== 'object' || init === null || types.isProxy(init)) return NONE
  if (init instanceof NodeHeaders) return remembered.get(init) ?? NONE
  const names = new Map<string, string>()
  if (Array.isArray(init)) for (const pair of init) addName(names, pair?.[0])
  else if (!(Symbol.iterator in init)) for (const name of Object.keys(init)) addName(names, name)
  return names
}

function addName(names: Map<string, string>, name: unknown): void {
  if (typeof name !== 'string') return // what turns an object into a string may be script, which is to run once
  const known = asciiLowerCase(name)
  if (!names.has(known)) names.set(known, name)
}
