import { expect, test } from 'vitest'
import { parseLabRequest } from './lab-request.ts'

const request = {
  url: 'http://127.0.0.1:4681/',
  origin: 'http://127.0.0.1:4680',
  method: 'GET',
  headers: [['x-a', '1']],
  body: '',
  credentials: 'omit',
  mode: 'cors',
  engine: 'standard',
}

test('a request is what has all of its fields', () => {
  expect(parseLabRequest(JSON.stringify(request))).toEqual(request)
})

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['null', 'null'],
  ['a missing field', JSON.stringify({ ...request, url: undefined })],
  ['a number', JSON.stringify({ ...request, method: 1 })],
  ['headers as a record', JSON.stringify({ ...request, headers: { a: 'b' } })],
  ['a header of three', JSON.stringify({ ...request, headers: [['a', 'b', 'c']] })],
])('%s is refused', (_, json) => {
  expect(parseLabRequest(json)).toBeNull()
})
