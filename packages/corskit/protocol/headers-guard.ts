/** What a `Headers` object lets script do, by its guard. https://fetch.spec.whatwg.org/#concept-headers-guard */
import { getHeader, type Header } from './header-list.ts'
import {
  isForbiddenRequestHeader,
  isForbiddenResponseHeaderName,
  isNoCorsSafelistedRequestHeaderName,
  isPrivilegedNoCorsRequestHeaderName,
} from './header-name.ts'
import { isNoCorsSafelistedRequestHeader } from './safelist.ts'

/** What a list of headers takes. https://fetch.spec.whatwg.org/#concept-headers-guard */
export type HeadersGuard = 'immutable' | 'request' | 'request-no-cors' | 'response' | 'none'

/**
 * Whether the guard lets this header through. When it does not, nothing is thrown, as in a browser.
 * https://fetch.spec.whatwg.org/#headers-validate
 */
export function guardAllows(guard: HeadersGuard, name: string, value: string): boolean {
  if (guard === 'request' || guard === 'request-no-cors') return !isForbiddenRequestHeader(name, value)
  if (guard === 'response') return !isForbiddenResponseHeaderName(name)
  return guard !== 'immutable'
}

/**
 * *Appends* to a guarded list and says whether it did. Names are in lower case.
 * https://fetch.spec.whatwg.org/#concept-headers-append
 */
export function appendGuarded(list: Header[], guard: HeadersGuard, name: string, value: string): boolean {
  if (!guardAllows(guard, name, value)) return false
  if (guard === 'request-no-cors') {
    const existing = getHeader(list, name)
    const combined = existing === null ? value : `${existing}, ${value}`
    if (!isNoCorsSafelistedRequestHeader(name, combined)) return false
  }
  list.push([name, value])
  if (guard === 'request-no-cors') removePrivileged(list)
  return true
}

/** *Sets* in a guarded list and says whether it did. https://fetch.spec.whatwg.org/#dom-headers-set */
export function setGuarded(list: Header[], guard: HeadersGuard, name: string, value: string): boolean {
  if (!guardAllows(guard, name, value)) return false
  if (guard === 'request-no-cors' && !isNoCorsSafelistedRequestHeader(name, value)) return false
  const first = list.findIndex((header) => header[0] === name)
  removeHeader(list, name)
  list.splice(first < 0 ? list.length : first, 0, [name, value])
  if (guard === 'request-no-cors') removePrivileged(list)
  return true
}

/**
 * *Deletes* from a guarded list and says whether it was allowed to. https://fetch.spec.whatwg.org/#dom-headers-delete
 */
export function deleteGuarded(list: Header[], guard: HeadersGuard, name: string): boolean {
  if (!guardAllows(guard, name, '')) return false
  if (guard === 'request-no-cors') {
    if (!isNoCorsSafelistedRequestHeaderName(name) && !isPrivilegedNoCorsRequestHeaderName(name)) return false
  }
  removeHeader(list, name)
  if (guard === 'request-no-cors') removePrivileged(list)
  return true
}

/** Removes every header called `name`. https://fetch.spec.whatwg.org/#concept-header-list-delete */
export function removeHeader(list: Header[], name: string): void {
  for (let i = list.length - 1; i >= 0; i--) if ((list[i] as Header)[0] === name) list.splice(i, 1)
}

/** https://fetch.spec.whatwg.org/#concept-headers-remove-privileged-no-cors-request-headers */
function removePrivileged(list: Header[]): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const [name] = list[i] as Header
    if (isPrivilegedNoCorsRequestHeaderName(name)) list.splice(i, 1)
  }
}
