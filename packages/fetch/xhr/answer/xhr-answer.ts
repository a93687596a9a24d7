/** The half of an XMLHttpRequest that shows what came back. https://xhr.spec.whatwg.org/#response */
import type { MIMEType } from 'node:util'
import { isHeaderName } from 'corskit/protocol'
import { DONE, LOADING, UNSENT, XhrStates } from '../xhr-states.ts'
import type { MakeParser } from './xhr-document.ts'
import { overridingMimeType } from './xhr-mime-type.ts'
import type { XhrReceived } from './xhr-received.ts'
import { allResponseHeaders } from './xhr-response.ts'

const RESPONSE_TYPES = new Set(['', 'arraybuffer', 'blob', 'json', 'text'])

export class XhrAnswer extends XhrStates {
  protected state = UNSENT
  protected received: XhrReceived | null = null
  /** *Synchronous flag*. */
  protected isSync = false
  #responseType: XMLHttpRequestResponseType = ''
  #override: MIMEType | null = null
  readonly #parser: MakeParser | null

  /** @param parser `null` where there are no documents, as in a worker */
  constructor(parser: MakeParser | null) {
    super()
    this.#parser = parser
  }

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
    return isHeaderName(name) ? (this.received?.response.headers.get(name) ?? null) : null
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
    // A value outside an enumeration is ignored, whatever the state, and so is a document where there are none.
    if (!RESPONSE_TYPES.has(type) && !(type === 'document' && this.#parser !== null)) return
    this.#requireUnread()
    if (this.isSync) throw notWhileSync('response type')
    this.#responseType = type
  }

  get response(): unknown {
    if (this.#responseType === '' || this.#responseType === 'text') return this.responseText
    if (this.state !== DONE || this.received === null) return null
    if (this.#responseType === 'document') return this.responseXML
    return this.received.object(this.#responseType, this.#override)
  }

  get responseText(): string {
    if (this.#responseType !== '' && this.#responseType !== 'text') {
      throw new DOMException(`The response is of type '${this.#responseType}'`, 'InvalidStateError')
    }
    if (this.state < LOADING || this.received === null) return ''
    return this.received.text(this.#override, this.#responseType === '')
  }

  /**
   * A document of `DOMParser`; `null` where there is none.
   * https://xhr.spec.whatwg.org/#dom-xmlhttprequest-responsexml
   */
  get responseXML(): unknown {
    if (this.#responseType !== '' && this.#responseType !== 'document') {
      throw new DOMException(`The response is of type '${this.#responseType}'`, 'InvalidStateError')
    }
    if (this.state !== DONE || this.received === null || this.#parser === null) return null
    return this.received.document(this.#parser, this.#override, this.#responseType === 'document')
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
