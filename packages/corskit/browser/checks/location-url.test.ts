import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { standardProfile } from '../profiles/standard.ts'
import { webkitProfile } from '../profiles/webkit.ts'
import { locationUrl } from './location-url.ts'

const BASE = new URL('https://api.example.com/here#part')

/** @param location one character for each byte, as header values are everywhere in the model */
function leadsTo(location: string, profile = standardProfile): string {
  const answer = { status: 302, headers: [['location', location]] as const }
  return String(locationUrl(answer, BASE, profile))
}

test.each([
  ['bytes that are UTF-8', '/?\xe2\x98\x83', 'https://api.example.com/?%E2%98%83#part'],
  ['bytes that are not UTF-8', '/?\xff', 'https://api.example.com/?%FF#part'],
  ['escapes, in the case in which they came', '/?%e2%98%83%\xff', 'https://api.example.com/?%e2%98%83%%FF#part'],
  ['a host in UTF-8', '//\xc3\xa9l\xc3\xa8ve.test/', 'https://xn--lve-6lad.test/#part'],
  ['bytes in the fragment', '/#\xff', 'https://api.example.com/#%FF'],
])('a Location keeps %s', (_, location, url) => {
  expect(leadsTo(location)).toBe(url)
})

test('a host that is not UTF-8 is not a URL', () => {
  expect(leadsTo('http://a\xff.test/')).toBe('http://a\xff.test/')
})

test.each([
  ['a character', '/?\xe2\x98\x83', '%C3%A2%C2%98%C2%83'],
  ['a byte that is not a character', '/?\xe9', '%C3%AF%C2%BF%C2%BD'],
  ['a cut character, byte by byte', '/?\xe2\x98x', '%C3%AF%C2%BF%C2%BD%C3%AF%C2%BF%C2%BDx'],
])('WebKit reads the bytes of a Location as Latin-1: %s', (_, location, query) => {
  expect(leadsTo(location, webkitProfile)).toBe(`https://api.example.com/?${query}#part`)
})

/** Bytes at the edges of every range of RFC 3629, and those beside them. */
const EDGES = [
  0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
]
const MORE_EDGES = [...EDGES, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff]

/** Every byte that begins no character becomes U+FFFD: what a decoder says of each piece alone. */
function piecewise(bytes: readonly number[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((each) => {
      try {
        return at + each <= bytes.length && [...decoder.decode(new Uint8Array(bytes.slice(at, at + each)))].length === 1
      } catch {
        return false
      }
    })
    text += length === undefined ? '\ufffd' : decoder.decode(new Uint8Array(bytes.slice(at, at + length)))
    at += length ?? 1
  }
  return text
}

const read = (bytes: readonly number[]) => {
  const location = `/?x${String.fromCharCode(...bytes)}x`
  const search = decodeURIComponent(new URL(leadsTo(location, webkitProfile)).search.slice(2, -1))
  // What is left are bytes, which the model keeps as one character each.
  return Buffer.from(search, 'latin1').toString('utf8')
}

test('WebKit replaces the bytes that begin no character of UTF-8, at the edges of every range', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MORE_EDGES), { minLength: 1, maxLength: 5 }), (bytes) => {
      expect(read(bytes)).toBe(piecewise(bytes))
    }),
    RUNS,
  )
})

test('WebKit reads every pair of bytes at the edges, with what may follow it', () => {
  const last = [0x7f, 0x80, 0xbf, 0xc0]
  const following = last.flatMap((third) => last.map((fourth) => [third, fourth]))
  for (const first of MORE_EDGES) {
    for (const second of MORE_EDGES) {
      const bytes = following.flatMap((more) => [first, second, ...more, 0x41])
      expect(read(bytes), `${first.toString(16)} ${second.toString(16)}`).toBe(piecewise(bytes))
    }
  }
})
