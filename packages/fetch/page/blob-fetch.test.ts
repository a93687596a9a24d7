import { expect, it, onTestFinished } from 'vitest'
import { openPage, type PageOptions } from '../index.ts'
import { xmlHttpRequestOf } from '../xhr.ts'

const HELLO = new Blob(['Hello, world'], { type: 'text/plain' })

function open(options: PageOptions = {}) {
  const page = openPage('http://app.example.com/', options)
  onTestFinished(() => page.close())
  return page
}

function urlOf(blob: Blob): string {
  const url = URL.createObjectURL(blob)
  onTestFinished(() => URL.revokeObjectURL(url))
  return url
}

it.each<[string, RequestInit]>([
  ['any mode', {}],
  ['mode same-origin', { mode: 'same-origin' }],
  ['mode no-cors', { mode: 'no-cors', headers: { range: 'bytes=0-1' } }],
  ['redirect manual', { mode: 'no-cors', redirect: 'manual' }],
])('a blob is an answer of the page itself, in %s', async (_, init) => {
  const url = urlOf(HELLO)
  const page = open()
  const response = await page.fetch(`${url}#fragment`, init)
  expect(response).toMatchObject({ status: 200, statusText: 'OK', type: 'basic', url, redirected: false })
  expect([...response.headers]).toEqual([
    ['content-length', '12'],
    ['content-type', 'text/plain'],
  ])
  expect(await response.text()).toBe('Hello, world')
  const outcome = await page.outcomeOf(url, init)
  expect(outcome).toMatchObject({ verdict: 'allowed', reason: null, exchanges: [] })
  expect(outcome.steps.at(-1)).toMatchObject({ rule: 'scheme fetch', passed: true })
})

it.each([
  ['bytes=7-', 'world', 'bytes 7-11/12'],
  ['bytes=-5', 'world', 'bytes 7-11/12'],
  ['bytes=-50', 'Hello, world', 'bytes 0-11/12'],
  ['bytes=0-4', 'Hello', 'bytes 0-4/12'],
  ['bytes=7-100000000000000000000', 'world', 'bytes 7-11/12'],
  ['bytes \t=\t 0 - \t4', 'Hello', 'bytes 0-4/12'],
])('the range %s of a blob is a part of it', async (range, text, contentRange) => {
  const response = await open().fetch(urlOf(HELLO), { headers: { Range: range } })
  expect(response).toMatchObject({ status: 206, statusText: 'Partial Content' })
  expect(response.headers.get('content-range')).toBe(contentRange)
  expect(response.headers.get('content-length')).toBe(String(text.length))
  expect(response.headers.get('content-type')).toBe('text/plain')
  expect(await response.text()).toBe(text)
})

it.each([
  '',
  'bytes',
  'bytes=-',
  'bytes=-0',
  'bytes=5-4',
  'bytes=12-',
  'bytes=0-1,3-4',
  'byte=0-1',
  `bytes=${' '.repeat(50_000)}x`,
])('the range %j of a blob is an error', async (range) => {
  const page = open()
  const url = urlOf(HELLO)
  await expect(page.fetch(url, { headers: { range } })).rejects.toThrow(new TypeError('Failed to fetch'))
  const { verdict, reason } = await page.outcomeOf(url, { headers: { range } })
  expect({ verdict, code: reason?.code }).toEqual({ verdict: 'unreachable', code: 'NetworkError' })
})

it('a type that is not valid is left out', async () => {
  const response = await open().fetch(urlOf(new Blob(['a'], { type: 'invalid' })))
  expect(response.headers.get('content-type')).toBe('')
})

it.each(['HEAD', 'POST', 'PUT', 'OPTIONS'])('a blob is not there for %s', async (method) => {
  await expect(open().fetch(urlOf(HELLO), { method })).rejects.toThrow(TypeError)
})

it('what script may not ask for is refused as elsewhere', async () => {
  await expect(open().fetch(urlOf(HELLO), { method: 'TRACE' })).rejects.toThrow(/HTTP method is unsupported/)
})

it('a URL may be revoked as soon as the call is made, and is not a URL of a blob from then on', async () => {
  const page = open()
  const url = URL.createObjectURL(HELLO)
  const early = page.fetch(url)
  URL.revokeObjectURL(url)
  expect(await (await early).text()).toBe('Hello, world')
  await expect(page.fetch(url)).rejects.toThrow(TypeError)
})

it("a URL of nobody's blob goes to no server, not even where it has the page's own origin", async () => {
  const page = open({ handlers: { 'http://app.example.com': () => new Response('a server') } })
  await expect(page.fetch('blob:http://app.example.com/1b4e28ba')).rejects.toThrow(TypeError)
  await expect(page.fetch('blob:http://api.example.com/1b4e28ba')).rejects.toThrow(TypeError)
})

it('an aborted call rejects, and so does the body of one', async () => {
  const controller = new AbortController()
  const page = open()
  const response = await page.fetch(urlOf(HELLO), { signal: controller.signal })
  const late = page.fetch(urlOf(HELLO), { signal: controller.signal })
  controller.abort()
  await expect(late).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  await expect(response.text()).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
})

it.each([true, false])('XMLHttpRequest reads it, asynchronous: %s', async (isAsync) => {
  const xhr = new (xmlHttpRequestOf(open()))()
  xhr.open('GET', urlOf(HELLO), isAsync)
  xhr.setRequestHeader('Range', 'bytes=7-')
  const ended = new Promise((resolve) => xhr.addEventListener('loadend', resolve))
  xhr.send()
  await ended
  expect(xhr).toMatchObject({ status: 206, statusText: 'Partial Content', responseText: 'world' })
  expect(xhr.getResponseHeader('content-range')).toBe('bytes 7-11/12')
})

it('a synchronous XMLHttpRequest throws for a range that is not valid', () => {
  const xhr = new (xmlHttpRequestOf(open()))()
  xhr.open('GET', urlOf(HELLO), false)
  xhr.setRequestHeader('Range', 'bytes=12-')
  expect(() => xhr.send()).toThrow(expect.objectContaining({ name: 'NetworkError' }))
})
