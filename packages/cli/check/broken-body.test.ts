/** What the sentences say of Chromium and Firefox was measured there, with these answers. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { http2Saying } from '../../../testing/http2-frames.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { http2Server, tcpServer } from '../testing/servers.ts'
import { check } from './command.ts'

const TEXT = 'hello world '.repeat(300)
const GZIP = gzipSync(TEXT)
const DEFLATE = deflateSync(TEXT)
const BROTLI = brotliCompressSync(TEXT)

const CHUNKED = 'transfer-encoding: chunked\r\n'
const coded = (coding: string, ...parts: (Buffer | string)[]): [string, Buffer] => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')))
  return [`content-encoding: ${coding}\r\ncontent-length: ${body.length}\r\n`, body]
}

type Answer = readonly [lines: string, body: Buffer | string, end?: 'reset' | 'kept' | undefined, status?: string]

async function serve([lines, body, end, status = 'HTTP/1.1 200 OK']: Answer, allows = '*'): Promise<string> {
  return tcpServer((socket) => {
    socket.once('data', () => {
      const head = `${status}\r\naccess-control-allow-origin: ${allows}\r\n${lines}\r\n`
      socket.write(Buffer.concat([Buffer.from(head), Buffer.from(body as string, 'latin1')]), () => {
        if (end === 'reset') setImmediate(() => socket.resetAndDestroy())
        else if (end === undefined) socket.end()
      })
    })
  })
}

async function run(url: string, args: readonly string[] = [], authorities: readonly string[] = []) {
  const terminal = new RecordingTerminal()
  const all = ['--origin', 'https://localhost', '--page-address', 'loopback', url, ...args]
  const exitCode = await check(all, terminal, { authorities })
  return { exitCode, stdout: terminal.stdout }
}

test.each<[string, Answer, RegExp]>([
  [
    'a length that is too long',
    ['content-length: 50\r\n', 'hello'],
    /45 bytes before the end of its Content-Length, which is 50/,
  ],
  ['no byte of the length', ['content-length: 50\r\n', ''], /50 bytes before the end/],
  ['chunks without the last one', [CHUNKED, '5\r\nhello\r\n'], /closed the connection before its last chunk/],
  ['chunks without the last line', [CHUNKED, '5\r\nhello\r\n0\r\n'], /before its last chunk/],
  ['half a chunk', [CHUNKED, '50\r\nhello'], /before its last chunk/],
  ['no chunk', [CHUNKED, ''], /before its last chunk/],
  ['a chunk without a size', [CHUNKED, 'zz\r\nhello\r\n0\r\n\r\n'], /does not begin with its size/],
  ['a chunk that is too long', [CHUNKED, '3\r\nhello\r\n0\r\n\r\n'], /longer than it says/],
  ['text that is not gzip', coded('gzip', 'hello world'), /Content-Encoding is gzip, and it cannot be decoded/],
  ['text that is not x-gzip', coded('x-gzip', 'hello world'), /Content-Encoding is x-gzip/],
  ['text that is not brotli', coded('br', 'hello world'), /Content-Encoding is br/],
  ['text that is not deflate', coded('deflate', 'hello world'), /Content-Encoding is deflate/],
  ['broken gzip', coded('gzip', GZIP.subarray(0, 10), Buffer.alloc(30, 0xff)), /cannot be decoded/],
  ['a wrong sum of zlib', coded('deflate', DEFLATE.subarray(0, -4), '1234'), /cannot be decoded/],
])('%s: the headers allow it, and the first lines say that text() rejects', async (_, answer, why) => {
  const { exitCode, stdout } = await run(await serve(answer))
  const [headline, sentence] = stdout.split('\n')
  expect(headline).toBe('ALLOWED  status 200, but the body breaks off')
  expect(sentence).toMatch(/^But the body breaks off: .*; fetch\(\) resolves, and then text\(\) and json\(\) reject\./)
  expect(sentence).toMatch(why)
  expect(exitCode).toBe(0)
})

test.each<[string, Answer]>([
  ['a length that is too long', ['content-length: 50\r\n', 'hello']],
  ['chunks without the last one', [CHUNKED, '5\r\nhello\r\n']],
])('%s: the JSON says it too', async (_, answer) => {
  const { stdout } = await run(await serve(answer), ['--json'])
  const told = JSON.parse(stdout)
  expect(told).toMatchObject({
    verdict: 'allowed',
    causes: [],
    bodyFault: expect.stringMatching(/closed the connection/),
  })
  expect(told.summary).toMatch(/may read the answer\. But the body breaks off: /)
})

test.each<[string, Answer]>([
  ['with a length', ['content-length: 50\r\n', 'hello', 'reset']],
  ['without a length', ['', 'hello', 'reset']],
])('a body %s that is reset breaks off', async (_, answer) => {
  // The bytes that came last may be lost with the connection, the head among them.
  const { stdout } = await run(await serve(answer))
  expect(stdout).toMatch(
    /^(?:ALLOWED {2}status 200, but the body breaks off\n.* text\(\) and json\(\) reject|UNREACHABLE)/,
  )
})

test.each<[string, Answer]>([
  ['gzip', coded('gzip', GZIP.subarray(0, -12))],
  ['deflate', coded('deflate', DEFLATE.subarray(0, -8))],
  ['brotli', coded('br', BROTLI.subarray(0, -3))],
  ['two codings', coded('deflate, gzip', gzipSync(DEFLATE.subarray(0, -8)))],
])('%s that breaks off is no error in browsers, and the page gets a part', async (_, answer) => {
  const { stdout } = await run(await serve(answer))
  expect(stdout).toMatch(/^ALLOWED {2}status 200, but the body breaks off\n.*the page gets a part of it, and no error/)
})

test.each<[string, Answer]>([
  ['a whole body', ['content-length: 5\r\n', 'hello']],
  ['a body until the end', ['', 'hello']],
  ['whole chunks', [CHUNKED, '5\r\nhello\r\n0\r\n\r\n']],
  ['chunks with a wrong length', [`${CHUNKED}content-length: 50\r\n`, '5\r\nhello\r\n0\r\n\r\n']],
  ['more than the length', ['content-length: 5\r\n', 'hello and more']],
  ['equal lengths', ['content-length: 5, 5\r\n', 'hello']],
  ['whole gzip', coded('gzip', GZIP)],
  ['gzip with bytes behind it', coded('gzip', GZIP, 'garbage')],
  ['gzip with two members', coded('gzip', GZIP, GZIP)],
  ['gzip with a wrong sum', coded('gzip', GZIP.subarray(0, -8), '12345678')],
  ['deflate with bytes behind it', coded('deflate', DEFLATE, 'garbage')],
  ['brotli with bytes behind it', coded('br', BROTLI, 'garbage')],
  ['an empty body with gzip', coded('gzip')],
  ['an unknown coding', coded('foo', 'hello')],
  ['no body', ['content-length: 5\r\n', '', undefined, 'HTTP/1.1 204 No']],
  ['chunks in HTTP/1.0', [CHUNKED, '5\r\nhello\r\n', undefined, 'HTTP/1.0 200 OK']],
  ['a stream of events', ['content-type: text/event-stream\r\n', 'data: 1\n\n', 'kept']],
])('%s: nothing is wrong', async (_, answer) => {
  const { stdout } = await run(await serve(answer))
  expect(stdout).toMatch(/^ALLOWED {2}status \d+\n\n/)
})

test('a page that may not read the answer does not notice its body', async () => {
  const { stdout } = await run(await serve(['content-length: 50\r\n', 'hello'], 'https://other.example'))
  expect(stdout).toMatch(/^BLOCKED {2}AllowOriginMismatch\n/)
  expect(stdout).not.toMatch(/body/)
})

test.each(['stream', 'session'] as const)('over HTTP/2, a %s that ends early breaks the body off', async (what) => {
  const certificate = selfSignedCertificate(['localhost'])
  const url = await http2Server(certificate, (_, response) => {
    response.setHeader('access-control-allow-origin', '*')
    response.write('hello', () => {
      const { stream } = response as never as { stream: { close(code: number): void; session: { destroy(): void } } }
      if (what === 'stream') stream.close(2)
      else stream.session.destroy()
    })
  })
  const { stdout } = await run(url, [], [certificate.cert])
  expect(stdout).toMatch(/^ALLOWED {2}status 200, but the body breaks off\n/)
})

test('over HTTP/2, a whole body is whole', async () => {
  const certificate = selfSignedCertificate(['localhost'])
  const url = await http2Server(certificate, (_, response) => {
    response.setHeader('access-control-allow-origin', '*')
    response.end('hello')
  })
  const { stdout } = await run(url, [], [certificate.cert])
  expect(stdout).toMatch(/^ALLOWED {2}status 200\n\n/)
})

test('a body that is still shorter than its length is told as late: the rest may come', async () => {
  const { exitCode, stdout } = await run(await serve(['content-length: 50\r\n', 'hello', 'kept']))
  const [headline, sentence] = stdout.split('\n')
  expect(headline).toBe('ALLOWED  status 200, but the body has not come yet')
  expect(sentence).toMatch(
    /: Content-Length is 50, and after 5 bytes nothing came for 2 s; .* text\(\) and json\(\) wait for the rest\./,
  )
  expect(exitCode).toBe(0)
})

test.each(['3', '500'])('over HTTP/2, a Content-Length of %s for 7 bytes breaks nothing off', async (length) => {
  const { cert, close, port } = await http2Saying(length)
  onTestFinished(close)
  const { stdout } = await run(`https://localhost:${port}/`, [], [cert])
  expect(stdout).toMatch(/^ALLOWED {2}status 200\n\n/)
})
