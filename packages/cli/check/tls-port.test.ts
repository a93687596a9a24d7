/** A URL of http on a port that speaks TLS, and the other way round, as servers answer it. */
import { createServer as createHttpsServer } from 'node:https'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { http2Server, httpServer, listen, tcpServer } from '../testing/servers.ts'
import { check } from './command.ts'

const CERTIFICATE = selfSignedCertificate(['localhost', '127.0.0.1'])

/** What the server does with a request in plain text. */
const IN_PLAIN_TEXT: Readonly<Record<string, string | null>> = {
  'nginx and Apache':
    'HTTP/1.1 400 Bad Request\r\nserver: nginx\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n',
  Go: 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n',
  Tomcat: 'HTTP/1.1 400 \r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n',
  'Node and Python': '',
  'an alert of TLS': '\x15\x03\x01\x00\x02\x02\x46',
}

/** In TLS, it answers 200. The first byte of a handshake is 22. */
async function tlsServer(inPlainText: string): Promise<string> {
  const port = await listen(createHttpsServer(CERTIFICATE, (_, response) => response.end('hi')))
  const url = await tcpServer((socket) => {
    socket.once('data', (bytes) => {
      if (bytes[0] !== 22) return socket.end(inPlainText, 'latin1')
      const inner = connect(port, '127.0.0.1')
      inner.on('error', () => socket.destroy())
      inner.write(bytes)
      return socket.pipe(inner).pipe(socket)
    })
  })
  return url.replace('127.0.0.1', 'localhost')
}

async function told(url: string, ...args: readonly string[]) {
  const terminal = new RecordingTerminal()
  const surroundings = { authorities: args.includes('untrusted') ? [] : [CERTIFICATE.cert] }
  await check(
    [url, '--json', '--origin', 'http://localhost:5173', ...args.filter((one) => one !== 'untrusted')],
    terminal,
    surroundings,
  )
  const { causes } = JSON.parse(terminal.stdout) as {
    causes: { id: string; confidence: string; fix: { summary: string } }[]
  }
  return causes.map(({ confidence, fix, id }) => ({ cause: `${id} (${confidence})`, fix: fix.summary }))
}

describe.each(Object.entries(IN_PLAIN_TEXT))('http to a port of TLS, as %s', (_, answer) => {
  test.each([[], ['-X', 'PUT'], ['untrusted']])('%j: is told', async (...args) => {
    const [first] = await told(`${await tlsServer(answer ?? '')}/x`, ...args)
    expect(first).toEqual({ cause: 'http-to-tls-port (certain)', fix: 'Begin the URL with `https:`.' })
  })

  test('with --no-probe nothing is sent to find it out', async () => {
    const causes = await told(`${await tlsServer(answer ?? '')}/x`, '--no-probe')
    expect(causes.map(({ cause }) => cause)).not.toContain('http-to-tls-port (certain)')
  })
})

test.each(['', 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n'])(
  'a port that speaks no TLS: %j',
  async (answer) => {
    const url = await tcpServer((socket) => socket.once('data', () => socket.end(answer)))
    for (const { cause } of await told(url)) expect(cause).not.toContain('http-to-tls-port')
  },
)

test('https to a port of plain text: the handshake failed, and the fix names http', async () => {
  for (const url of [
    await httpServer((_, response) => response.end()),
    await tcpServer((socket) => socket.once('data', () => socket.destroy())),
  ]) {
    const [first, ...others] = await told(url.replace('http:', 'https:'))
    expect(first?.cause).toBe('tls-failed (certain)')
    expect(first?.fix).toContain('`http:`')
    expect(others).toEqual([])
  }
})

test('a server that takes a request back from HTTP/2 is asked over HTTP/1.1, as browsers do', async () => {
  const page = 'http://localhost:5173'
  const url = await http2Server(CERTIFICATE, (request, response) => {
    const { stream } = response as unknown as { stream?: { close(code: number): void } }
    if (request.httpVersionMajor === 2) stream?.close(13)
    else response.setHeader('access-control-allow-origin', page).end()
  })
  expect(await told(url)).toEqual([])
})
