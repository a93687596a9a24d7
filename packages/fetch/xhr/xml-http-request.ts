/**
 * `XMLHttpRequest` over the machine of a page. Asynchronous only: a synchronous one would have to stop Node's only thread, servers in this
 * process included. There is no DOM either, so `responseXML` is `null` and the response type `document` is ignored, as in a worker.
 * https://xhr.spec.whatwg.org/#interface-xmlhttprequest
 */
import type { Outcome } from 'corskit/browser'
import {
  isForbiddenMethod,
  isHeaderName,
  isHeaderValue,
  isMethod,
  normalizeHeaderValue,
  normalizeMethod,
} from 'corskit/protocol'
import type { PageRun } from '../page/page-run.ts'
import type { FetchedResponse } from '../web/fetched-response.ts'
import { PageHeaders } from '../web/guarded-headers.ts'
import { readXhrBody } from './xhr-body.ts'
import { type XhrHandler, XMLHttpRequestEventTarget, XMLHttpRequestUpload } from './xhr-event-target.ts'
import { allResponseHeaders, type ReceivedBody, responseObject, textOf, withUtf8 } from './xhr-response.ts'

const UNSENT = 0
const OPENED = 1
const HEADERS_RECEIVED = 2
const LOADING = 3
const DONE = 4

/** Progress is told at most this often, in milliseconds. https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send, "processBodyChunk" */
const PROGRESS_INTERVAL = 50

/** What the upload says when everything was sent. */
const SENT_EVENTS = ['progress', 'load', 'loadend'] as const

export class PageXMLHttpRequest extends XMLHttpRequestEventTarget {
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

  readonly upload = new XMLHttpRequestUpload()
  onreadystatechange: XhrHandler = null
  /** Of the last request that ended. Not in the standard: a browser tells the console only. */
  outcome: Outcome | null = null

  readonly #page: PageRun
  #state = UNSENT
  #sent = false
  #method = 'GET'
  #url = ''
  #headers = PageHeaders.guarded('request', [])
  #timeout = 0
  #withCredentials = false
  #responseType: XMLHttpRequestResponseType = ''
  #mimeType: string | null = null
  #uploadComplete = true
  #uploadListeners = false
  #uploadLength = 0
  #response: FetchedResponse | null = null
  #chunks: Uint8Array[] = []
  #object: unknown
  /** Ends the request that is under way; a new one is a new object, so what comes late of the old one is told apart. */
  #abort = new AbortController()
  #sentAt = 0
  #timer: NodeJS.Timeout | undefined

  constructor(page: PageRun) {
    super()
    this.#page = page
    this.addEventListener('readystatechange', (event) => this.onreadystatechange?.call(this, event))
  }

  get [Symbol.toStringTag](): string {
    return 'XMLHttpRequest'
  }

  get readyState(): number {
    return this.#state
  }

  /** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-open */
  open(method: string, url: string | URL, async = true): void {
    if (!isMethod(method)) throw new DOMException(`'${method}' is not a valid HTTP method.`, 'SyntaxError')
    if (isForbiddenMethod(method)) throw new DOMException(`'${method}' HTTP method is unsupported.`, 'SecurityError')
    if (!URL.canParse(String(url), this.#page.calling.baseUrl)) throw new DOMException(`Invalid URL`, 'SyntaxError')
    if (!async) throw new DOMException('Synchronous requests are not supported here', 'NotSupportedError')
    this.#abort.abort()
    clearTimeout(this.#timer)
    this.#method = normalizeMethod(method)
    this.#url = new URL(url, this.#page.calling.baseUrl).href
    this.#headers = PageHeaders.guarded('request', [])
    this.#sent = false
    this.#forgetResponse()
    if (this.#state !== OPENED) this.#changeState(OPENED)
  }

  setRequestHeader(name: string, value: string): void {
    this.#requireOpened()
    const normalized = normalizeHeaderValue(String(value))
    if (!isHeaderName(name) || !isHeaderValue(normalized))
      throw new DOMException(`'${name}' is no header`, 'SyntaxError')
    this.#headers.append(name, normalized)
  }

  get timeout(): number {
    return this.#timeout
  }

  set timeout(milliseconds: number) {
    this.#timeout = milliseconds
    if (this.#sent) this.#startTimer()
  }

  get withCredentials(): boolean {
    return this.#withCredentials
  }

  set withCredentials(value: boolean) {
    if (this.#sent || this.#state > OPENED) throw new DOMException('The request was sent already', 'InvalidStateError')
    this.#withCredentials = value
  }

  /** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send */
  send(body: BodyInit | null = null): void {
    this.#requireOpened()
    const hasBody = body !== null && this.#method !== 'GET' && this.#method !== 'HEAD'
    const given = hasBody ? readXhrBody(body) : null
    const type = this.#headers.get('content-type')
    if (typeof given?.body === 'string' && type !== null) this.#headers.set('content-type', withUtf8(type))
    this.#uploadComplete = given === null
    this.#uploadListeners = this.upload.hasListeners
    this.#sent = true
    this.#abort = new AbortController()
    this.#sentAt = performance.now()
    this.#startTimer()
    this.#uploadLength = given?.length ?? 0
    void this.#fetch(given?.body ?? null, this.#abort.signal)
  }

  /** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-abort */
  abort(): void {
    this.#abort.abort()
    if ((this.#state === OPENED && this.#sent) || this.#state === HEADERS_RECEIVED || this.#state === LOADING) {
      this.#failWith('abort')
    }
    if (this.#state === DONE) {
      this.#state = UNSENT
      this.#forgetResponse()
    }
  }

  get responseURL(): string {
    return this.#response?.url ?? ''
  }

  get status(): number {
    return this.#response?.status ?? 0
  }

  get statusText(): string {
    return this.#response?.statusText ?? ''
  }

  getResponseHeader(name: string): string | null {
    return this.#response?.headers.get(name) ?? null
  }

  getAllResponseHeaders(): string {
    return this.#response === null ? '' : allResponseHeaders(this.#response.headers)
  }

  overrideMimeType(type: string): void {
    if (this.#state >= LOADING) throw new DOMException('The response is being read', 'InvalidStateError')
    this.#mimeType = type
  }

  get responseType(): XMLHttpRequestResponseType {
    return this.#responseType
  }

  set responseType(type: XMLHttpRequestResponseType) {
    if (type === 'document') return // as where there is no document: in a worker
    if (this.#state >= LOADING) throw new DOMException('The response is being read', 'InvalidStateError')
    this.#responseType = type
  }

  get response(): unknown {
    if (this.#responseType === '' || this.#responseType === 'text') return this.responseText
    if (this.#state !== DONE || this.#response === null) return null
    this.#object ??= responseObject(this.#responseType, this.#received())
    return this.#object
  }

  get responseText(): string {
    if (this.#responseType !== '' && this.#responseType !== 'text') {
      throw new DOMException(`The response is of type '${this.#responseType}'`, 'InvalidStateError')
    }
    return this.#state >= LOADING && this.#response !== null ? textOf(this.#received()) : ''
  }

  get responseXML(): null {
    return null
  }

  async #fetch(body: BodyInit | null, signal: AbortSignal): Promise<void> {
    this.fire('loadstart')
    if (!this.#uploadComplete && this.#uploadListeners) this.upload.fire('loadstart', 0, this.#uploadLength)
    if (signal.aborted) return
    try {
      const call = await this.#page.read(this.#url, {
        method: this.#method,
        headers: this.#headers,
        credentials: this.#withCredentials ? 'include' : 'same-origin',
        body,
        signal,
      })
      const input = { ...call.input, useCorsPreflight: this.#uploadListeners }
      const { outcome, response } = await this.#page.run({ ...call, input })
      if (signal.aborted) return
      this.outcome = outcome
      if (response === null) this.#failWith('error')
      else await this.#receive(response, signal)
    } catch {
      if (!signal.aborted) this.#failWith('error')
    }
  }

  /** *processRequestEndOfBody*, then *processResponse*. */
  async #receive(response: FetchedResponse, signal: AbortSignal): Promise<void> {
    if (!this.#uploadComplete) {
      this.#uploadComplete = true
      const length = this.#uploadLength
      if (this.#uploadListeners) for (const type of SENT_EVENTS) this.upload.fire(type, length, length)
    }
    this.#response = response
    this.#changeState(HEADERS_RECEIVED)
    const total = Number(response.headers.get('content-length') ?? 0) || 0
    let loaded = 0
    let told = Number.NEGATIVE_INFINITY
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      if (signal.aborted) return
      this.#chunks.push(chunk)
      loaded += chunk.byteLength
      if (performance.now() - told < PROGRESS_INTERVAL) continue
      told = performance.now()
      this.#changeState(LOADING)
      this.fire('progress', loaded, total)
    }
    if (signal.aborted) return
    this.#sent = false
    clearTimeout(this.#timer)
    this.#changeState(DONE)
    this.fire('load', loaded, total)
    this.fire('loadend', loaded, total)
  }

  /** The time counts from `send`, also when script sets it later. https://xhr.spec.whatwg.org/#dom-xmlhttprequest-timeout */
  #startTimer(): void {
    clearTimeout(this.#timer)
    if (this.#timeout === 0) return
    const passed = performance.now() - this.#sentAt
    this.#timer = setTimeout(
      () => {
        this.#abort.abort()
        this.#failWith('timeout')
      },
      Math.max(0, this.#timeout - passed),
    )
  }

  /** *Request error steps*. https://xhr.spec.whatwg.org/#request-error-steps */
  #failWith(event: 'abort' | 'error' | 'timeout'): void {
    this.#sent = false
    clearTimeout(this.#timer)
    this.#forgetResponse()
    this.#changeState(DONE)
    if (!this.#uploadComplete) {
      this.#uploadComplete = true
      if (this.#uploadListeners) {
        this.upload.fire(event)
        this.upload.fire('loadend')
      }
    }
    this.fire(event)
    this.fire('loadend')
  }

  #changeState(state: number): void {
    this.#state = state
    this.dispatchEvent(new Event('readystatechange'))
  }

  #forgetResponse(): void {
    this.#response = null
    this.#chunks = []
    this.#object = undefined
  }

  #requireOpened(): void {
    if (this.#state !== OPENED || this.#sent) throw new DOMException('open() comes first', 'InvalidStateError')
  }

  #received(): ReceivedBody {
    const bytes = Buffer.concat(this.#chunks) as Uint8Array<ArrayBuffer>
    return { bytes, type: this.#mimeType ?? this.#response?.headers.get('content-type') ?? 'text/xml' }
  }
}
