/** Writes a request down. https://www.rfc-editor.org/rfc/rfc9112#section-3 */
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { linesAsWritten } from '../header-case.ts'
import type { WireRequest } from '../wire.ts'

/** @param onFault where a stream gives an error, or something else than bytes */
export function writeRequest(socket: Socket, request: WireRequest, onFault: (error: Error) => void): void {
  const { body } = request
  if (body instanceof ReadableStream) {
    socket.write(requestHead(request, ['Transfer-Encoding', 'chunked']), 'latin1')
    const source = Readable.from(chunked(body))
    source.on('error', onFault)
    const stop = () => source.destroy()
    socket.once('close', stop)
    source.once('close', () => socket.off('close', stop))
    source.once('end', () => request.onSent?.())
    source.pipe(socket, { end: false })
    return
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  socket.write(requestHead(request, lengthLine(request.method, bytes)), 'latin1')
  if (bytes !== null) {
    socket.write(bytes, (error) => {
      if (error == null) request.onSent?.()
    })
  }
}

/** https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 8.3 to 8.6 */
export function lengthLine(method: string, bytes: Uint8Array | null): readonly string[] {
  if (bytes !== null) return ['Content-Length', String(bytes.byteLength)]
  return method === 'POST' || method === 'PUT' ? ['Content-Length', '0'] : []
}

function requestHead({ method, url, headers, written }: WireRequest, framing: readonly string[]): string {
  const [host, ...others] = pairs(linesAsWritten(headers, written))
  const lines = [host, 'Connection: keep-alive', ...pairs(framing), ...others]
  return `${method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

function pairs(flat: readonly string[]): string[] {
  const lines: string[] = []
  for (let i = 0; i + 1 < flat.length; i += 2) lines.push(`${flat[i]}: ${flat[i + 1]}`)
  return lines
}

async function* chunked(stream: ReadableStream): AsyncGenerator<Buffer> {
  for await (const chunk of stream as unknown as AsyncIterable<unknown>) {
    const bytes = bytesOnly(chunk)
    // One of size 0 would end the body.
    if (bytes.byteLength > 0) yield Buffer.concat([Buffer.from(`${bytes.byteLength.toString(16)}\r\n`), bytes, CRLF])
  }
  yield Buffer.from('0\r\n\r\n')
}

const CRLF = Buffer.from('\r\n')

/** Anything but bytes ends the fetch. https://fetch.spec.whatwg.org/#body-incrementally-read */
export function bytesOnly(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  throw new TypeError('A stream sent as a body must give Uint8Array chunks')
}
