import { expect, test } from 'vitest'
import { readInput } from '../read-input.ts'

const requestOf = (text: string) => {
  const read = readInput(text)
  return 'why' in read ? read.why : read.failures[0]?.evidence.request
}
const PREFLIGHT = "curl -i -X OPTIONS https://api.example.com/users/7 -H 'Origin: https://app.example.com'"

test.each([
  ['the method', "-H 'Access-Control-Request-Method: PUT'", 'PUT', []],
  [
    'the headers too',
    "-H 'Access-Control-Request-Method: GET' -H 'access-control-request-headers: authorization, X-Request-Id'",
    'GET',
    [
      ['authorization', ''],
      ['x-request-id', ''],
    ],
  ],
  [
    'a content type that no form has',
    "-H 'Access-Control-Request-Method: POST' -H 'Access-Control-Request-Headers: content-type'",
    'POST',
    [['content-type', 'application/json']],
  ],
])('a preflight that is played by hand is about the request behind it: %s', (_, rest, method, headers) => {
  expect(requestOf(`${PREFLIGHT} ${rest}`)).toMatchObject({ method, headers, origin: 'https://app.example.com' })
})

test('the same as a call of fetch', () => {
  const call =
    "fetch('https://api.example.com/', { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'DELETE' } })"
  expect(requestOf(call)).toMatchObject({ method: 'DELETE', headers: [] })
})

test('OPTIONS without the question of a browser stays OPTIONS', () => {
  expect(requestOf(PREFLIGHT)).toMatchObject({ method: 'OPTIONS', headers: [] })
})
