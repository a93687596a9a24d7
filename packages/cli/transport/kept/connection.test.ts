import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../../../testing/certificate.ts'
import { closedPort, http2Server, httpServer, httpsServer, listen } from '../../testing/servers.ts'
import type { WireAnswer } from '../wire.ts'
import { KeptConnection } from './connection.ts'

const certificate = selfSignedCertificate(['localhost'])
const kept: KeptConnection[] = []
afterAll(() => {
  for (const connection of kept) connection.close()
})

const OPTIONS = { timeout: 10_000, insecure: false, authorities: [certificate.cert] }

/** Asks so many times, one after the other. */
async function ask(url: string, times: number, method = 'GET'): Promise<WireAnswer[]> {
  const connection = new KeptConnection()
  kept.push(connection)
  const answers: WireAnswer[] = []
  for (let at = 0; at < times; at++) {
    const target = new URL(`/${at}`, url)
    answers.push(await connection.send({ method, url: target, headers: [['host', target.host]], body: null }, OPTIONS))
  }
  return answers
}

/** How often each connection was used, in the order in which they came. */
function counted() {
  const uses = new Map<Socket, number>()
  return {
    see: (socket: Socket) => uses.set(socket, (uses.get(socket) ?? 0) + 1),
    uses: () => [...uses.values()],
  }
}

const headersSeen = (answers: readonly WireAnswer[]) =>
  answers.map((answer) =>
    'failure' in answer ? answer.failure.sentence : answer.headers.find(([name]) => name === 'x-at')?.[1],
  )

describe('five requests go over as few connections as the answers permit', () => {
  test.each<[string, number[], string, (response: ServerResponse) => void]>([
    ['with their length', [5], 'GET', (response) => response.end('hello')],
    ['in chunks', [5], 'GET', (response) => response.writeHead(200).end('hello')],
    ['without a body', [5], 'GET', (response) => response.writeHead(204).end()],
    ['to HEAD', [5], 'HEAD', (response) => response.writeHead(200, { 'content-length': '7' }).end()],
    ['that close', [1, 1, 1, 1, 1], 'GET', (response) => response.setHeader('connection', 'close').end('hello')],
    ['that never end', [1, 1, 1, 1, 1], 'GET', (response) => response.write('data: x\n\n')],
    ['that are long', [1, 1, 1, 1, 1], 'GET', (response) => response.end('x'.repeat(1_000_000))],
  ])('%s: %j', async (_, expected, method, answer) => {
    const { see, uses } = counted()
    const url = await httpServer((request, response) => {
      see(request.socket)
      response.setHeader('x-at', request.url ?? '')
      answer(response)
    })
    expect(headersSeen(await ask(url, 5, method))).toEqual(['/0', '/1', '/2', '/3', '/4'])
    expect(uses()).toEqual(expected)
  })
})

test('over TLS, and over HTTP/2, one connection does for all', async () => {
  for (const server of [httpsServer, http2Server]) {
    const { see, uses } = counted()
    const url = await server(certificate, (request, response) => {
      see(request.socket)
      response.setHeader('x-at', `${request.httpVersion} ${request.url}`)
      response.end('hello')
    })
    const version = server === http2Server ? '2.0' : '1.1'
    expect(headersSeen(await ask(url, 3))).toEqual([`${version} /0`, `${version} /1`, `${version} /2`])
    if (server === httpsServer) expect(uses()).toEqual([3])
  }
})

test('a connection that the server has closed meanwhile is replaced, and the request is sent again', async () => {
  const { see, uses } = counted()
  const server = createServer((request, response) => {
    see(request.socket)
    response.setHeader('x-at', request.url ?? '').end('hello')
    // The second request over it gets no answer.
    request.socket.removeAllListeners('data').on('data', () => request.socket.destroy())
  })
  const url = `http://127.0.0.1:${await listen(server)}/`
  expect(headersSeen(await ask(url, 3))).toEqual(['/0', '/1', '/2'])
  expect(uses()).toEqual([1, 1, 1])
})

test('a server that ends its HTTP/2 session is asked in another one', async () => {
  const url = await http2Server(certificate, (request, response) => {
    response.setHeader('x-at', request.url ?? '')
    response.end('hello', () => (request as never as { stream: { session: { close(): void } } }).stream.session.close())
  })
  expect(headersSeen(await ask(url, 3))).toEqual(['/0', '/1', '/2'])
})

test('a server that is gone is an error for each request', async () => {
  const answers = await ask(`http://127.0.0.1:${await closedPort()}/`, 2)
  for (const answer of answers) expect(answer).toMatchObject({ failure: { kind: 'refused' } })
})

test('bytes that nobody asked for end the connection, and are not taken for an answer', async () => {
  const url = await httpServer((request, response) => {
    response.setHeader('x-at', request.url ?? '')
    response.end('hello', () => request.socket.write('HTTP/1.1 200 OK\r\nX-At: smuggled\r\nContent-Length: 0\r\n\r\n'))
  })
  const connection = new KeptConnection()
  kept.push(connection)
  const send = (path: string) => {
    const target = new URL(path, url)
    return connection.send({ method: 'GET', url: target, headers: [['host', target.host]], body: null }, OPTIONS)
  }
  const first = await send('/0')
  await once(process, 'none', { signal: AbortSignal.timeout(50) }).catch(() => {})
  expect(headersSeen([first, await send('/1')])).toEqual(['/0', '/1'])
})
