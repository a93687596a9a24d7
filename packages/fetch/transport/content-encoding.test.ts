import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { openPage } from '../index.ts'
import { httpServer } from '../testing/servers.ts'

const CODINGS = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
} as const

/** The body in pieces of so many bytes, as a page gets it; the error's name where it gets none. */
async function read(encoding: string, body: Buffer, size: number): Promise<string> {
  const server = await httpServer(async (_, response) => {
    response.writeHead(200, { 'content-encoding': encoding, 'access-control-allow-origin': '*' })
    response.flushHeaders()
    for (let at = 0; at < body.length; at += size) {
      response.write(body.subarray(at, at + size))
      await new Promise((resolve) => setImmediate(resolve))
    }
    response.end()
  })
  const page = openPage('http://app.example.com', { resolve: { 'api.example.com': server.address } })
  onTestFinished(() => page.close())
  const response = await page.fetch('http://api.example.com')
  return response.text().catch((error: Error) => error.name)
}

const TEXT = 'Hello, world. '.repeat(50)

it.each(Object.entries(CODINGS))('%s is undone, in pieces of any size', async (encoding, compress) => {
  for (const size of [1, 7, 10_000]) expect(await read(encoding, compress(TEXT), size)).toBe(TEXT)
})

it.each(Object.keys(CODINGS))('an empty body is empty, although its head says %s', async (encoding) => {
  expect(await read(encoding, Buffer.alloc(0), 1)).toBe('')
})

it.each([1, 10_000])('deflate without the format of zlib is undone too, in pieces of %i', async (size) => {
  expect(await read('deflate', deflateRawSync(TEXT), size)).toBe(TEXT)
})

it('several codings are undone from the last to the first', async () => {
  expect(await read('deflate, br', brotliCompressSync(deflateSync(TEXT)), 5)).toBe(TEXT)
})

it.each(Object.entries(CODINGS))(
  '%s that breaks off gives what came until then, as in browsers',
  async (encoding, compress) => {
    const whole = compress(TEXT)
    for (const length of [1, 5, 12, whole.length - 1]) {
      const text = await read(encoding, whole.subarray(0, length), 5)
      expect(TEXT.startsWith(text) && text !== 'TypeError', `${length} bytes: ${text}`).toBe(true)
    }
  },
)

it.each(Object.entries(CODINGS))('%s that is not one, or breaks within, is an error', async (encoding, compress) => {
  expect(await read(encoding, Buffer.from('\xff\xffnot compressed', 'latin1'), 5)).toBe('TypeError')
  // The block after the header is of a type that deflate does not have.
  const header = { gzip: 10, 'x-gzip': 10, deflate: 2, br: 12, zstd: 12 }[encoding] ?? 0
  const broken = Buffer.concat([compress(TEXT).subarray(0, header), Buffer.alloc(40, 0xff)])
  expect(await read(encoding, broken, 5)).toBe('TypeError')
})

it.each(['gzip', 'deflate', 'br'] as const)('%s may be followed by other bytes', async (encoding) => {
  const body = Buffer.concat([CODINGS[encoding](TEXT), Buffer.from('garbage')])
  for (const size of [1, 5, 10_000]) expect(await read(encoding, body, size)).toBe(TEXT)
})

it('of gzip with two members, the first is read', async () => {
  for (const size of [5, 10_000])
    expect(await read('gzip', Buffer.concat([gzipSync(TEXT), gzipSync(TEXT)]), size)).toBe(TEXT)
})

it('the sum at the end of gzip is not looked at', async () => {
  const whole = gzipSync(TEXT)
  expect(await read('gzip', Buffer.concat([whole.subarray(0, -8), Buffer.from('12345678')]), 5)).toBe(TEXT)
  expect(await read('gzip', Buffer.concat([whole.subarray(0, -4), Buffer.from('1234')]), 5)).toBe(TEXT)
})
