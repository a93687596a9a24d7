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

test.each([
  `Invoke-WebRequest -Uri "https://api.example.com/" -Method "OPTIONS" \`\n-Headers @{\n"Origin"="https://app.example.com"\n  "Access-Control-Request-Method"="PUT"\n}`,
  "Invoke-RestMethod -Method Options -Uri 'https://api.example.com/' -Headers @{ Origin = 'https://app.example.com'; 'Access-Control-Request-Method' = 'PUT' }",
  "iwr https://api.example.com/ -Method OPTIONS -Headers @{'Access-Control-Request-Method'='PUT';Origin='https://app.example.com'}",
  "$h = @{ Origin = 'https://app.example.com'; 'Access-Control-Request-Method' = 'PUT' }\nirm 'https://api.example.com/' -CustomMethod 'OPTIONS' -Headers $h",
])('the same in PowerShell: %s', (text) => {
  expect(requestOf(text)).toMatchObject({
    url: 'https://api.example.com/',
    method: 'PUT',
    headers: [],
    origin: 'https://app.example.com',
  })
})

test('OPTIONS without the question of a browser stays OPTIONS', () => {
  expect(requestOf(PREFLIGHT)).toMatchObject({ method: 'OPTIONS', headers: [] })
})
