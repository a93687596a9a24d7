/** The half of an XMLHttpRequest that shows what came back. https://xhr.spec.whatwg.org/#response */
import type { MIMEType } from 'node:util'
import { overridingMimeType } from './xhr-mime-type.ts'
import type { XhrReceived } from './xhr-received.ts'
import { allResponseHeaders } from './xhr-response.ts'
import { DONE, LOADING, UNSENT, XhrStates } from './xhr-states.ts'

/** `document` is none of them, as where there is no document: in a worker. */
const RESPONSE_TYPES = new Set(['', 'arraybuffer', 'blob', 'json', 'text'])

export class XhrAnswer extends XhrStates {
  protected state = UNSENT
  protected received: XhrReceived | null = null
  /** *Synchronous flag*. */
  protected isSync = false
  #responseType: XMLHttpRequestResponseType = ''
  #override: MIMEType | null = null

  get readyState(): number {
    return this.state
  }

  get responseURL(): string {
    return this.received?.response.url ?? ''
  }

  get status(): number {
    return this.received?.response.status ?? 0
  }

  get statusText(): string {
    return this.received?.response.statusText ?? ''
  }

  getResponseHeader(name: string): string | null {
    return this.received?.response.headers.get(name) ?? null
  }

  getAllResponseHeaders(): string {
    return this.received === null ? '' : allResponseHeaders(this.received.response.headers)
  }

  overrideMimeType(type: string): void {
    this.#requireUnread()
    this.#override = overridingMimeType(type)
  }

  get responseType(): XMLHttpRequestResponseType {
    return this.#responseType
  }

  set responseType(type: XMLHttpRequestResponseType) {
    if (!RESPONSE_TYPES.has(type)) return // a value outside an enumeration is ignored, whatever the state
    this.#requireUnread()
    if (this.isSync) throw notWhileSync('response type')
    this.#responseType = type
  }

  get response(): unknown {
    if (this.#responseType === '' || this.#responseType === 'text') return this.responseText
    if (this.state !== DONE || this.received === null) return null
    return this.received.object(this.#responseType, this.#override)
  }

  get responseText(): string {
    if (this.#responseType !== '' && this.#responseType !== 'text') {
      throw new DOMException(`The response is of type '${this.#responseType}'`, 'InvalidStateError')
    }
    if (this.state < LOADING || this.received === null) return ''
    return this.received.text(this.#override, this.#responseType === '')
  }

  get responseXML(): null {
    return null
  }

  protected changeState(state: number): void {
    this.state = state
    this.dispatchEvent(new Event('readystatechange'))
  }

  #requireUnread(): void {
    if (this.state >= LOADING) throw new DOMException('The response is being read', 'InvalidStateError')
  }
}

/** What a window's synchronous request cannot have. https://xhr.spec.whatwg.org/#the-responsetype-attribute */
export function notWhileSync(what: string): DOMException {
  return new DOMException(`A synchronous request has no ${what}`, 'InvalidAccessError')
}
