/** `Response` as `fetch` gives it: filtered, immutable, with a body that is read when script asks for it. */

import type { VisibleResponse } from 'corskit/browser'
import { PageHeaders } from './guarded-headers.ts'
import { bodyOfResponse, type IncomingBody } from './incoming-body.ts'
import { NodeResponse } from './node-classes.ts'
import { PageResponse } from './page-response.ts'

/** What came from the network, with what the filter left of it. */
export interface Fetched {
  readonly visible: VisibleResponse
  readonly statusText: string
  /** https://fetch.spec.whatwg.org/#dom-response-redirected */
  readonly redirected: boolean
  readonly body: IncomingBody | null
}

type Bytes = Uint8Array<ArrayBuffer>

export class FetchedResponse extends PageResponse {
  readonly #fetched: Fetched
  #immutable: PageHeaders | null = null
  /** Reads the body for everything but the quick way; made when first needed. */
  #reader: Response | null = null
  #read = false

  constructor(fetched: Fetched) {
    super()
    this.#fetched = fetched
  }

  override get type(): ResponseType {
    return this.#fetched.visible.type
  }

  override get url(): string {
    return this.#fetched.visible.url
  }

  override get redirected(): boolean {
    return this.#fetched.redirected
  }

  override get status(): number {
    return this.#fetched.visible.status
  }

  override get ok(): boolean {
    return this.status >= 200 && this.status <= 299
  }

  override get statusText(): string {
    return this.#fetched.statusText
  }

  override get headers(): PageHeaders {
    this.#immutable ??= PageHeaders.immutable(this.#fetched.visible.headers)
    return this.#immutable
  }

  override get body(): ReadableStream<Bytes> | null {
    if (this.#fetched.body === null) return null
    if (this.#read) return spentStream()
    return this.#asResponse().body as ReadableStream<Bytes>
  }

  override get bodyUsed(): boolean {
    return this.#read || (this.#reader?.bodyUsed ?? false)
  }

  override async text(): Promise<string> {
    return new TextDecoder().decode(await this.#all())
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer
  }

  /** A copy: what comes from a socket lies in memory that others use too. */
  override async bytes(): Promise<Bytes> {
    return new Uint8Array(await this.#all())
  }

  override async blob(): Promise<Blob> {
    return this.#asResponse().blob()
  }

  override async formData(): Promise<FormData> {
    return this.#asResponse().formData()
  }

  override clone(): FetchedResponse {
    if (this.bodyUsed) throw new TypeError('Response body is already used')
    const body = this.#fetched.body === null ? null : bodyOfResponse(this.#asResponse().clone())
    return new FetchedResponse({ ...this.#fetched, body })
  }

  /** The quick way: no stream is made where nobody looks at one. */
  async #all(): Promise<Bytes> {
    if (this.#reader !== null) return this.#reader.bytes() as Promise<Bytes>
    if (this.#fetched.body === null) return new Uint8Array()
    if (this.#read) throw new TypeError('Body has already been read')
    this.#read = true
    return this.#fetched.body.bytes()
  }

  #asResponse(): Response {
    if (this.#reader === null) {
      if (this.#read) throw new TypeError('Body has already been read')
      const type = this.headers.get('content-type')
      this.#reader = new NodeResponse(
        this.#fetched.body?.stream() ?? null,
        type === null ? {} : { headers: [['content-type', type]] },
      )
    }
    return this.#reader
  }
}

/** What is left of a body that was read whole: a stream that nobody can read. */
function spentStream(): ReadableStream<Bytes> {
  const stream = new ReadableStream<Bytes>()
  stream.getReader()
  return stream
}
