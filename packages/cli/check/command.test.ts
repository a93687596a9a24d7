import type { IncomingMessage, RequestListener } from 'node:http'
import type { Outcome } from 'corskit/browser'
import { describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { closedPort, http2Server, httpServer, httpsServer, tcpServer } from '../testing/servers.ts'
import { check } from './command.ts'

const ORIGIN = 'http://app.example.com'

async function run(args: readonly string[], authorities?: readonly string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await check(
    ['--origin', ORIGIN, '--page-address', 'loopback', ...args],
    terminal,
    authorities === undefined ? {} : { authorities },
  )
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

/** A server that allows the page everything, and what it was sent. */
async function allowingServer(): Promise<{ url: string; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = []
  const url = await httpServer((request, response) => {
    requests.push(request)
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader('access-control-allow-methods', 'PUT')
    response.setHeader('access-control-allow-headers', 'content-type, authorization')
    response.setHeader('x-total-count', '7')
    response.end('{}')
  })
  return { url, requests }
}

const answer =
  (headers: Record<string, string>, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers).end()
  }

describe('the exit code', () => {
  test('is 0 when a browser lets the page read the answer', async () => {
    const { url } = await allowingServer()
    const { exitCode, stdout } = await run([url])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^ALLOWED {2}status 200\n/)
  })

  test('is 1 when it does not', async () => {
    const { exitCode, stdout } = await run([await httpServer(answer({}))])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^BLOCKED {2}MissingAllowOriginHeader\n/)
  })

  test('is 1 when the page learns nothing about the answer', async () => {
    const { exitCode, stdout } = await run([await httpServer(answer({})), '--mode', 'no-cors'])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^OPAQUE\n/)
  })

  test.each([
    ['no-cors', 1, 'OPAQUE'],
    ['navigate', 1, 'OPAQUE'],
    ['cors', 1, 'BLOCKED'],
  ])('of a call that a browser copied with the mode %s is that of the mode', async (mode, code, word) => {
    const terminal = new RecordingTerminal()
    const url = await httpServer(answer({}))
    const copied = ['curl', url, '-H', 'referer: http://localhost:3000/x', '-H', `sec-fetch-mode: ${mode}`]
    expect(await check([...copied, '--no-probe'], terminal)).toBe(code)
    expect(terminal.stdout).toMatch(new RegExp(`^${word}`))
    expect(terminal.stderr).toContain('the page is taken to be at http://localhost:3000, the Referer of the call')
    const asFetch = new RecordingTerminal()
    await check([...copied, '--no-probe', '--mode', 'cors'], asFetch)
    expect(asFetch.stdout).toMatch(/^BLOCKED/)
  })

  test('is 3 when the server cannot be reached', async () => {
    const { exitCode, stdout } = await run([`http://127.0.0.1:${await closedPort()}/`])
    expect(exitCode).toBe(3)
    expect(stdout).toMatch(
      /^UNREACHABLE {2}http:\/\/127\.0\.0\.1:\d+\/\nNot CORS: nothing listens there\.\n[\s\S]*The connection was refused/,
    )
  })
})

describe('what goes out', () => {
  test('is a real preflight when one is needed, and then the request', async () => {
    const { url, requests } = await allowingServer()
    await run([url, '-X', 'PUT', '-H', 'Content-Type: application/json', '-H', 'Authorization: Bearer t', '-d', '{}'])
    expect(requests.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT'])
    expect(requests[0]?.headers).toMatchObject({
      origin: ORIGIN,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,content-type',
      'sec-fetch-mode': 'cors',
      'user-agent': expect.stringContaining('corskit/'),
    })
    expect(requests[0]?.headers).not.toHaveProperty('authorization')
    expect(requests[0]?.headers).not.toHaveProperty('cookie')
    expect(requests[0]?.headers).not.toHaveProperty('content-length')
    expect(requests[1]?.headers).toMatchObject({ origin: ORIGIN, authorization: 'Bearer t', 'content-length': '2' })
  })

  test('follows redirects one by one, as the model says', async () => {
    const { url: target, requests } = await allowingServer()
    const redirect = await httpServer(answer({ location: `${target}/end`, 'access-control-allow-origin': ORIGIN }, 302))
    const { stdout } = await run([redirect, '--json'])
    const outcome: Outcome = JSON.parse(stdout)
    expect(outcome.exchanges.map(({ response }) => response?.status)).toEqual([302, 200])
    expect(requests[0]?.headers.origin).toBe('null')
  })

  test('nothing is sent when a browser would send nothing', async () => {
    const { url, requests } = await allowingServer()
    const { exitCode, stdout } = await run([url.replace('http://', 'http://user:hunter2@')])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('UrlIncludesCredentials')
    expect(stdout).not.toContain('hunter2')
    expect(requests).toEqual([])
  })

  test('goes over HTTP/2 where the server speaks it', async () => {
    const certificate = selfSignedCertificate(['localhost'])
    const versions: string[] = []
    const url = await http2Server(certificate, (request, response) => {
      versions.push(`${request.method} ${request.httpVersion}`)
      response.setHeader('access-control-allow-origin', ORIGIN)
      response.setHeader('access-control-allow-methods', 'DELETE')
      response.end()
    })
    expect((await run([url, '-X', 'DELETE'], [certificate.cert])).exitCode).toBe(0)
    expect(versions).toEqual(['OPTIONS 2.0', 'DELETE 2.0'])
  })
})

describe('what is unreachable', () => {
  const dropped = () => httpServer((request) => request.socket.destroy())
  const silent = () => tcpServer(() => {})
  const garbage = () => tcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
  const overlong = () =>
    tcpServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(400_000)}`)
    })
  const selfSigned = () => httpsServer(selfSignedCertificate(['localhost']), () => {})
  const unknown = async () => 'http://no-such-host.invalid/'

  test.each([
    ['a connection that is dropped', dropped, 'closed the connection'],
    ['a server that says nothing', silent, 'no complete answer within 0.2 s'],
    ['an answer that is not HTTP', garbage, 'not valid HTTP'],
    ['a header without end', overlong, 'longer than 256 KiB'],
    ['a certificate that signs itself', selfSigned, 'self-signed'],
    ['a name that does not resolve', unknown, 'does not resolve'],
  ])('%s: told by its cause, and not called CORS', async (_, server, cause) => {
    const url = await server()
    // Everything but silence fails by itself, however busy the machine.
    const timeout = server === silent ? '0.2' : '20'
    for (const preflighted of [[], ['-X', 'PUT']]) {
      const { exitCode, stdout, stderr } = await run([url, '--timeout', timeout, ...preflighted])
      expect(exitCode).toBe(3)
      expect(stdout).toMatch(/^UNREACHABLE /)
      expect(stdout).toContain(cause)
      expect(stdout).not.toMatch(/(?<!Not )cors(?!kit)/i)
      expect(stdout + stderr).not.toMatch(/^\s+at /m)
    }
  })

  test('is one JSON object too, with the cause as its parameter', async () => {
    const { exitCode, stdout } = await run([`http://127.0.0.1:${await closedPort()}/`, '--json'])
    expect(exitCode).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'unreachable',
      reason: { code: 'NetworkError', parameter: expect.stringContaining('refused') },
    })
  })
})

describe('the output', () => {
  test('has the answer on standard output and notes on standard error', async () => {
    const { url } = await allowingServer()
    const terminal = new RecordingTerminal()
    await check([url, '--json', '-H', 'Cookie: a=1'], terminal)
    expect(Object.keys(JSON.parse(terminal.stdout))).toEqual([
      'verdict',
      'reason',
      'exchanges',
      'steps',
      'response',
      'messages',
      'summary',
      'causes',
    ])
    expect(terminal.stderr).toBe(
      'corskit: note: no --origin given: assuming a page at http://localhost:5173\n' +
        'corskit: note: a browser drops the header cookie: script may not set it\n',
    )
  })

  test('says what an untrusted certificate means', async () => {
    const url = await httpsServer(selfSignedCertificate(['localhost']), answer({ 'access-control-allow-origin': '*' }))
    const { exitCode, stderr } = await run([url, '-k'])
    expect(exitCode).toBe(0)
    expect(stderr).toContain('self-signed')
    expect(stderr).toContain('A browser stops here')
  })

  test('names headers that script cannot see', async () => {
    const { url } = await allowingServer()
    expect((await run([url])).stdout).toContain(
      'Hidden from script, as Access-Control-Expose-Headers does not name them: x-total-count',
    )
  })

  test('never prints a secret', async () => {
    const url = await httpServer(
      answer({
        'set-cookie': 'session=topsecret',
        'access-control-allow-origin': ORIGIN,
        'access-control-allow-headers': 'authorization',
      }),
    )
    for (const json of [[], ['--json']]) {
      const { stdout, stderr } = await run([url, '-H', 'Authorization: Bearer topsecret', ...json])
      expect(stdout).toContain('[redacted]')
      expect(stdout + stderr).not.toContain('topsecret')
    }
  })

  test('does not let a server steer the terminal', async () => {
    const url = await tcpServer((socket) => {
      socket.end(Buffer.from('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: \x9b31mred\r\n\r\n', 'latin1'))
    })
    const { stdout } = await run([url])
    expect(stdout).toContain('\\x9b31mred')
    expect(stdout).not.toContain('\x9b')
  })

  test('is coloured on a terminal', async () => {
    const { url } = await allowingServer()
    const terminal = new RecordingTerminal(true)
    await check([url], terminal)
    expect(terminal.stdout).toMatch(/^\x1b\[1m\x1b\[32mALLOWED/)
  })

  test.each(['chromium', 'firefox', 'webkit'] as const)('ends with the console line of %s', async (engine) => {
    const url = await httpServer(answer({}))
    const json: Outcome = JSON.parse((await run([url, '--engine', engine, '--json'])).stdout)
    const { stdout } = await run([url, '--engine', engine])
    expect(json.messages[engine].length).toBeGreaterThan(0)
    for (const line of json.messages[engine]) expect(stdout).toContain(line)
  })

  test('is help when help is asked for', async () => {
    const { exitCode, stdout, stderr } = await run(['--help'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^corskit check <url>/)
    expect(stderr).toBe('')
  })
})
