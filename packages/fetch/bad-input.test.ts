/**
 * Servers that misbehave: the page gets the error that a browser would give, in time, and no connection stays behind.
 */
import type { Socket } from 'node:net'
import type { Outcome } from 'corskit/browser'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPage, type Page, type PageOptions } from './index.ts'
import { rawServer, type TestServer, tcpServer } from './testing/servers.ts'

const APP = 'http://app.example.com'
const API = 'http://api.example.com'

/** Short where the test waits for it, long where nothing may have to wait. */
const SHORT = 150
const LONG = 20_000

function open(server: TestServer, options: PageOptions = {}): Page {
  const page = openPage(APP, { resolve: { 'api.example.com': server.address }, timeout: LONG, ...options })
  onTestFinished(() => page.close())
  return page
}

async function failure(call: Promise<unknown>): Promise<{ message: string; outcome: Outcome }> {
  const error = await call.then(
    () => expect.unreachable('the call was let through'),
    (reason) => reason as TypeError,
  )
  expect(error).toBeInstanceOf(TypeError)
  return { message: error.message, outcome: error.cause as Outcome }
}

async function expectNoSockets(page: Page, server: TestServer): Promise<void> {
  await page.close()
  await server.allClosed()
  expect(server.sockets.size).toBe(0)
}

const messageOf = (error: Error) => error.message

const ALLOW = 'Access-Control-Allow-Origin: *\r\n'

describe('a server that does not come to an end', () => {
  it('is given up when its headers keep coming without an end', async () => {
    const server = await rawServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${ALLOW}`)
      const drip = setInterval(() => socket.write('X-More: 1\r\n'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    const page = open(server, { timeout: SHORT })
    const { message, outcome } = await failure(page.fetch(API))
    expect(message).toBe('Failed to fetch')
    expect(outcome).toMatchObject({ verdict: 'unreachable', reason: { parameter: `no answer in ${SHORT} ms` } })
    await expectNoSockets(page, server)
  })

  it('is given up when it is silent, and its connection is closed at once', async () => {
    const server = await tcpServer((socket) => socket.resume())
    const page = open(server, { timeout: SHORT })
    expect((await failure(page.fetch(API))).outcome.verdict).toBe('unreachable')
    await server.allClosed() // before the page is closed
  })

  it('may leave the body of a preflight unfinished: nobody waits for it, and its connection is closed', async () => {
    const server = await rawServer((socket, head) => {
      const preflight = head.startsWith('OPTIONS')
      const length = preflight ? 'Transfer-Encoding: chunked\r\n' : 'Content-Length: 2\r\n'
      const methods = 'Access-Control-Allow-Methods: PUT\r\n'
      socket.write(`HTTP/1.1 200 OK\r\n${ALLOW}${methods}${length}\r\n${preflight ? '3\r\nabc\r\n' : 'ok'}`)
    })
    const page = open(server)
    expect(await (await page.fetch(API, { method: 'PUT' })).text()).toBe('ok')
    await expectNoSockets(page, server)
  })

  it('has the connection of an unwanted body closed when there is too much of it', async () => {
    const server = await rawServer((socket, head) => {
      if (!head.startsWith('OPTIONS')) socket.end(`HTTP/1.1 200 OK\r\n${ALLOW}Content-Length: 0\r\n\r\n`)
      else {
        socket.write(`HTTP/1.1 200 OK\r\n${ALLOW}Access-Control-Allow-Methods: PUT\r\nContent-Length: 99999999\r\n\r\n`)
        socket.write('x'.repeat(100_000))
      }
    })
    const page = open(server)
    await (await page.fetch(API, { method: 'PUT' })).text()
    await server.allClosed() // before the page is closed
  })

  it('breaks a body that stops coming', async () => {
    const server = await rawServer((socket) => socket.write(`HTTP/1.1 200 OK\r\n${ALLOW}Content-Length: 10\r\n\r\nabc`))
    const page = open(server, { timeout: SHORT })
    const response = await page.fetch(API)
    await expect(response.text()).rejects.toThrow(new TypeError('network error'))
    const streamed = await page.fetch(API)
    await expect(streamed.blob()).rejects.toThrow(new TypeError('network error'))
    await expectNoSockets(page, server)
  })

  it('is left with its body when the page is closed', async () => {
    const server = await rawServer((socket) => socket.write(`HTTP/1.1 200 OK\r\n${ALLOW}\r\nabc`))
    const page = open(server)
    const unread = await page.fetch(API)
    const reading = (await page.fetch(API)).text()
    reading.catch(() => {})
    await expectNoSockets(page, server)
    await expect(reading).rejects.toThrow(TypeError)
    await expect(unread.text()).rejects.toThrow(TypeError)
  })
})

describe('an answer that is malformed', () => {
  it.each([
    ['10 MB of one header', `HTTP/1.1 200 OK\r\n${ALLOW}X-Big: ${'x'.repeat(10_000_000)}\r\n\r\n`],
    ['10 MB of many headers', `HTTP/1.1 200 OK\r\n${ALLOW}${'X-Big: yes\r\n'.repeat(833_333)}\r\n`],
    ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['a status of 1000', `HTTP/1.1 1000 X\r\n${ALLOW}\r\n`],
    ['nothing', ''],
  ])('%s is a network error', async (_name, answer) => {
    const server = await rawServer((socket) => socket.end(answer, 'latin1'))
    const page = open(server)
    const { message, outcome } = await failure(page.fetch(API))
    expect(message).toBe('Failed to fetch')
    expect(outcome.verdict).toBe('unreachable')
    expect(outcome.reason?.parameter).toMatch(/^(The|What) .*\.$/)
    await expectNoSockets(page, server)
  })

  it.each([
    ['no carriage returns', 'HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\nX-A: 1\nContent-Length: 2\n\nhi'],
    ['no status', `HTTP/1.1 OK\r\n${ALLOW}X-A: 1\r\nContent-Length: 2\r\n\r\nhi`],
    ['a line without a colon', `HTTP/1.1 200 OK\r\nno header\r\n${ALLOW}X-A: 1\r\nContent-Length: 2\r\n\r\nhi`],
    ['a control character', `HTTP/1.1 200 OK\r\n${ALLOW}X-A: \x01\x7f\r\nContent-Length: 2\r\n\r\nhi`],
    ['a length twice', `HTTP/1.1 200 OK\r\n${ALLOW}X-A: 1\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi`],
    ['an early hint', `HTTP/1.1 103 Hint\r\n\r\nHTTP/1.1 200 OK\r\n${ALLOW}X-A: 1\r\nContent-Length: 2\r\n\r\nhi`],
    ['a status of 999', `HTTP/1.1 999 Odd\r\n${ALLOW}X-A: 1\r\nContent-Length: 2\r\n\r\nhi`],
    ['no end but that of the connection', `HTTP/1.0 200 OK\r\n${ALLOW}X-A: 1\r\n\r\nhi`],
  ])('%s is read as Chromium reads it', async (_name, answer) => {
    const server = await rawServer((socket) => socket.end(answer, 'latin1'))
    const page = open(server)
    const response = await page.fetch(API)
    expect(response.status).toBe(answer.includes('999') ? 999 : 200)
    expect(await response.text()).toBe('hi')
    await expectNoSockets(page, server)
  })

  it("is reported in the engine's words when nobody listens", async () => {
    const server = await tcpServer(() => {})
    const page = open(server, { engine: 'firefox', resolve: { 'api.example.com': '127.0.0.1:9' } })
    const { message, outcome } = await failure(page.fetch(API))
    expect(message).toBe('NetworkError when attempting to fetch resource.')
    expect(outcome.reason?.parameter).toContain('ECONNREFUSED')
  })
})

describe('redirects that lead nowhere', () => {
  const redirectTo = (location: string) => (socket: Socket) => {
    socket.write(`HTTP/1.1 302 Found\r\n${ALLOW}Location: ${location}\r\nContent-Length: 0\r\n\r\n`)
  }
  it.each([
    ['a loop', '/', 'TooManyRedirects', 21],
    ['an invalid Location', 'http://[', 'InvalidRedirectLocation', 1],
    ['a Location of another scheme', 'file:///etc/passwd', 'RedirectUnsupportedScheme', 1],
    ['a Location to a port of mail servers', 'http://api.example.com:25/', 'BadPort', 1],
  ])('%s is blocked', async (_name, location, code, exchanges) => {
    const server = await rawServer(redirectTo(location))
    const page = open(server)
    const { outcome } = await failure(page.fetch(API))
    expect(outcome).toMatchObject({ verdict: 'blocked', reason: { code } })
    expect(outcome.exchanges).toHaveLength(exchanges)
    await expectNoSockets(page, server)
  })
})

describe('a connection dropped at every byte of an answer', () => {
  const headers = `HTTP/1.1 200 OK\r\n${ALLOW}Content-Type: text/plain\r\n`
  const answers = {
    'with a length': `${headers}Content-Length: 5\r\n\r\nhello`,
    'in chunks': `${headers}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  }

  /** `HTT` */
  const isNoHead = (length: number) => length < 4

  /** Chromium takes what it has of a head, if that begins with HTTP. */
  const verdictAt = (answer: string, length: number): Outcome['verdict'] => {
    if (isNoHead(length)) return 'unreachable'
    return length < answer.indexOf('*') + 1 ? 'blocked' : 'allowed'
  }

  it.each(Object.entries(answers))('%s fails the fetch or its body, and never hangs', async (_name, answer) => {
    const headEnd = answer.indexOf('\r\n\r\n') + 4
    let length = 0
    const server = await rawServer((socket) => socket.end(answer.slice(0, length)))
    const page = open(server)
    for (length = 0; length < answer.length; length++) {
      const response = await page.fetch(API).catch((error: unknown) => error)
      const verdict = verdictAt(answer, length)
      if (verdict !== 'allowed') {
        expect(response, `cut at ${length}`).toEqual(new TypeError('Failed to fetch'))
        expect((response as { cause: Outcome }).cause.verdict, `cut at ${length}`).toBe(verdict)
        continue
      }
      expect(response, `cut at ${length}`).toBeInstanceOf(Response)
      const text = (response as Response).text()
      if (length < headEnd) expect(['', 'network error'], `cut at ${length}`).toContain(await text.catch(messageOf))
      else await expect(text, `cut at ${length}`).rejects.toThrow('network error')
    }
    expect(await (await page.fetch(API)).text()).toBe('hello')
    await expectNoSockets(page, server)
  })

  it('of a preflight blocks the call, unless all that it needs is there', async () => {
    const answer = `HTTP/1.1 204 No Content\r\n${ALLOW}Access-Control-Allow-Methods: PUT\r\n\r\n`
    let length = 0
    const server = await rawServer((socket) => socket.end(answer.slice(0, length)))
    const page = open(server)
    for (length = 0; length < answer.length; length++) {
      const outcome = await page.outcomeOf(API, { method: 'PUT' })
      const isWhole = length >= answer.indexOf('PUT') + 3
      expect(outcome.verdict, `cut at ${length}`).toBe(
        isWhole ? 'allowed' : isNoHead(length) ? 'unreachable' : 'blocked',
      )
      if (!isWhole) expect(outcome.reason?.phase, `cut at ${length}`).toBe('preflight')
    }
    await expectNoSockets(page, server)
  })
})
