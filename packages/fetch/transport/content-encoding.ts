/**
 * *Handle content codings*: a page reads what was compressed, never the compression.
 * https://fetch.spec.whatwg.org/#handle-content-codings
 */
import { Readable, Transform, type TransformCallback } from 'node:stream'
// Imported as a whole, so that an older Node without zstd reaches the sentence in node-version.ts.
import zlib from 'node:zlib'
import { getHeader, type Header } from 'corskit/protocol'
import type { IncomingBody } from '../web/incoming-body.ts'
import { gzipHeaderLength } from './gzip-header.ts'

/** A window of 8 MiB, as a power of two: no browser takes a larger one. https://www.rfc-editor.org/rfc/rfc9659 */
const ZSTD_WINDOW = 23

/** The decoder for a body that begins like this, and where its part begins; `null` where more bytes must come first. */
type StartDecoder = (first: Buffer) => { readonly decoder: Transform; readonly from: number } | null

/** Where the compressed bytes break off, three browsers give the page what came until then, and no error. */
const OF_ZLIB = { finishFlush: zlib.constants.Z_SYNC_FLUSH }
const OF_BROTLI = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH }
const OF_ZSTD = {
  finishFlush: zlib.constants.ZSTD_e_flush,
  params: { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW },
}

/** As browsers do it: the sum at the end is not looked at, and nothing behind the first member is read. */
const startGzip: StartDecoder = (first) => {
  const from = gzipHeaderLength(first)
  return from === null ? null : { decoder: zlib.createInflateRaw(OF_ZLIB), from }
}

const DECODERS: Readonly<Record<string, StartDecoder>> = {
  gzip: startGzip,
  'x-gzip': startGzip,
  // In the format of zlib; some servers send it without that, and browsers take both.
  deflate: ([first = 0]) => {
    const isZlib = (first & 0x0f) === 8
    return { decoder: isZlib ? zlib.createInflate(OF_ZLIB) : zlib.createInflateRaw(OF_ZLIB), from: 0 }
  },
  br: () => ({ decoder: zlib.createBrotliDecompress(OF_BROTLI), from: 0 }),
  zstd: () => ({ decoder: zlib.createZstdDecompress(OF_ZSTD), from: 0 }),
}

/** The body with its codings undone; as it came, when one of them is unknown. */
export function decodedBody(body: IncomingBody, headers: readonly Header[]): IncomingBody {
  const value = getHeader(headers, 'content-encoding')
  if (value === null) return body
  const decoders: StartDecoder[] = []
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
  readonly #decoders: readonly StartDecoder[]

  constructor(body: IncomingBody, decoders: readonly StartDecoder[]) {
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

/**
 * An empty body is not compressed, whatever its head says: a decoder would miss the end of what never began. Bytes
 * behind the end of what was compressed are not looked at.
 */
class Decoding extends Transform {
  readonly #start: StartDecoder
  #first: Buffer = Buffer.alloc(0)
  #decoder: Transform | null = null
  #hasEnded = false
  /** Takes the next piece. A decoder that has come to its end takes no more, and does not say so. */
  #next: (() => void) | null = null

  constructor(start: StartDecoder) {
    super()
    this.#start = start
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#hasEnded) {
      done()
      return
    }
    this.#next = done
    if (this.#decoder !== null) this.#decoder.write(chunk, this.#goOn)
    else this.#begin(chunk)
  }

  #begin(chunk: Buffer): void {
    this.#first = Buffer.concat([this.#first, chunk])
    try {
      const started = this.#start(this.#first)
      if (started === null) {
        this.#goOn()
        return
      }
      this.#decoder = started.decoder
      this.#decoder.on('data', (part) => this.push(part)).on('error', (error) => this.destroy(error))
      this.#decoder.on('end', () => {
        this.#hasEnded = true
        this.#goOn()
      })
      this.#decoder.write(this.#first.subarray(started.from), this.#goOn)
    } catch (error) {
      this.destroy(error as Error)
    }
  }

  readonly #goOn = () => {
    const next = this.#next
    this.#next = null
    next?.()
  }

  override _flush(done: TransformCallback): void {
    if (this.#decoder === null || this.#hasEnded) done()
    else this.#decoder.once('end', () => done()).end()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#decoder?.destroy()
    done(error)
  }
}
