import type { IncomingMessage } from 'node:http'

/** As much as `check` accepts in headers and URL together, and some. */
const MAX_BODY_BYTES = 512 * 1024

/** The body as text, or `null` when it is too long. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
