/**
 * `Headers` with the guard that browsers put on it and Node leaves out. https://fetch.spec.whatwg.org/#headers-class
 */

import {
  appendGuarded,
  asciiLowerCase,
  deleteGuarded,
  type Header,
  type HeadersGuard,
  isByteString,
  isHeaderName,
  isHeaderValue,
  normalizeHeaderValue,
  setGuarded,
} from 'corskit/protocol'
import { NodeHeaders } from './node-classes.ts'
import { forgetName, rememberName, writtenNamesOf } from './written-names.ts'

/** https://fetch.spec.whatwg.org/#concept-headers-guard */
export class PageHeaders extends NodeHeaders {
  #guard: HeadersGuard = 'none'

  constructor(init: HeadersInit | undefined = undefined) {
    super(init)
    for (const name of writtenNamesOf(init).values()) rememberName(this, name)
  }

  /** An object whose guard already held while `list` was put in, so that what it forbids is not there. */
  static guarded(guard: HeadersGuard, list: Iterable<readonly [string, string]>): PageHeaders {
    const headers = new PageHeaders()
    headers.#guard = guard
    for (const [name, value] of list) headers.append(name, value)
    return headers
  }

  /** The headers of a response from the network: script reads them and changes nothing. */
  static immutable(list: Iterable<readonly [string, string]>): PageHeaders {
    const headers = new PageHeaders()
    for (const [name, value] of list) headers.append(name, value)
    headers.#guard = 'immutable'
    return headers
  }

  override append(name: string, value: string): void {
    if (this.#guard === 'none' || !isValid(name, value)) super.append(name, value)
    else if (this.#allows(appendGuarded, name, value)) {
      super.append(name, value)
      this.#removePrivileged()
    } else return
    rememberName(this, name)
  }

  override set(name: string, value: string): void {
    if (this.#guard === 'none' || !isValid(name, value)) super.set(name, value)
    else if (this.#allows(setGuarded, name, value)) {
      super.set(name, value)
      this.#removePrivileged()
    } else return
    rememberName(this, name)
  }

  override delete(name: string): void {
    if (this.#guard === 'none' || !isHeaderName(name)) super.delete(name)
    else if (this.#allows(deleteGuarded, name, '')) {
      super.delete(name)
      this.#removePrivileged()
    } else return
    forgetName(this, name)
  }

  /**
   * The guard's answer, found on a copy: the standard's rules work on a list, which a `Headers` object keeps to itself.
   */
  #allows(change: typeof setGuarded | typeof deleteGuarded, name: string, value: string): boolean {
    if (this.#guard === 'immutable') throw new TypeError('Headers are immutable')
    const list: Header[] = this.#guard === 'request-no-cors' ? [...this] : []
    return change(list, this.#guard, asciiLowerCase(String(name)), normalizeHeaderValue(String(value)))
  }

  /** https://fetch.spec.whatwg.org/#concept-headers-remove-privileged-no-cors-request-headers */
  #removePrivileged(): void {
    if (this.#guard === 'request-no-cors') super.delete('range')
  }
}

/** What is not a header at all is left to `Headers` itself, which throws the right error. */
function isValid(name: string, value: string): boolean {
  const bytes = normalizeHeaderValue(String(value))
  return isHeaderName(String(name)) && isHeaderValue(bytes) && isByteString(bytes)
}

/**
 * What script hands over as headers, in the order and with the errors of `new Headers(init)`, the names as it wrote
 * them.
 */
export function pairsOf(init: HeadersInit | undefined): Iterable<readonly [string, string]> {
  if (init === undefined) return []
  if (Array.isArray(init)) return init
  const headers = new PageHeaders(init)
  const written = writtenNamesOf(headers)
  return Array.from(headers, ([name, value]) => [written.get(name) ?? name, value] as const)
}
