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
    ['a navigation as cURL', () => curl('sec-fetch-dest: document', 'sec-fetch-mode: navigate')],
    ['a navigation of a page of http', () => curl('upgrade-insecure-requests: 1')],
    ['a frame without a mode', () => curl('sec-fetch-dest: iframe')],
    ['an image as fetch', () => fetched({ mode: 'no-cors', credentials: 'include' })],
    ['a navigation as fetch', () => fetched({ mode: 'navigate' })],
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
