import { request as ask, createServer } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { closedPort, http2Server, httpServer, httpsServer, listen, tcpServer } from '../testing/servers.ts'
import { send } from './send.ts'
import type { HttpProxy, WireOptions } from './wire.ts'

/** A forward proxy for whom every name leads to loopback; it writes down what it was asked. */
async function forwardProxy({ wants, refuses }: { wants?: string; refuses?: number } = {}) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    if (wants !== undefined && request.headers['proxy-authorization'] !== wants) return response.writeHead(407).end()
    const url = new URL(request.url ?? '')
    return ask(
      { port: url.port, host: '127.0.0.1', path: url.pathname + url.search, method: request.method },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
      },
    ).end()
  })
  server.on('connect', (request, socket, head) => {
    seen.push(`${request.method} ${request.url}`)
    const status = wants !== undefined && request.headers['proxy-authorization'] !== wants ? 407 : (refuses ?? 200)
    socket.write(`HTTP/1.1 ${status} X\r\n\r\n`)
    if (status !== 200) return void socket.end()
    const there = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1')
    there.on('error', () => socket.destroy())
    socket.on('error', () => there.destroy())
    there.write(head)
    there.pipe(socket).pipe(there)
  })
  return { seen, proxy: { url: new URL(`http://127.0.0.1:${await listen(server)}`), user: null as string | null } }
}

const get = (url: string, proxy: HttpProxy, options: Partial<WireOptions> = {}) => {
  const wire = {
    method: 'GET',
    url: new URL(url),
    headers: [['host', new URL(url).host]] as [string, string][],
    body: null,
  }
  return send(wire, { timeout: 5000, insecure: false, proxy, ...options })
}

const portOf = (url: string) => new URL(url).port

describe('through a proxy', () => {
  test('a plain request has its whole URL, and the proxy resolves the name', async () => {
    const { seen, proxy } = await forwardProxy()
    const server = await httpServer((_, response) => response.writeHead(201, { 'x-there': '1' }).end())
    const url = `http://unknown.test:${portOf(server)}/path?a=1`
    expect(await get(url, proxy)).toMatchObject({ status: 201, headers: expect.arrayContaining([['x-there', '1']]) })
    expect(seen).toEqual([`GET ${url}`])
  })

  test.each([
    ['HTTP/2', http2Server, '2.0'],
    ['HTTP/1.1', httpsServer, '1.1'],
  ] as const)('a tunnel leads to a server that speaks TLS and %s', async (_, server, expected) => {
    const { seen, proxy } = await forwardProxy()
    const certificate = selfSignedCertificate(['localhost', 'unknown.test'])
    let version = ''
    const there = await server(certificate, (request, response) => {
      version = request.httpVersion
      response.end()
    })
    const url = `https://unknown.test:${portOf(there)}/`
    expect(await get(url, proxy, { authorities: [certificate.cert] })).toMatchObject({ status: 200 })
    expect([version, seen]).toEqual([expected, [`CONNECT unknown.test:${portOf(there)}`]])
    expect(await get(url, proxy)).toMatchObject({ failure: { kind: 'tls' } })
  })

  test.each(['http', 'https'])('who calls is said to a proxy that asks (%s)', async (scheme) => {
    const { proxy } = await forwardProxy({ wants: `Basic ${Buffer.from('ada:secret').toString('base64')}` })
    const certificate = selfSignedCertificate(['localhost'])
    const there =
      scheme === 'http'
        ? await httpServer((_, response) => response.end())
        : await httpsServer(certificate, (_, response) => response.end())
    const trust = { authorities: [certificate.cert] }
    const url = `${scheme}://localhost:${portOf(there)}/`
    expect(await get(url, { ...proxy, user: 'ada:secret' }, trust)).toMatchObject({ status: 200 })
    for (const user of [null, 'ada:wrong'])
      expect(await get(url, { ...proxy, user }, trust)).toMatchObject({ failure: { code: 'HTTP_407' } })
  })

  test("the server behind the tunnel does not see the proxy's user", async () => {
    const { proxy } = await forwardProxy()
    const certificate = selfSignedCertificate(['localhost'])
    let received: unknown = 'nothing'
    const there = await httpsServer(certificate, (request, response) => {
      received = request.headers['proxy-authorization']
      response.end()
    })
    await get(there, { ...proxy, user: 'ada:secret' }, { authorities: [certificate.cert] })
    expect(received).toBeUndefined()
  })

  test('the error names the proxy', async () => {
    const url = 'https://unknown.test/'
    const refusing = await forwardProxy({ refuses: 503 })
    expect(await get(url, refusing.proxy)).toMatchObject({ failure: { code: 'PROXY_503' } })
    const nobody = { url: new URL(`http://127.0.0.1:${await closedPort()}`), user: null }
    for (const target of [url, 'http://unknown.test/'])
      expect(await get(target, nobody)).toMatchObject({
        failure: { code: 'ECONNREFUSED', sentence: expect.stringMatching(/^At the proxy: /) },
      })
    const closing = await tcpServer((socket) => void socket.on('data', () => socket.end()))
    const silent = await tcpServer(() => {})
    const odd = await tcpServer((socket) => void socket.on('data', () => socket.write('220 ftp ready\r\n\r\n')))
    const [closed, late, strange] = await Promise.all(
      [closing, silent, odd].map((address) => get(url, { url: new URL(address), user: null }, { timeout: 300 })),
    )
    expect(closed).toMatchObject({ failure: { sentence: 'The proxy closed the connection.' } })
    expect(late).toMatchObject({ failure: { kind: 'timeout' } })
    expect(strange).toMatchObject({ failure: { code: 'INVALID_HTTP_RESPONSE' } })
  })

  test('a proxy gets no request for addresses that are always refused', async () => {
    const { seen, proxy } = await forwardProxy()
    const names = [
      'metadata.google.internal',
      'metadata.google.internal.',
      'metadata.goog',
      'instance-data.ec2.internal',
    ]
    for (const url of [
      'http://169.254.169.254/latest/',
      'https://[fe80::1]/',
      ...names.map((name) => `http://${name}/`),
    ])
      expect(await get(url, proxy)).toMatchObject({ failure: { code: 'FORBIDDEN_ADDRESS' } })
    expect(seen).toEqual([])
  })
})
