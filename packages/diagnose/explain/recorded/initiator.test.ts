import { describe, expect, test } from 'vitest'
import { readInput } from '../read-input.ts'

const API = 'https://api.example.com/file'
const PAGE = 'https://app.example.com'
type Headers = Readonly<Record<string, string>>

const list = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }))
const CHROMIUM = { name: 'WebInspector', version: '537.36' }

/** One exchange of a HAR, in the fields that Chromium and Firefox write. */
function readEntry(asked: Headers, answered: Headers, more: object = {}, creator: object = CHROMIUM) {
  const request = { method: 'GET', url: API, headers: list({ origin: PAGE, ...asked }), cookies: [] }
  const entries = [{ request, response: { status: 200, headers: list(answered), _error: null }, ...more }]
  const read = readInput(JSON.stringify({ log: { version: '1.2', creator, entries } }))
  if ('why' in read) throw new Error(read.why)
  return read.failures.map(({ evidence }) => evidence)
}

const refused = (asked: Headers, more?: object, creator?: object) => readEntry(asked, {}, more, creator)

describe('what made the request is read from a HAR', () => {
  test.each([
    ['image', 'image', 'image'],
    ['script', 'script', 'script'],
    ['style', 'stylesheet', 'CSS stylesheet'],
    ['font', 'font', 'font'],
    ['audio', 'media', 'audio'],
    ['video', 'media', 'video'],
    ['empty', 'xhr', 'XMLHttpRequest'],
    ['empty', 'fetch', 'fetch'],
    ['empty', 'eventsource', 'resource'],
  ])('sec-fetch-dest %s, type %s: Chromium calls it %s', (dest, type, called) => {
    const [evidence, ...others] = refused({ 'sec-fetch-dest': dest, 'sec-fetch-mode': 'cors' }, { _resourceType: type })
    expect(others).toEqual([])
    expect(evidence?.outcome?.reason?.code).toBe('MissingAllowOriginHeader')
    expect(evidence?.outcome?.messages.chromium[0]).toMatch(new RegExp(`^Access to ${called} at '${API}' from origin`))
  })

  test.each([
    ['image', 'image'],
    ['script', 'script'],
    ['stylesheet', 'CSS stylesheet'],
    ['font', 'font'],
    ['media', 'video'],
  ])('without sec-fetch-dest, as a page of http sends it: type %s', (type, called) => {
    expect(refused({}, { _resourceType: type })[0]?.outcome?.messages.chromium[0]).toMatch(`Access to ${called} at`)
  })

  test('Firefox records no type: the destination and the Accept of an EventSource tell', () => {
    const firefox = { name: 'Firefox', version: '153.0' }
    const ofSource = refused(
      { accept: 'text/event-stream', 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' },
      {},
      firefox,
    )
    expect(ofSource[0]?.outcome?.messages.chromium[0]).toMatch('Access to resource at')
    const ofFont = refused({ 'sec-fetch-dest': 'font', 'sec-fetch-mode': 'cors' }, {}, firefox)
    expect(ofFont[0]?.outcome?.messages.chromium[0]).toMatch('Access to font at')
  })
})

test.each(['image', 'script', 'style', 'audio', 'video'])(
  'a %s without the attribute crossorigin needs no permission',
  (dest) => {
    expect(refused({ 'sec-fetch-dest': dest, 'sec-fetch-mode': 'no-cors' })).toEqual([])
  },
)

test('a beacon of the mode no-cors needs no permission, and one with JSON is a request of script', () => {
  const beacon = { _resourceType: 'ping' }
  expect(refused({ 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'no-cors' }, beacon)).toEqual([])
  expect(refused({ 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors' }, beacon)).toHaveLength(1)
})

test('an image with cookies has the attribute crossorigin="use-credentials"', () => {
  const asked = { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'cors', cookie: 'a=1' }
  const [evidence] = readEntry(asked, { 'access-control-allow-origin': '*' })
  expect(evidence?.outcome?.reason?.code).toBe('WildcardOriginNotAllowed')
})

test('a font has no such attribute: its credentials are those of the same origin', () => {
  const asked = { 'sec-fetch-dest': 'font', 'sec-fetch-mode': 'cors' }
  expect(readEntry(asked, { 'access-control-allow-origin': '*' })).toEqual([])
})
