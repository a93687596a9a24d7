import { expect, test } from 'vitest'
import { locationUrl } from './location-url.ts'
import { standardProfile } from './profiles/standard.ts'

const BASE = new URL('https://api.example.com/here#part')

/** @param location one character for each byte, as header values are everywhere in the model */
function leadsTo(location: string): string {
  const answer = { status: 302, headers: [['location', location]] as const }
  return String(locationUrl(answer, BASE, standardProfile))
}

test.each([
  ['bytes that are UTF-8', '/?\xe2\x98\x83', 'https://api.example.com/?%E2%98%83#part'],
  ['bytes that are no UTF-8', '/?\xff', 'https://api.example.com/?%FF#part'],
  ['escapes, in the case in which they came', '/?%e2%98%83%\xff', 'https://api.example.com/?%e2%98%83%%FF#part'],
  ['a host in UTF-8', '//\xc3\xa9l\xc3\xa8ve.test/', 'https://xn--lve-6lad.test/#part'],
  ['bytes in the fragment', '/#\xff', 'https://api.example.com/#%FF'],
])('a Location keeps %s', (_, location, url) => {
  expect(leadsTo(location)).toBe(url)
})

test('a host that is no UTF-8 is no URL', () => {
  expect(leadsTo('http://a\xff.test/')).toBe('http://a\xff.test/')
})
