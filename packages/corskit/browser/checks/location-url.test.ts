import { expect, test } from 'vitest'
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
