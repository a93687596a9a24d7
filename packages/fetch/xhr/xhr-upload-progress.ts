/** What the upload of one request tells, and to whom. https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send */
import type { Engine } from 'corskit/browser'
import type { XhrBody } from './xhr-body.ts'
import type { XMLHttpRequestUpload } from './xhr-event-target.ts'

export class UploadProgress {
  /** *Upload listener flag*: who listens later hears nothing, and causes no preflight. */
  readonly isWatched: boolean
  readonly #upload: XMLHttpRequestUpload
  readonly #length: number
  /** *Upload complete flag*. */
  #isComplete: boolean
  #isSent = false

  constructor(upload: XMLHttpRequestUpload, body: XhrBody | null) {
    this.#upload = upload
    this.#length = body?.length ?? 0
    this.#isComplete = body === null
    this.isWatched = upload.hasListeners
  }

  start(): void {
    if (!this.#isComplete && this.isWatched) this.#upload.fire('loadstart', 0, this.#length)
  }

  /** Everything was sent, and nothing has come yet: *processRequestEndOfBody*. */
  sent(engine: Engine): void {
    if (engine !== 'firefox') {
      this.complete()
      return
    }
    // Measured: Firefox tells the end of the upload when the answer comes.
    if (this.#isComplete || !this.isWatched || this.#isSent) return
    this.#isSent = true
    this.#upload.fire('progress', this.#length, this.#length)
  }

  /** The upload is over at the latest when the answer comes. */
  complete(): void {
    if (!this.#end()) return
    if (!this.#isSent) this.#upload.fire('progress', this.#length, this.#length)
    for (const type of ['load', 'loadend'] as const) this.#upload.fire(type, this.#length, this.#length)
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
