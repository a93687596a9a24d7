/** What the upload of one request tells, and to whom. https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send */
import type { XhrBody } from './xhr-body.ts'
import type { XMLHttpRequestUpload } from './xhr-event-target.ts'

/** What the upload says when everything was sent. */
const SENT_EVENTS = ['progress', 'load', 'loadend'] as const

export class UploadProgress {
  /** *Upload listener flag*: who listens later hears nothing, and causes no preflight. */
  readonly isWatched: boolean
  readonly #upload: XMLHttpRequestUpload
  readonly #length: number
  /** *Upload complete flag*. */
  #isComplete: boolean

  constructor(upload: XMLHttpRequestUpload, body: XhrBody | null) {
    this.#upload = upload
    this.#length = body?.length ?? 0
    this.#isComplete = body === null
    this.isWatched = upload.hasListeners
  }

  start(): void {
    if (!this.#isComplete && this.isWatched) this.#upload.fire('loadstart', 0, this.#length)
  }

  /** *processRequestEndOfBody*. */
  complete(): void {
    if (!this.#end()) return
    for (const type of SENT_EVENTS) this.#upload.fire(type, this.#length, this.#length)
  }

  fail(event: 'abort' | 'error' | 'timeout'): void {
    if (!this.#end()) return
    this.#upload.fire(event)
    this.#upload.fire('loadend')
  }

  /** @returns whether anybody is to hear of it: the end is told once */
  #end(): boolean {
    const tells = !this.#isComplete && this.isWatched
    this.#isComplete = true
    return tells
  }
}
