/** `Response` as a page sees it: filtered, immutable, with a body that is read when script asks for it. https://fetch.spec.whatwg.org/#response-class */
import type { VisibleResponse } from 'corskit/browser'
import { PageHeaders, pairsOf } from './guarded-headers.ts'
import { bodyOfResponse, type IncomingBody } from './incoming-body.ts'

/** What came from the network, with what the filter left of it. */
export interface FetchedResponse {
  readonly visible: VisibleResponse
  readonly statusText: string
  /** https://fetch.spec.whatwg.org/#dom-response-redirected */
  readonly redirected: boolean
  readonly body: IncomingBody | null
}

const NULL_BODY_STATUS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304])

export class PageResponse extends Response {
  #fetched: FetchedResponse | null = null
  #headers: PageHeaders | null = null
  /** Reads the body for everything but the quick ways; made when first needed. */
  #reader: Response | null = null
  #read = false

  constructor(body: BodyInit | null = null, init: ResponseInit = {}) {
    // A page cannot set cookies through a response that it makes itself: the guard `response` drops them.
    super(body, init.headers === undefined ? init : { ...init, headers: responseHeaders(init.headers) })
  }

  /** A response as `fetch` gives it. */
  static fetched(fetched: FetchedResponse): PageResponse {
    const response = new PageResponse()
    response.#fetched = fetched
    return response
  }

  override get type(): ResponseType {
    return this.#fetched === null ? super.type : this.#fetched.visible.type
  }

  override get url(): string {
    return this.#fetched === null ? super.url : this.#fetched.visible.url
  }

  override get redirected(): boolean {
    return this.#fetched === null ? super.redirected : this.#fetched.redirected
  }

  override get status(): number {
    return this.#fetched === null ? super.status : this.#fetched.visible.status
  }

  override get ok(): boolean {
    return this.status >= 200 && this.status <= 299
  }

  override get statusText(): string {
    return this.#fetched === null ? super.statusText : this.#fetched.statusText
  }

  override get headers(): PageHeaders {
    if (this.#headers === null) {
      if (this.#fetched === null) this.#headers = PageHeaders.guarded('response', super.headers)
      else this.#headers = PageHeaders.immutable(this.#fetched.visible.headers)
    }
    return this.#headers
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.#fetched === null) return super.body as ReadableStream<Uint8Array<ArrayBuffer>> | null
    if (this.#fetched.body === null) return null
    return this.#asResponse().body as ReadableStream<Uint8Array<ArrayBuffer>>
  }

  override get bodyUsed(): boolean {
    if (this.#fetched === null) return super.bodyUsed
    return this.#read || (this.#reader?.bodyUsed ?? false)
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes())
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = await this.bytes()
    return buffer.byteLength === byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)
  }

  /** The quick way: no stream is made where nobody looks at one. */
  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#fetched === null) return super.bytes() as Promise<Uint8Array<ArrayBuffer>>
    if (this.#reader !== null) return this.#reader.bytes() as Promise<Uint8Array<ArrayBuffer>>
    const { body } = this.#fetched
    if (body === null) return new Uint8Array()
    if (this.#read) throw new TypeError('Body has already been read')
    this.#read = true
    return body.bytes()
  }

  override async blob(): Promise<Blob> {
    return this.#fetched === null ? super.blob() : this.#asResponse().blob()
  }

  override async formData(): Promise<FormData> {
    return this.#fetched === null ? super.formData() : this.#asResponse().formData()
  }

  override clone(): PageResponse {
    if (this.bodyUsed) throw new TypeError('Response body is already used')
    if (this.#fetched === null) {
      const { status, statusText, headers } = this
      const body = super.clone().body as ReadableStream | null
      return new PageResponse(NULL_BODY_STATUS.has(status) ? null : body, { status, statusText, headers })
    }
    const { body } = this.#fetched
    return PageResponse.fetched({
      ...this.#fetched,
      body: body === null ? null : bodyOfResponse(this.#asResponse().clone()),
    })
  }

  #asResponse(): Response {
    if (this.#read) throw new TypeError('Body has already been read')
    if (this.#reader === null) {
      const type = this.headers.get('content-type')
      const init = type === null ? {} : { headers: { 'content-type': type } }
      this.#reader = new Response(this.#fetched?.body?.stream() ?? null, init)
    }
    return this.#reader
  }
}

function responseHeaders(init: HeadersInit): Headers {
  return new Headers([...PageHeaders.guarded('response', pairsOf(init))])
}
