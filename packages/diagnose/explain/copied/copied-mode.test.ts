/** What a browser copied says how the page asked; what was asked without CORS is not judged by its rules. */
import { describe, expect, test } from 'vitest'
import { readInput } from '../read-input.ts'

const URL_ = 'https://api.example.com/a.png'
const PAGE = 'https://app.example.com'

function requestIn(text: string) {
  const read = readInput(text)
  if ('why' in read) throw new Error(read.why)
  return read.failures[0]?.evidence.request
}

const curl = (...headers: string[]) =>
  requestIn(`curl '${URL_}' -H 'referer: ${PAGE}/list' ${headers.map((header) => `-H '${header}'`).join(' ')}`)
const fetched = (options: object) =>
  requestIn(`fetch("${URL_}", ${JSON.stringify({ referrer: `${PAGE}/list`, ...options })});`)
const powershell = (mode: string) =>
  requestIn(
    `Invoke-WebRequest -UseBasicParsing -Uri "${URL_}" -Headers @{\n"sec-fetch-mode"="${mode}"\n"referer"="${PAGE}/list"\n}`,
  )

describe('without CORS', () => {
  test.each([
    ['an image as cURL', () => curl('sec-fetch-dest: image', 'sec-fetch-mode: no-cors')],
    ['an image as fetch', () => fetched({ mode: 'no-cors', credentials: 'include' })],
    ['the headers of a copied fetch', () => fetched({ headers: { 'sec-fetch-mode': 'no-cors' } })],
    ['an image as PowerShell', () => powershell('no-cors')],
  ])('%s', (_, request) => {
    expect(request()).toMatchObject({ mode: 'no-cors', origin: PAGE })
  })
})

describe('with CORS', () => {
  test.each([
    ['a fetch as cURL', () => curl('sec-fetch-dest: empty', 'sec-fetch-mode: cors')],
    ['a call that says nothing', () => curl()],
    ['a fetch as fetch', () => fetched({ mode: 'cors' })],
    [
      'a mode beside other headers of the browser',
      () => fetched({ mode: 'cors', headers: { 'sec-fetch-mode': 'no-cors' } }),
    ],
    ['a fetch as PowerShell', () => powershell('cors')],
  ])('%s', (_, request) => {
    expect(request()?.mode).toBeUndefined()
    expect(request()?.origin).toBe(PAGE)
  })
})

describe('what CORS does not rule has not failed by it', () => {
  const headers = (...lines: string[]) => `curl '${URL_}' ${lines.map((line) => `-H '${line}'`).join(' ')}`
  test.each([
    ['a navigation as cURL', 'navigation', headers('sec-fetch-dest: document', 'sec-fetch-mode: navigate')],
    ['a navigation of a page of http', 'navigation', headers('upgrade-insecure-requests: 1')],
    ['a frame without a mode', 'navigation', headers('sec-fetch-dest: iframe')],
    ['a navigation as fetch', 'navigation', `fetch("${URL_}", { mode: "navigate" })`],
    ['a web socket as cURL', 'web socket', headers('upgrade: websocket', 'sec-websocket-version: 13')],
  ])('%s', (_, what, text) => {
    const read = readInput(text)
    expect(read).toMatchObject({ failures: [], input: { warnings: [expect.stringContaining(what)] } })
  })
})
