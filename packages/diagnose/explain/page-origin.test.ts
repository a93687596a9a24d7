import { expect, test } from 'vitest'
import { readInput } from './read-input.ts'

const har = (origin: string) => {
  const request = { method: 'PUT', url: 'https://api.example.com/', headers: [{ name: 'Origin', value: origin }] }
  return JSON.stringify({ log: { entries: [{ request, response: { status: 500, headers: [] } }] } })
}

test.each([
  ['https://app.example.com', 'https://app.example.com'],
  ['https://app.example.com/', 'https://app.example.com'],
  ['https://app.example.com/a?b', 'https://app.example.com'],
  ['null', 'null'],
  ['app.example.com', null],
  ['*', null],
  ['', null],
  ['https://app.example.com:99999', null],
])('what stands as the Origin %j is the page at %s', (written, origin) => {
  const originOf = (text: string) => {
    const read = readInput(text)
    return 'why' in read ? read.why : (read.failures[0]?.evidence.request.origin ?? null)
  }
  expect(originOf(`curl https://api.example.com/ -H 'Origin: ${written}'`)).toBe(origin)
  expect(originOf(har(written))).toBe(origin)
})
