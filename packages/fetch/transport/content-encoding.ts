/**
 * *Handle content codings*: a page reads what was compressed, never the compression.
 * https://fetch.spec.whatwg.org/#handle-content-codings
 */
import { Readable, Transform, type TransformCallback } from 'node:stream'
// Imported as a whole, so that an older Node without zstd reaches the sentence in node-version.ts.
import zlib from 'node:zlib'
import { getHeader, type Header } from 'corskit/protocol'
import type { IncomingBody } from '../web/incoming-body.ts'

/** A window of 8 MiB, as a power of two: no browser takes a larger one. https://www.rfc-editor.org/rfc/rfc9659 */
const ZSTD_WINDOW = 23

/** Makes a decoder for a body that begins like this. */
type MakeDecoder = (first: Buffer) => Transform

const DECODERS: Readonly<Record<string, MakeDecoder>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  // In the format of zlib; some servers send it without that, and browsers take both.
  deflate: ([first = 0]) => ((first & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
  br: () => zlib.createBrotliDecompress(),
  zstd: () => zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW } }),
}

/** The body with its codings undone; as it came, when one of them is unknown. */
export function decodedBody(body: IncomingBody, headers: readonly Header[]): IncomingBody {
  const value = getHeader(headers, 'content-encoding')
  if (value === null) return body
  const decoders: MakeDecoder[] = []
  for (const coding of value.split(',')) {
    const name = coding.trim().toLowerCase()
    if (name === 'identity' || name === '') continue
    const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined
    if (decoder === undefined) return body
    decoders.unshift(decoder) // the last one applied comes off first
  }
  return decoders.length === 0 ? body : new DecodedBody(body, decoders)
}

class DecodedBody implements IncomingBody {
  readonly #body: IncomingBody
  readonly #decoders: readonly MakeDecoder[]

  constructor(body: IncomingBody, decoders: readonly MakeDecoder[]) {
    this.#body = body
    this.#decoders = decoders
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = []
    for await (const chunk of this.#decoded()) chunks.push(chunk as Uint8Array)
    return Buffer.concat(chunks) as Uint8Array<ArrayBuffer>
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return Readable.toWeb(this.#decoded()) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>
  }

  discard(): void {
    this.#body.discard()
  }

  #decoded(): Readable {
    let stream = Readable.fromWeb(this.#body.stream() as never)
    for (const decoder of this.#decoders) {
      const source = stream
      const decode = new Decoding(decoder)
      source.on('error', (error) => decode.destroy(error))
      decode.on('close', () => source.destroy())
      stream = source.pipe(decode)
    }
    return stream
  }
}

/** An empty body is not compressed, whatever its head says: a decoder would miss the end of what never began. */
class Decoding extends Transform {
  readonly #make: MakeDecoder
  #decoder: Transform | null = null

  constructor(make: MakeDecoder) {
    super()
    this.#make = make
  }

  override _transform(chunk: Buffer, encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#decoder === null) {
      this.#decoder = this.#make(chunk)
      this.#decoder.on('data', (part) => this.push(part)).on('error', (error) => this.destroy(error))
    }
    this.#decoder.write(chunk, encoding, done)
  }

  override _flush(done: TransformCallback): void {
    if (this.#decoder === null) done()
    else this.#decoder.once('end', () => done()).end()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#decoder?.destroy()
    done(error)
  }
}
