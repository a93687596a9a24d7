/**
 * The states of an XMLHttpRequest, which script finds both on the class and on every request.
 * https://xhr.spec.whatwg.org/#states
 */
import { type XhrHandler, XMLHttpRequestEventTarget } from './xhr-event-target.ts'

export const UNSENT = 0
export const OPENED = 1
export const HEADERS_RECEIVED = 2
export const LOADING = 3
export const DONE = 4

export class XhrStates extends XMLHttpRequestEventTarget {
  static readonly UNSENT = UNSENT
  static readonly OPENED = OPENED
  static readonly HEADERS_RECEIVED = HEADERS_RECEIVED
  static readonly LOADING = LOADING
  static readonly DONE = DONE
  readonly UNSENT = UNSENT
  readonly OPENED = OPENED
  readonly HEADERS_RECEIVED = HEADERS_RECEIVED
  readonly LOADING = LOADING
  readonly DONE = DONE

  onreadystatechange: XhrHandler = null

  constructor() {
    super()
    this.addEventListener('readystatechange', (event) => this.onreadystatechange?.call(this, event))
  }
}
