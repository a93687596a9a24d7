/** Enough of WebSocket to send one message. https://www.rfc-editor.org/rfc/rfc6455 */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** The answer that opens it, or `null` when the request does not ask for a WebSocket. */
export function acceptSocket({ method, headers }: IncomingMessage): string | null {
  const key = headers['sec-websocket-key']
  if (method !== 'GET' || headers.upgrade?.toLowerCase() !== 'websocket' || typeof key !== 'string') return null
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  return `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`
}

/** One text frame, of up to 125 bytes. */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8').subarray(0, 125)
  return Buffer.concat([Buffer.from([0x81, bytes.length]), bytes])
}
