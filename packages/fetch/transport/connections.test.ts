import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { http2Saying } from '../../../testing/http2-frames.ts'
import { openPage, type PageOptions } from '../index.ts'
import { http2Server, httpServer, rawServer } from '../testing/servers.ts'

const APP = 'https://app.example.com'
const API = 'https://api.example.com'
const certificate = selfSignedCertificate(['api.example.com'])

function open(options: PageOptions) {
  const page = openPage(APP, options)
  onTestFinished(() => page.close())
  return page
}

/** Says how it was asked. */
function listener(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
  const authority = request.headers[':authority'] ?? request.headers.host
  request.setEncoding('utf8')
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => response.end(JSON.stringify({ version: request.httpVersion, authority, body })))
}

it('speaks HTTP/2 with who offers it, under the name that the page knows', async () => {
  const server = await http2Server(certificate, listener)
  const page = open({ resolve: { 'api.example.com': server.address }, tls: { ca: certificate.cert } })
  const answers = await Promise.all([1, 2, 3].map(async () => (await page.fetch(API)).json()))
  expect(answers).toEqual(Array(3).fill({ version: '2.0', authority: 'api.example.com', body: '' }))
  expect(server.connections()).toBe(1)
  await page.close()
  await server.allClosed()
})

it('streams a body over HTTP/2', async () => {
  const server = await http2Server(certificate, listener)
  const page = open({ resolve: { 'api.example.com': `https://${server.address}` }, tls: { ca: certificate.cert } })
  const body = new Blob(['one', 'two']).stream()
  const response = await page.fetch(API, { method: 'POST', body, duplex: 'half' })
  expect(await response.json()).toMatchObject({ version: '2.0', body: 'onetwo' })
})

it('takes no certificate that is for another name, or that nobody vouches for', async () => {
  const server = await http2Server(certificate, listener)
  const resolve = { 'api.example.com': server.address, 'other.example.com': server.address }
  const trusting = open({ resolve, tls: { ca: certificate.cert } })
  const outcome = await trusting.outcomeOf('https://other.example.com')
  expect(outcome).toMatchObject({ verdict: 'unreachable' })
  expect(outcome.reason?.parameter).toContain('ERR_TLS_CERT_ALTNAME_INVALID')
  expect((await open({ resolve }).outcomeOf(API)).reason?.parameter).toContain('DEPTH_ZERO_SELF_SIGNED_CERT')
  expect((await open({ resolve, tls: { rejectUnauthorized: false } }).outcomeOf(API)).verdict).toBe('allowed')
})

it('takes no certificate that names its host only as the common name', async () => {
  const old = selfSignedCertificate(['api.example.com'], { onlyCommon: true })
  const server = await http2Server(old, listener)
  const resolve = { 'api.example.com': server.address }
  const outcome = await open({ resolve, tls: { ca: old.cert } }).outcomeOf(API)
  expect(outcome).toMatchObject({ verdict: 'unreachable' })
  expect(outcome.reason?.parameter).toContain('ERR_CERT_COMMON_NAME_INVALID')
  expect((await open({ resolve, tls: { rejectUnauthorized: false } }).outcomeOf(API)).verdict).toBe('allowed')
})

it('finds a name with a port of its own before the name alone, and leaves others where they are', async () => {
  const servers = await Promise.all(
    ['plain', 'special', 'unmapped'].map((text) =>
      httpServer((_request, response) => response.setHeader('access-control-allow-origin', '*').end(text)),
    ),
  )
  const [plain, special, unmapped] = servers.map(({ address }) => address) as [string, string, string]
  const page = open({ resolve: { 'api.example.com': `http://${plain}`, 'api.example.com:8443': `http://${special}` } })
  const text = async (url: string) => (await page.fetch(url)).text()
  expect(await text(API)).toBe('plain')
  expect(await text(`${API}:8443`)).toBe('special')
  expect(await text(`http://${unmapped}`)).toBe('unmapped')
})

it('opens no more than six connections to one place', async () => {
  const answer: (() => void)[] = []
  const server = await httpServer((_request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    answer.push(() => response.end())
    if (answer.length >= 6) for (const each of answer.splice(0)) each()
  })
  const page = open({ resolve: { 'api.example.com': `http://${server.address}` } })
  await Promise.all(Array.from({ length: 12 }, () => page.fetch(API)))
  expect(server.connections()).toBeLessThan(7)
})

it('refuses a header that HTTP/2 has not, and talks on', async () => {
  const server = await http2Server(certificate, listener)
  const page = openPage(API, { resolve: { 'api.example.com': server.address }, tls: { ca: certificate.cert } })
  onTestFinished(() => page.close())
  for (let i = 0; i < 7; i++) {
    const outcome = await page.outcomeOf(API, { headers: { 'x-a': 'a\u0001b' } })
    expect(outcome.reason?.parameter).toBe('HTTP/2 has no control characters in the header x-a')
  }
  expect((await page.fetch(API)).status).toBe(200)
})

it('asks again over a new connection where the server closed one that it had kept', async () => {
  let asked = 0
  const server = await rawServer((socket) => {
    asked++
    // The second request of a connection gets no answer.
    if (asked % 2 === 0) socket.destroy()
    else socket.write('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\nhi')
  })
  const page = open({ resolve: { 'api.example.com': `http://${server.address}` } })
  for (const method of ['GET', 'POST', 'GET']) {
    expect(await (await page.fetch(API, { method })).text()).toBe('hi')
  }
  expect(server.connections()).toBe(3)
})

it.each([204, 205, 304])('does not take the body of a %i for the next answer, when it comes late', async (status) => {
  const withoutBody = new WeakSet<Socket>()
  const server = await rawServer((socket) => {
    const late = withoutBody.has(socket) ? 'hello' : ''
    const first = server.connections() === 1 && late === ''
    if (first) withoutBody.add(socket)
    const head = `${first ? `HTTP/1.1 ${status} X` : 'HTTP/1.1 200 OK'}\r\nAccess-Control-Allow-Origin: *\r\n`
    socket.write(`${late}${head}Content-Length: 5\r\n\r\n${first ? '' : 'world'}`)
  })
  const page = open({ resolve: { 'api.example.com': `http://${server.address}` } })
  expect((await page.fetch(API)).body).toBeNull()
  expect(await (await page.fetch(API)).text()).toBe('world')
})

it('goes on where the server closes all that it had kept', async () => {
  const answered = new WeakSet<Socket>()
  const server = await rawServer((socket) => {
    if (answered.has(socket)) return void socket.destroy()
    answered.add(socket)
    socket.write('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\nhi')
  })
  const page = open({ resolve: { 'api.example.com': `http://${server.address}` } })
  for (let round = 0; round < 5; round++) {
    const texts = Array.from({ length: 9 }, async () => (await page.fetch(API)).text())
    expect(await Promise.all(texts)).toEqual(Array(9).fill('hi'))
  }
})

it.each([
  ['no body', {}],
  ['a stream', { method: 'POST', duplex: 'half' }],
] as const)('leaves nothing on a connection that sent %s', async (_, init) => {
  const server = await httpServer(listener)
  const page = open({ resolve: { 'api.example.com': `http://${server.address}` } })
  const warnings: string[] = []
  const warned = (warning: Error) => void warnings.push(warning.message)
  process.on('warning', warned)
  onTestFinished(() => void process.off('warning', warned))
  for (let i = 0; i < 25; i++) {
    const body = 'method' in init ? new Blob(['text']).stream() : null
    const response = await page.fetch(API, { ...init, body })
    expect(await response.json()).toMatchObject({ version: '1.1', body: body === null ? '' : 'text' })
  }
  await setTimeout(0)
  expect(warnings).toEqual([])
  expect(server.connections()).toBe(1)
})

it('does not ask again where the first request of a connection gets no answer', async () => {
  const server = await rawServer((socket) => socket.destroy())
  const page = open({ resolve: { 'api.example.com': `http://${server.address}` } })
  expect((await page.outcomeOf(API)).verdict).toBe('unreachable')
  expect(server.connections()).toBe(1)
})

it('sends all bytes of a header that a page may send', async () => {
  let head = ''
  const server = await rawServer((socket, text) => {
    head = text
    socket.end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n')
  })
  const page = openPage(API, { resolve: { 'api.example.com': `http://${server.address}` } })
  onTestFinished(() => page.close())
  const codes = Array.from({ length: 256 }, (_, code) => code).filter((code) => ![0, 10, 13].includes(code))
  const value = `a${String.fromCharCode(...codes)}z`
  await page.fetch(API, { headers: { 'x-all': value } })
  expect(head).toContain(`x-all: ${value}\r\n`)
})

it('streams chunks that came in one packet', async () => {
  const server = await httpServer((_request, response) => {
    response.cork()
    for (const chunk of ['one', 'two', 'three']) response.write(chunk)
    response.uncork()
    response.end()
  })
  const page = openPage(API, { resolve: { 'api.example.com': `http://${server.address}` } })
  onTestFinished(() => page.close())
  const { body } = await page.fetch(API)
  let text = ''
  for await (const chunk of body ?? []) text += Buffer.from(chunk).toString()
  expect(text).toBe('onetwothree')
})

it.each([70_000, 3_000_000])(
  'waits with a body of %i bytes until it is read, and then gives all of it',
  async (size) => {
    const server = await httpServer((_request, response) => void response.end('a'.repeat(size)))
    const page = openPage(API, { resolve: { 'api.example.com': `http://${server.address}` }, timeout: 2_000 })
    onTestFinished(() => page.close())
    const response = await page.fetch(API)
    await setTimeout(100)
    expect((await response.text()).length).toBe(size)
  },
)

it('talks on over HTTP/2 after an upload that was aborted', { timeout: 20_000 }, async () => {
  const server = await http2Server(certificate, (request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    request.resume()
    if (request.method === 'GET') response.end('hi')
  })
  const page = open({ resolve: { 'api.example.com': server.address }, tls: { ca: certificate.cert } })
  const text = async () => (await page.fetch(API)).text()
  expect(await text()).toBe('hi')
  for (const size of [1, 200_000, 2_000_000]) {
    const body = new Uint8Array(size)
    await expect(page.fetch(API, { method: 'POST', body, signal: AbortSignal.timeout(1) })).rejects.toThrow(
      expect.objectContaining({ name: 'TimeoutError' }),
    )
    expect(await text()).toBe('hi')
  }
  expect(server.connections()).toBe(1)
})

it.each(['http', 'https'])('a fetch over %s that has only begun ends with the page', async (scheme) => {
  const silent = await httpServer(() => {})
  const page = openPage(APP, { resolve: { 'api.example.com': `${scheme}://${silent.address}` } })
  const outcome = page.outcomeOf(API)
  await page.close()
  expect((await outcome).reason).toMatchObject({ code: 'NetworkError', parameter: 'the page was closed' })
  expect((await page.outcomeOf(API)).reason).toMatchObject({ parameter: 'the page was closed' })
  await silent.allClosed()
})

it('goes on over a new session where the server has ended the one before', async () => {
  const server = await http2Server(certificate, (_request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    response.end('hi')
  })
  const page = open({ resolve: { 'api.example.com': server.address }, tls: { ca: certificate.cert } })
  for (let round = 0; round < 4; round++) {
    expect(await (await page.fetch(API)).text()).toBe('hi')
    for (const socket of server.sockets) socket.destroy()
  }
})

it.each(['7', '10', '500'])(
  'reads a body of HTTP/2 to its end, where Content-Length is %s for 7 bytes',
  async (length) => {
    const { cert, close, port } = await http2Saying(length)
    onTestFinished(close)
    const page = open({ tls: { ca: cert } })
    expect(await (await page.fetch(`https://localhost:${port}/`)).json()).toEqual({ a: 1 })
  },
)
