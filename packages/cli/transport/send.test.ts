import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { closedPort, http2Server, httpServer, httpsServer, tcpServer } from '../testing/servers.ts'
import type { Failure } from './failure.ts'
import { KeptConnection } from './kept/connection.ts'
import { send } from './send.ts'
import type { WireAnswer, WireOptions, WireRequest } from './wire.ts'

const DAY = 24 * 60 * 60 * 1000

function get(url: string, options: Partial<WireOptions> = {}, request: Partial<WireRequest> = {}): Promise<WireAnswer> {
  const wire: WireRequest = {
    method: 'GET',
    url: new URL(url),
    headers: [['host', new URL(url).host]],
    body: null,
    ...request,
  }
  return send(wire, { timeout: 5000, insecure: false, ...options })
}

async function failureOf(answer: Promise<WireAnswer>): Promise<Failure> {
  const given = await answer
  if ('failure' in given) return given.failure
  throw new Error(`expected a failure, got status ${given.status}`)
}

describe('an answer', () => {
  test('keeps duplicate header lines apart, in order, with names in lower case', async () => {
    const url = await httpServer((_, response) => {
      response.setHeader('Access-Control-Allow-Origin', ['https://a.example', 'https://b.example'])
      response.end('body')
    })
    const answer = await get(url)
    expect(answer).toMatchObject({ status: 200 })
    expect('headers' in answer && answer.headers.filter(([name]) => name === 'access-control-allow-origin')).toEqual([
      ['access-control-allow-origin', 'https://a.example'],
      ['access-control-allow-origin', 'https://b.example'],
    ])
  })

  test('is complete with its head, however long the body takes', async () => {
    const url = await httpServer((_, response) => {
      response.writeHead(200, { 'content-length': '1000000000' })
      response.write('the first of many bytes')
    })
    expect(await get(url)).toMatchObject({ status: 200 })
  })

  test('may come with 200 and an offer to upgrade, as Apache sends it', async () => {
    const url = await tcpServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nUpgrade: h2,h2c\r\nConnection: Upgrade\r\nContent-Length: 0\r\n\r\n')
    })
    expect(await get(url)).toMatchObject({ status: 200 })
  })

  test('may come after 103 Early Hints', async () => {
    const url = await tcpServer((socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n')
    })
    expect(await get(url)).toMatchObject({ status: 204 })
  })

  test('is a redirect when the server redirects: the transport follows nothing', async () => {
    const url = await httpServer((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
    expect(await get(url)).toMatchObject({ status: 302 })
  })

  test('comes over HTTP/2 where the server offers it', async () => {
    const certificate = selfSignedCertificate(['localhost'])
    let version = ''
    const url = await http2Server(certificate, (request, response) => {
      version = request.httpVersion
      response.setHeader('access-control-allow-origin', ['*', '*'])
      response.end()
    })
    const answer = await get(url, { authorities: [certificate.cert] })
    expect(version).toBe('2.0')
    expect('headers' in answer && answer.headers.filter(([name]) => name.startsWith('access-'))).toEqual([
      ['access-control-allow-origin', '*'],
      ['access-control-allow-origin', '*'],
    ])
  })

  test('may have hundreds of header lines over HTTP/2', async () => {
    const certificate = selfSignedCertificate(['localhost'])
    const url = await http2Server(certificate, (_, response) => {
      for (let i = 0; i < 300; i++) response.setHeader(`x-${i}`, 'v')
      response.end()
    })
    const answer = await get(url, { authorities: [certificate.cert] })
    expect('headers' in answer && answer.headers.filter(([name]) => name.startsWith('x-'))).toHaveLength(300)
  })

  test.each([
    ['more header lines than anybody reads', (i: number) => [`x-${i}`, 'v'], 12_000],
    ['more bytes of header than Chromium reads', (i: number) => [`x-${i}`, 'v'.repeat(10_000)], 40],
  ] as const)('ends over HTTP/2 at %s', async (_, header, count) => {
    const certificate = selfSignedCertificate(['localhost'])
    const url = await http2Server(
      certificate,
      (_request, response) => {
        for (let i = 0; i < count; i++) response.setHeader(...(header(i) as [string, string]))
        response.end()
      },
      { maxSendHeaderBlockLength: 4 * 1024 * 1024 },
    )
    expect(await failureOf(get(url, { authorities: [certificate.cert] }))).toMatchObject({
      kind: expect.stringMatching(/http|dropped/),
    })
  })

  test('comes over HTTPS with HTTP/1.1 where the server offers no more', async () => {
    const certificate = selfSignedCertificate(['localhost'])
    let version = ''
    const url = await httpsServer(certificate, (request, response) => {
      version = request.httpVersion
      response.end()
    })
    expect(await get(url, { authorities: [certificate.cert] })).toMatchObject({ status: 200 })
    expect(version).toBe('1.1')
  })

  test.each(['1.1', '2'])('answers a request whose body arrived whole, over HTTP/%s', async (version) => {
    const certificate = selfSignedCertificate(['localhost'])
    const server = version === '2' ? http2Server : httpsServer
    let received = ''
    const url = await server(certificate, (request, response) => {
      request.on('data', (chunk) => {
        received += chunk
      })
      request.on('end', () => response.end())
    })
    const body = new TextEncoder().encode('{"name":"Ada"}')
    const headers = [
      ['host', new URL(url).host],
      ['content-length', '14'],
    ] as const
    const answer = await get(url, { authorities: [certificate.cert] }, { method: 'POST', body, headers })
    expect(answer).toMatchObject({ status: 200 })
    expect(received).toBe('{"name":"Ada"}')
  })

  test('sends a PATCH without a body without inventing a chunked one', async () => {
    let head = ''
    const url = await tcpServer((socket) => {
      socket.on('data', (bytes) => {
        head += bytes
        socket.end('HTTP/1.1 204 No Content\r\n\r\n')
      })
    })
    await get(url, {}, { method: 'PATCH' })
    expect(head).toMatch(/^PATCH \/ HTTP\/1\.1\r\nHost: 127\.0\.0\.1:\d+\r\n(Connection: [a-z-]+\r\n)?\r\n$/)
  })
})

describe('an answer that browsers read', () => {
  const ALLOW = 'Access-Control-Allow-Origin: *'

  test.each([
    ['ends its lines with bare line feeds', `HTTP/1.1 200 OK\n${ALLOW}\n\n`],
    ['folds a line', `HTTP/1.1 200 OK\r\nX: a\r\n b\r\n${ALLOW}\r\n\r\n`],
    ['gives no reason', `HTTP/1.1 200\r\n${ALLOW}\r\n\r\n`],
    ['has a control character in a value', `HTTP/1.1 200 OK\r\nX: a\x01b\r\n${ALLOW}\r\n\r\n`],
    ['has two lengths', `HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n${ALLOW}\r\n\r\n`],
    ['has 5,000 lines', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(5000)}${ALLOW}\r\n\r\n`],
    ['has a line of 100,000 bytes', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n${ALLOW}\r\n\r\n`],
  ])('%s, and is read here', async (_, bytes) => {
    const url = await tcpServer((socket) => socket.once('data', () => socket.end(Buffer.from(bytes, 'latin1'))))
    const answer = await get(url)
    expect('headers' in answer && answer.headers.at(-1)).toEqual(['access-control-allow-origin', '*'])
  })
})

describe('a failure', () => {
  test('says that nothing listens', async () => {
    const failure = await failureOf(get(`http://127.0.0.1:${await closedPort()}/`))
    expect(failure).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED' })
  })

  test('says that nothing listens on any address of the name', async () => {
    const failure = await failureOf(get(`http://app.localhost:${await closedPort()}/`))
    expect(failure).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED' })
  })

  test('says that the name does not resolve', async () => {
    const failure = await failureOf(get('http://no-such-host.invalid/'))
    expect(failure.kind).toBe('name')
    expect(failure.sentence).toContain('does not resolve')
  })

  test('says that no answer came in time', async () => {
    const url = await tcpServer(() => {})
    const failure = await failureOf(get(url, { timeout: 100 }))
    expect(failure).toMatchObject({ kind: 'timeout' })
    expect(failure.sentence).toBe(
      'The server accepted the connection and sent no complete answer within 0.1 s; --timeout waits longer.',
    )
  })

  test('says that the time ran out in the TLS handshake', async () => {
    const url = (await tcpServer(() => {})).replace('http:', 'https:')
    expect((await failureOf(get(url, { timeout: 100 }))).sentence).toContain('in the TLS handshake')
  })

  test('says that no answer came in time over HTTP/2', async () => {
    const certificate = selfSignedCertificate(['localhost'])
    const url = await http2Server(certificate, () => {})
    const failure = await failureOf(get(url, { timeout: 300, authorities: [certificate.cert] }))
    expect(failure).toMatchObject({ kind: 'timeout' })
  })

  test('says that the connection was dropped without an answer', async () => {
    const url = await httpServer((request) => request.socket.destroy())
    expect(await failureOf(get(url))).toMatchObject({ kind: 'dropped', code: 'ECONNRESET' })
  })

  test('says that the connection was reset in the middle of the head', async () => {
    const url = await tcpServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Ty', () => socket.resetAndDestroy()))
    })
    expect((await failureOf(get(url))).kind).toBe('dropped')
  })

  test('says that an HTTP/2 stream was reset', async () => {
    const certificate = selfSignedCertificate(['localhost'])
    const url = await http2Server(certificate, (_, response) => {
      ;(response as unknown as { stream: { close(code: number): void } }).stream.close(2)
    })
    expect((await failureOf(get(url, { authorities: [certificate.cert] }))).kind).toMatch(/http|dropped/)
  })

  test('asks again over HTTP/1.1 where the server wants that, once', async () => {
    const certificate = selfSignedCertificate(['localhost'])
    const options = { authorities: [certificate.cert] }
    const refuse = (response: unknown) => (response as { stream: { close(code: number): void } }).stream.close(13)
    const url = await http2Server(certificate, (request, response) => {
      if (request.httpVersionMajor === 2) refuse(response)
      else response.end()
    })
    expect(await get(url, options)).toMatchObject({ status: 200 })
    const kept = new KeptConnection()
    const wire = { method: 'GET', url: new URL(url), headers: [['host', new URL(url).host]] as const, body: null }
    for (let i = 0; i < 2; i++)
      expect(await kept.send(wire, { timeout: 5000, insecure: false, ...options })).toMatchObject({ status: 200 })
    kept.close()
    const never = await http2Server(certificate, (_, response) => refuse(response), { allowHTTP1: false })
    expect((await failureOf(get(never, options))).kind).toMatch(/tls|dropped|http/)
  })

  test('says that the answer is not HTTP', async () => {
    const url = await tcpServer((socket) => socket.end('220 mail.example.com ESMTP\r\n'))
    const failure = await failureOf(get(url))
    expect(failure.kind).toBe('http')
    expect(failure.sentence).toContain('not valid HTTP')
  })

  test('says that the header of the answer is too long', async () => {
    const url = await tcpServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(300_000)}\r\n\r\n`)
    })
    expect(await failureOf(get(url))).toMatchObject({ kind: 'http', code: 'HEADERS_TOO_LONG' })
  })

  test('says that the server switched protocols unasked', async () => {
    const url = await tcpServer((socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    })
    expect(await failureOf(get(url))).toMatchObject({ kind: 'http', code: 'HTTP_101' })
  })

  test('says that the server does not speak TLS', async () => {
    const url = (await httpServer((_, response) => response.end())).replace('http:', 'https:')
    const failure = await failureOf(get(url))
    expect(failure.kind).toBe('tls')
    expect(failure.sentence).toContain('does not speak TLS')
  })

  test('says that the server speaks TLS where http was asked for', async () => {
    const url = (await httpsServer(selfSignedCertificate(['localhost']), () => {})).replace('https:', 'http:')
    expect((await failureOf(get(url))).kind).toMatch(/http|dropped/)
  })

  test('says that the certificate is self-signed', async () => {
    const url = await httpsServer(selfSignedCertificate(['localhost']), () => {})
    const failure = await failureOf(get(url))
    expect(failure).toMatchObject({ kind: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(failure.sentence).toContain('self-signed')
  })

  test('says that the certificate has expired', async () => {
    const certificate = selfSignedCertificate(['localhost'], { from: Date.now() - 3 * DAY, to: Date.now() - DAY })
    const url = await httpsServer(certificate, () => {})
    const failure = await failureOf(get(url, { authorities: [certificate.cert] }))
    expect(failure).toMatchObject({ kind: 'tls', code: 'CERT_HAS_EXPIRED' })
    expect(failure.sentence).toContain('expired')
  })

  test('says that the certificate is not valid yet', async () => {
    const certificate = selfSignedCertificate(['localhost'], { from: Date.now() + DAY, to: Date.now() + 3 * DAY })
    const url = await httpsServer(certificate, () => {})
    expect((await failureOf(get(url, { authorities: [certificate.cert] }))).sentence).toContain('not valid yet')
  })

  test('says which name the certificate is for', async () => {
    const certificate = selfSignedCertificate(['other.example'])
    const url = await httpsServer(certificate, () => {})
    const failure = await failureOf(get(url, { authorities: [certificate.cert] }))
    expect(failure).toMatchObject({ kind: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expect(failure.sentence).toContain('other.example')
    expect(failure.sentence).toContain('localhost')
  })

  test('is not taken when it names its host only as the common name, as browsers do not', async () => {
    const certificate = selfSignedCertificate(['localhost'], { onlyCommon: true })
    const url = await httpsServer(certificate, () => {})
    const failure = await failureOf(get(url, { authorities: [certificate.cert] }))
    expect(failure).toMatchObject({ kind: 'tls', code: 'ERR_CERT_COMMON_NAME_INVALID' })
    expect(failure.sentence).toContain('subjectAltName')
    expect(failure.sentence).toContain('--insecure')
  })

  test('is ignored when asked to, and noted', async () => {
    const url = await httpsServer(selfSignedCertificate(['localhost']), (_, response) => response.end())
    const told: Failure[] = []
    const onUntrustedCertificate = (failure: Failure) => told.push(failure)
    expect(await get(url, { insecure: true, onUntrustedCertificate })).toMatchObject({ status: 200 })
    expect(told.map(({ code }) => code)).toEqual(['DEPTH_ZERO_SELF_SIGNED_CERT'])
  })
})

test.each(['127.0.0.1', '::1'])('localhost is reached where its server listens on %s alone', async (address) => {
  const server = createServer((_, response) => response.end())
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const { port } = server.address() as AddressInfo
  onTestFinished(() => void server.close())
  for (const name of ['localhost', 'app.localhost'])
    expect(await get(`http://${name}:${port}/`)).toMatchObject({ status: 200 })
})

test('a name leads where it is said to lead', async () => {
  const { port } = new URL(await httpServer((_, response) => response.end()))
  const names = new Map([[`api.example.com:${port}`, ['127.0.0.1']]])
  expect(await get(`http://api.example.com:${port}/`, { names })).toMatchObject({ status: 200 })
})

/** The same address as IPv6 carries it: mapped, compatible, by NAT64, by 6to4. */
const CARRIED = ['::ffff:169.254.169.254', '::a9fe:a9fe', '64:ff9b::a9fe:1', '2002:a9fe:a9fe::1', '2002:6464:64c8::']

test.each(['169.254.169.254', '169.254.1.1', 'fe80::1', 'fd00:ec2::254', '100.100.100.200', ...CARRIED])(
  'nothing is ever sent to %s',
  async (address) => {
    const names = new Map([['api.example.com:80', ['127.0.0.1', address]]])
    const failure = await failureOf(get('http://api.example.com/', { names }))
    expect(failure.code).toBe('FORBIDDEN_ADDRESS')
  },
)
