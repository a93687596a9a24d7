import type { Socket } from 'node:net'

export type RawRequest = { method: string; target: string; headers: [string, string][]; body: string }

/**
 * Reads one request from a socket. Not node:http, whose parser answers 400 to methods that it does not know (`patch`,
 * `Egg`). Header names come in lower case, values as received; resolves to null when the peer closed before it sent a
 * whole request.
 */
export function readRequest(socket: Socket): Promise<RawRequest | null> {
  return new Promise((resolve) => {
    let data = ''
    const done = (request: RawRequest | null) => {
      socket.removeAllListeners('data')
      resolve(request)
    }
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      data += chunk
      const end = data.indexOf('\r\n\r\n')
      if (end < 0) return
      const [requestLine = '', ...lines] = data.slice(0, end).split('\r\n')
      const headers = lines.map((line): [string, string] => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      })
      const body = readBody(data.slice(end + 4), headers)
      if (body === null) return
      const [method = '', target = ''] = requestLine.split(' ')
      done({ method, target, headers, body })
    })
    socket.on('end', () => done(null))
    socket.on('error', () => done(null))
  })
}

/** The body in UTF-8, or null while bytes are missing. No engine sends chunked requests over HTTP/1.1. */
function readBody(received: string, headers: [string, string][]): string | null {
  const length = Number(headers.find(([name]) => name === 'content-length')?.[1] ?? 0)
  return received.length < length ? null : Buffer.from(received.slice(0, length), 'latin1').toString('utf8')
}
