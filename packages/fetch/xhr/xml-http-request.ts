/**
 * `XMLHttpRequest` over the machine of a page. A synchronous one stops this thread, servers in this process included:
 * it is for others only. Without a `DOMParser` there are no documents: `responseXML` is `null` and the response type
 * `document` is ignored, as in a worker.
 * https://xhr.spec.whatwg.org/#interface-xmlhttprequest
 */
import type { Outcome } from 'corskit/browser'
import type { PageRun } from '../page/page-run.ts'
import type { PageRequestInit } from '../web/page-request.ts'
import { notWhileSync, XhrAnswer } from './answer/xhr-answer.ts'
import type { MakeParser } from './answer/xhr-document.ts'
import { withUtf8 } from './answer/xhr-mime-type.ts'
import { XhrReceived } from './answer/xhr-received.ts'
import { byteString } from './byte-string.ts'
import { readXhrBody } from './xhr-body.ts'
import { XMLHttpRequestUpload } from './xhr-event-target.ts'
import { addHeader, headersAsSet, NOTHING_OPENED, type OpenArguments, readOpening } from './xhr-opening.ts'
import { DONE, HEADERS_RECEIVED, LOADING, OPENED, UNSENT } from './xhr-states.ts'
import { XhrTimer } from './xhr-timer.ts'
import { UploadProgress } from './xhr-upload-progress.ts'

/** `XMLHttpRequest` as a page has it. https://xhr.spec.whatwg.org/#interface-xmlhttprequest */
export class PageXMLHttpRequest extends XhrAnswer {
  readonly upload = new XMLHttpRequestUpload()
  /** Of the last request that ended. Not in the standard: a browser tells the console only. */
  outcome: Outcome | null = null

  readonly #page: PageRun
  #sent = false
  #opening = NOTHING_OPENED
  #withCredentials = false
  #progress = new UploadProgress(this.upload, null)
  /** Ends the running request. Each request has its own object, so that late events of an old one are recognised. */
  #abort = new AbortController()
  readonly #timer = new XhrTimer(() => {
    this.#abort.abort()
    this.#failWith('timeout')
  })

  constructor(page: PageRun, parser: MakeParser | null) {
    super(parser)
    this.#page = page
  }

  get [Symbol.toStringTag](): string {
    return 'XMLHttpRequest'
  }

  /** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-open */
  open(...given: OpenArguments): void {
    requireTwo(given)
    const opening = readOpening(given, this.#page.calling.baseUrl)
    if (!opening.isAsync && this.responseType !== '') throw notWhileSync('response type')
    if (!opening.isAsync && this.timeout !== 0) throw notWhileSync('timeout')
    this.#abort.abort()
    this.#timer.stop()
    this.#opening = opening
    this.#sent = false
    this.isSync = !opening.isAsync
    this.received = null
    if (this.state !== OPENED) this.changeState(OPENED)
  }

  setRequestHeader(...given: [name: string, value: string]): void {
    requireTwo(given)
    const [name, value] = given.map(byteString) as typeof given
    this.#requireOpened()
    addHeader(this.#opening, name, value)
  }

  get timeout(): number {
    return this.#timer.milliseconds
  }

  set timeout(milliseconds: number) {
    if (this.isSync) throw notWhileSync('timeout')
    this.#timer.milliseconds = milliseconds
    if (this.#sent) this.#timer.restart()
  }

  get withCredentials(): boolean {
    return this.#withCredentials
  }

  set withCredentials(value: boolean) {
    if (this.#sent || this.state > OPENED) throw new DOMException('The request was sent already', 'InvalidStateError')
    this.#withCredentials = value
  }

  /** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send */
  send(body: BodyInit | null = null): void {
    const read = body === null ? null : readXhrBody(body) // runs what turns an object into a string, which may itself send
    this.#requireOpened()
    const { method, headers } = this.#opening
    const given = method === 'GET' || method === 'HEAD' ? null : read
    const type = headers.get('content-type')
    if (typeof given?.body === 'string' && type !== null) headers.set('content-type', withUtf8(type))
    this.#progress = new UploadProgress(this.upload, given)
    this.#sent = true
    this.#abort = new AbortController()
    if (this.isSync) {
      this.#wait(given?.body ?? null)
      return
    }
    this.#timer.start()
    void this.#fetch(given?.body ?? null, this.#abort.signal)
  }

  /** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-abort */
  abort(): void {
    this.#abort.abort()
    if ((this.state === OPENED && this.#sent) || this.state === HEADERS_RECEIVED || this.state === LOADING) {
      this.#failWith('abort')
    }
    if (this.state === DONE) {
      this.state = UNSENT
      this.received = null
    }
  }

  async #fetch(body: BodyInit | null, signal: AbortSignal): Promise<void> {
    const progress = this.#progress
    this.fire('loadstart')
    progress.start()
    if (signal.aborted) return
    const { url } = this.#opening
    try {
      const call = await this.#page.read(url, { ...this.#init(body), signal })
      const input = { ...call.input, useCorsPreflight: progress.isWatched }
      const onSent = () => {
        if (!signal.aborted) progress.sent(this.#page.engine)
      }
      const { outcome, response } = await this.#page.run({ ...call, input, onSent })
      if (signal.aborted) return
      this.outcome = outcome
      if (response === null) this.#failWith('error')
      else await this.#receive(new XhrReceived(response), signal)
    } catch {
      if (!signal.aborted) this.#failWith('error')
    }
  }

  #init(body: BodyInit | null): PageRequestInit {
    const { method } = this.#opening
    const headers = headersAsSet(this.#opening) as [string, string][]
    return { method, headers, credentials: this.#withCredentials ? 'include' : 'same-origin', body }
  }

  /**
   * The page stops, and no event is fired before the end. https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send, step 12
   */
  #wait(body: BodyInit | null): void {
    let received: XhrReceived | null = null
    try {
      const call = this.#page.readNow(this.#opening.url, this.#init(body))
      const input = { ...call.input, useCorsPreflight: this.#progress.isWatched }
      const { outcome, response, bytes } = this.#page.runSync({ ...call, input })
      this.outcome = outcome
      if (response === null) throw new DOMException('The request failed', 'NetworkError')
      received = new XhrReceived(response)
      received.take(bytes)
    } finally {
      this.received = received
      this.#sent = false
      this.state = DONE
    }
    this.#end(received)
  }

  /** *processResponse*. */
  async #receive(received: XhrReceived, signal: AbortSignal): Promise<void> {
    this.#progress.complete()
    this.received = received
    this.changeState(HEADERS_RECEIVED)
    let told = -1
    for await (const _ of received.chunks(signal)) {
      this.changeState(LOADING)
      told = received.loaded
      this.fire('progress', received.loaded, received.total)
    }
    if (signal.aborted) return
    if (told !== received.loaded) this.fire('progress', received.loaded, received.total)
    if (signal.aborted) return
    this.#sent = false
    this.#timer.stop()
    this.#end(received)
  }

  #end({ loaded, total }: XhrReceived): void {
    this.changeState(DONE)
    this.fire('load', loaded, total)
    this.fire('loadend', loaded, total)
  }

  /** *Request error steps*. https://xhr.spec.whatwg.org/#request-error-steps */
  #failWith(event: 'abort' | 'error' | 'timeout'): void {
    this.#sent = false
    this.#timer.stop()
    this.received = null
    this.changeState(DONE)
    this.#progress.fail(event)
    this.fire(event)
    this.fire('loadend')
  }

  #requireOpened(): void {
    if (this.state !== OPENED || this.#sent) throw new DOMException('open() comes first', 'InvalidStateError')
  }
}

function requireTwo(given: readonly unknown[]): void {
  if (given.length < 2) throw new TypeError(`2 arguments required, but only ${given.length} present`)
}
