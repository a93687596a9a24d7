import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import type { Header } from '../header-list.ts'
import { announcesBody, responseBody } from './response-body.ts'
import type { ResponseHead } from './response-head.ts'

const head = (headers: readonly Header[], status = 200): ResponseHead => {
  return { status, statusText: '', headers, isHttp11: true, length: 0 }
}

/** Bytes in pieces of any sizes. */
const inPieces = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length))
}

/** All of the body, and what came behind it (`null` where it has not ended), or what is wrong with it. */
function readAll(headers: readonly Header[], pieces: readonly Buffer[]) {
  const reader = responseBody('GET', head(headers))
  const parts: Uint8Array[] = []
  let rest: Uint8Array | null = null
  for (const piece of pieces) {
    if (rest !== null) rest = Buffer.concat([rest, piece])
    else {
      const read = reader?.read(piece) ?? { parts: [], rest: piece }
      if ('fault' in read) return read
      parts.push(...read.parts)
      rest = read.rest
    }
  }
  return { body: Buffer.concat(parts), rest }
}

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array))
const cuts = fc.array(fc.nat(200), { maxLength: 6 })
const lineEnd = fc.constantFrom('\r\n', '\n')

test('a body with a length is that many bytes, in any pieces', () => {
  const property = fc.property(bytes, bytes, cuts, (body, behind, where) => {
    const pieces = inPieces(Buffer.concat([body, behind]), where)
    expect(readAll([['content-length', String(body.length)]], pieces)).toEqual({ body, rest: behind })
  })
  fc.assert(property, RUNS)
})

test('a body in chunks is what they hold, in any pieces, with extensions and trailers', () => {
  const size = fc.constantFrom('', ' ', ';a', '; a="b"')
  const written = fc.tuple(fc.array(bytes.filter(({ length }) => length > 0)), size, lineEnd, fc.boolean())
  const property = fc.property(written, bytes, cuts, ([chunks, extension, end, hasTrailer], behind, where) => {
    const lines = chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}${extension}${end}`),
      chunk,
      Buffer.from(end),
    ])
    const last = Buffer.from(`0${extension}${end}${hasTrailer ? `x: y${end}` : ''}${end}`)
    const pieces = inPieces(Buffer.concat([...lines, last, behind]), where)
    expect(readAll([['transfer-encoding', 'chunked']], pieces)).toEqual({ body: Buffer.concat(chunks), rest: behind })
  })
  fc.assert(property, RUNS)
})

test.each([
  ['GET', 200, [], 'everything until the connection ends'],
  ['GET', 200, [['content-length', 'x']], 'everything until the connection ends'],
  ['GET', 200, [['content-length', '0']], 'nothing'],
  ['GET', 200, [['content-length', '0, 0']], 'nothing'],
  ['GET', 204, [['content-length', '5']], null],
  ['GET', 205, [], null],
  ['GET', 304, [['transfer-encoding', 'chunked']], null],
  ['HEAD', 200, [['content-length', '5']], null],
] as const)('%s with %i and %j has %s', (method, status, headers, expected) => {
  const reader = responseBody(method, head(headers as readonly Header[], status))
  if (expected === null) expect(reader).toBeNull()
  else if (expected === 'nothing')
    expect(reader?.read(Buffer.alloc(0))).toEqual({ parts: [Buffer.alloc(0)], rest: Buffer.alloc(0) })
  else expect(reader?.atClose()).toBeNull()
})

test.each(['x\r\n', '\r\n', '-1\r\n', '0x1\r\n', '1\r\nab\r\n', '1'.repeat(13), 'a'.repeat(20_000)])(
  'the chunk %j is not one',
  (text) => {
    const reader = responseBody('GET', head([['transfer-encoding', 'chunked']]))
    expect(reader?.read(Buffer.from(`${text}\r\n`))).toEqual({ fault: expect.stringMatching(/chunk/) })
  },
)

test('any bytes are read as chunks without an end, or refused in words', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 200 }), cuts, (array, where) => {
    const read = readAll([['transfer-encoding', 'chunked']], inPieces(Buffer.from(array), where))
    if ('fault' in read) expect(read.fault).toMatch(/^(?:a chunk of )?the body /)
    else expect(read.body.length).toBeLessThanOrEqual(array.length)
  })
  fc.assert(property, RUNS)
})

test.each<[Header[], boolean]>([
  [[], false],
  [[['content-length', '0']], false],
  [[['content-length', '5']], true],
  [[['transfer-encoding', 'chunked']], true],
  [[['transfer-encoding', 'gzip']], false],
])('%j says that a body follows: %s', (headers, expected) => {
  expect(announcesBody({ headers })).toBe(expected)
})

const closed = 'the server closed the connection'

test.each<[Header[], body: string, said: string | null]>([
  [[], 'abc', null],
  [[['content-length', '5']], '', `${closed} 5 bytes before the end of its Content-Length, which is 5`],
  [[['content-length', '5']], 'abc', `${closed} 2 bytes before the end of its Content-Length, which is 5`],
  [[['content-length', '12']], 'abcdefghijk', `${closed} 1 bytes before the end of its Content-Length, which is 12`],
  [[['transfer-encoding', 'chunked']], '', `${closed} before its last chunk`],
  [[['transfer-encoding', 'chunked']], '3\r\nab', `${closed} before its last chunk`],
  [[['transfer-encoding', 'chunked']], '0\r\n', `${closed} before its last chunk`],
])('%j: where the connection ends behind %j, %s', (headers, body, said) => {
  const reader = responseBody('GET', head(headers))
  expect(reader?.read(Buffer.from(body))).toMatchObject({ rest: null })
  expect(reader?.atClose()).toBe(said)
})

test.each([
  ['x\r\n', 'a chunk of the body does not begin with its size'],
  ['-1\r\n', 'a chunk of the body does not begin with its size'],
  [`${'1'.repeat(13)}\r\n`, 'a chunk of the body does not begin with its size'],
  ['1\r\nab\r\n', 'a chunk of the body is longer than it says'],
  [`1;${'a'.repeat(16_383)}`, 'the body has a line that is too long for a chunk'],
])('what is wrong with %s', (text, fault) => {
  expect(responseBody('GET', head([['transfer-encoding', 'chunked']]))?.read(Buffer.from(text))).toEqual({ fault })
})

test('a line of a chunk may have 16 KiB, in one piece or two', () => {
  for (const cut of [0, 1, 16_384]) {
    const reader = responseBody('GET', head([['transfer-encoding', 'chunked']]))
    const line = Buffer.from(`1;${'a'.repeat(16_382)}\n`)
    expect(reader?.read(line.subarray(0, cut))).toEqual({ parts: [], rest: null })
    expect(reader?.read(line.subarray(cut))).toEqual({ parts: [], rest: null })
  }
})

test.each<[Header[], isHttp11: boolean, left: string | null]>([
  [[['content-length', '3']], true, 'def'],
  [[['content-length', '3 , 3']], true, 'def'],
  [[['content-length', '3\t,4']], true, 'def'],
  [[['content-length', '000000000000003']], true, 'def'],
  [[['content-length', '0000000000000003']], true, null],
  [[['content-length', '3x']], true, null],
  [[['content-length', 'x3']], true, null],
  [[['content-length', '']], true, null],
  [[['content-length', ',3']], true, null],
  [[['transfer-encoding', 'chunked']], false, null],
  [[['transfer-encoding', 'gzip']], true, null],
])('%j, of HTTP/1.1: %j, leaves %j of abcdef', (headers, isHttp11, left) => {
  const read = responseBody('GET', { ...head(headers), isHttp11 })?.read(Buffer.from('abcdef'))
  expect(read).toMatchObject({ rest: left === null ? null : Buffer.from(left) })
})

test.each(['chunked', 'CHUNKED', 'gzip, chunked', 'chunked , x'])('the coding %j is of chunks', (coding) => {
  expect(announcesBody({ headers: [['transfer-encoding', coding]] })).toBe(true)
  expect(responseBody('GET', head([['transfer-encoding', coding]]))?.atClose()).toMatch(/chunk/)
})

test.each(['9', 'a', 'f', 'F', '10', '1f', 'fe', '100', '0000000000ff'])('a chunk of %s bytes, in base 16', (size) => {
  const body = Buffer.alloc(Number.parseInt(size, 16), 'x')
  const chunked = Buffer.concat([Buffer.from(`${size}\r\n`), body, Buffer.from('\r\n0\r\n\r\nrest')])
  const chunks = [['transfer-encoding', 'chunked']] as const
  expect(readAll(chunks, [chunked])).toEqual({ body, rest: Buffer.from('rest') })
})
