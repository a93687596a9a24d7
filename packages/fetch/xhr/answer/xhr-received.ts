/**
 * The answer as far as it has come, in the forms in which script asks for it.
 * https://xhr.spec.whatwg.org/#received-bytes
 */
import type { MIMEType } from 'node:util'
import type { FetchedResponse } from '../../web/fetched-response.ts'
import { isHtml, type MakeParser, parsedDocument } from './xhr-document.ts'
import { responseMimeType } from './xhr-mime-type.ts'
import { responseObject } from './xhr-response.ts'
import { textOf } from './xhr-text.ts'

/**
 * Progress is told at most this often, in milliseconds. https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send,
 * "processBodyChunk"
 */
const PROGRESS_INTERVAL = 50

export class XhrReceived {
  readonly response: FetchedResponse
  /** What `Content-Length` promises, 0 where it says nothing. */
  readonly total: number
  loaded = 0
  readonly #chunks: Uint8Array[] = []
  #object: unknown
  #document: unknown

  constructor(response: FetchedResponse) {
    this.response = response
    this.total = Number(response.headers.get('content-length') ?? 0) || 0
  }

  /** Takes in the body, or a part of it. */
  take(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.loaded += chunk.byteLength
  }

  /** Takes in the body; yields whenever progress is to be told. */
  async *chunks(signal: AbortSignal): AsyncGenerator<void> {
    let told = Number.NEGATIVE_INFINITY
    for await (const chunk of (this.response.body ?? []) as AsyncIterable<Uint8Array>) {
      if (signal.aborted) return
      this.take(chunk)
      if (performance.now() - told < PROGRESS_INTERVAL) continue
      told = performance.now()
      yield
    }
  }

  /**
   * @param override what script wants it to be, `null` for what the server says
   * @param asXml whether an XML declaration may say the encoding
   */
  text(override: MIMEType | null, asXml: boolean): string {
    const said = this.#mimeType()
    const charset = override?.params.get('charset') ?? said.params.get('charset')
    return textOf(this.#bytes(), override ?? said, charset, asXml)
  }

  /** The same object every time. */
  object(responseType: XMLHttpRequestResponseType, override: MIMEType | null): unknown {
    this.#object ??= responseObject(responseType, this.#bytes(), String(override ?? this.#mimeType()))
    return this.#object
  }

  /**
   * The same document every time.
   * @param asHtml whether HTML makes one: only where script asked for a document
   */
  document(Parser: MakeParser, override: MIMEType | null, asHtml: boolean): unknown {
    const said = this.#mimeType()
    const type = override ?? said
    if (isHtml(type) && !asHtml) return null
    const charset = override?.params.get('charset') ?? said.params.get('charset')
    this.#document ??= parsedDocument(Parser, this.#bytes(), type, charset)
    return this.#document
  }

  #bytes(): Uint8Array<ArrayBuffer> {
    return Buffer.concat(this.#chunks) as Uint8Array<ArrayBuffer>
  }

  #mimeType(): MIMEType {
    return responseMimeType(this.response.headers.get('content-type'))
  }
}
