/** The events of XMLHttpRequest and of its upload. https://xhr.spec.whatwg.org/#xmlhttprequesteventtarget */
import { ProgressEvent } from './progress-event.ts'

export type XhrHandler = ((event: Event) => unknown) | null

const PROGRESS_EVENTS = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend'] as const

/** What a request and its upload have in common. https://xhr.spec.whatwg.org/#xmlhttprequesteventtarget */
export class XMLHttpRequestEventTarget extends EventTarget {
  onloadstart: XhrHandler = null
  onprogress: XhrHandler = null
  onabort: XhrHandler = null
  onerror: XhrHandler = null
  onload: XhrHandler = null
  ontimeout: XhrHandler = null
  onloadend: XhrHandler = null
  readonly #types = new Set<string>()

  constructor() {
    super()
    for (const type of PROGRESS_EVENTS) super.addEventListener(type, (event) => this[`on${type}`]?.call(this, event))
  }

  override addEventListener(...given: Parameters<EventTarget['addEventListener']>): void {
    this.#types.add(given[0])
    super.addEventListener(...given)
  }

  /** Whether anybody listens: what makes an upload ask for a preflight. One that was removed again still counts. */
  get hasListeners(): boolean {
    return this.#types.size > 0 || PROGRESS_EVENTS.some((type) => this[`on${type}`] !== null)
  }

  /** *Fire a progress event*. https://xhr.spec.whatwg.org/#concept-event-fire-progress */
  fire(type: (typeof PROGRESS_EVENTS)[number], loaded = 0, total = 0): void {
    this.dispatchEvent(new ProgressEvent(type, { lengthComputable: total !== 0, loaded, total }))
  }
}

/** https://xhr.spec.whatwg.org/#xmlhttprequestupload */
export class XMLHttpRequestUpload extends XMLHttpRequestEventTarget {}
