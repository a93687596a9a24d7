/** Synchronous requests: this thread stands still, so the server is another process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { openPage, type PageOptions } from '../index.ts'
import { xmlHttpRequestOf } from '../xhr.ts'

const APP = 'http://app.example.com'
const API = 'http://api.example.com'

/**
 * Echoes the body, counts preflights, sets a cookie; says no to whoever asks for /refused, and nothing at all to
 * /silent; /endless and /refused-endless do not come to an end, and /cut ends too early.
 */
const SERVER = `
let preflights = 0
const server = require('node:http').createServer(async (request, response) => {
  if (request.url === '/silent') return
  if (!request.url.startsWith('/refused')) response.setHeader('access-control-allow-origin', '${APP}')
  response.setHeader('access-control-allow-credentials', 'true')
  response.setHeader('access-control-allow-headers', 'x-a')
  response.setHeader('set-cookie', 'a=1')
  if (request.method === 'OPTIONS') preflights++
  if (request.url.endsWith('endless')) return setInterval(() => response.write('x'), 10)
  if (request.url === '/cut') return response.write('x', () => response.destroy())
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  response.end(request.method === 'OPTIONS' ? '' : JSON.stringify({ body, preflights, cookie: request.headers.cookie }))
}).listen(0, '127.0.0.1', () => console.log(server.address().port))
`
const server = spawn(process.execPath, ['-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] })
let address = ''

beforeAll(async () => {
  const [port] = await once(server.stdout, 'data')
  address = `http://127.0.0.1:${String(port).trim()}`
})
afterAll(() => void server.kill())

function newXhr(options: PageOptions = {}) {
  const resolve = { 'api.example.com': address, 'app.example.com': address }
  const page = openPage(APP, { resolve, ...options })
  onTestFinished(() => page.close())
  return new (xmlHttpRequestOf(page))()
}

it('is answered before send() returns, and then says so', () => {
  const xhr = newXhr()
  const events: string[] = []
  for (const type of ['readystatechange', 'loadstart', 'progress', 'load', 'loadend', 'error']) {
    xhr.addEventListener(type, () => events.push(`${type} ${xhr.readyState}`))
  }
  xhr.open('POST', API, false)
  xhr.send('hello')
  expect(xhr).toMatchObject({ status: 200, statusText: 'OK', responseURL: `${API}/` })
  expect(JSON.parse(xhr.responseText)).toMatchObject({ body: 'hello' })
  expect(xhr.outcome?.verdict).toBe('allowed')
  expect(events).toEqual(['readystatechange 1', 'readystatechange 4', 'load 4', 'loadend 4'])
})

it('shares cookies and preflights with the rest of the page', () => {
  const xhr = newXhr()
  const answers = [1, 2].map(() => {
    xhr.open('GET', API, false)
    xhr.withCredentials = true
    xhr.setRequestHeader('x-a', '1')
    xhr.send()
    return JSON.parse(xhr.responseText)
  })
  expect(answers[1].preflights).toBe(answers[0].preflights)
  expect(answers.map(({ cookie }) => cookie)).toEqual([undefined, 'a=1'])
})

it.each([
  ['the server does not allow', `${API}/refused`, {}],
  ['the server does not answer', `${API}/silent`, { timeout: 50 }],
  ['the server does not bring to an end', `${API}/cut`, {}],
  ['nobody can read', 'data:text/html;base64,P', {}],
])('throws a NetworkError for what %s', (_what, url, options) => {
  const xhr = newXhr(options)
  xhr.open('GET', url, false)
  expect(() => xhr.send()).toThrow(expect.objectContaining({ name: 'NetworkError' }))
  expect(xhr).toMatchObject({ readyState: 4, status: 0, responseText: '' })
})

it('is refused before the body is there, which may never be', () => {
  const xhr = newXhr()
  xhr.open('GET', `${API}/refused-endless`, false)
  expect(() => xhr.send()).toThrow(expect.objectContaining({ name: 'NetworkError' }))
  expect(xhr.outcome?.reason?.code).toBe('MissingAllowOriginHeader')
})

it('gives up a body that does not end, and then talks on', () => {
  const xhr = newXhr({ timeout: 500 })
  xhr.open('GET', `${API}/endless`, false)
  expect(() => xhr.send()).toThrow(expect.objectContaining({ name: 'NetworkError' }))
  expect(xhr.outcome?.verdict).toBe('allowed')
  xhr.open('GET', API, false)
  xhr.send()
  expect(xhr.status).toBe(200)
})

it('takes long bodies, both ways, of whatever can be sent', () => {
  const xhr = newXhr()
  xhr.open('POST', API, false)
  xhr.send(new Blob(['a'.repeat(300_000)]))
  expect(JSON.parse(xhr.responseText).body.length).toBe(300_000)
})

it('reads data: URLs', () => {
  const xhr = newXhr()
  xhr.open('GET', 'data:text/plain,a', false)
  xhr.send()
  expect(xhr.responseText).toBe('a')
})

it('has no timeout and no response type', () => {
  const xhr = newXhr()
  xhr.open('GET', API, false)
  const invalid = expect.objectContaining({ name: 'InvalidAccessError' })
  expect(() => Object.assign(xhr, { timeout: 1 })).toThrow(invalid)
  expect(() => Object.assign(xhr, { responseType: 'json' })).toThrow(invalid)
  xhr.open('GET', API)
  xhr.timeout = 1
  expect(() => xhr.open('GET', API, false)).toThrow(invalid)
})

it('is refused where this process would have to answer, and for a form', () => {
  const unsupported = expect.objectContaining({ name: 'NotSupportedError' })
  const xhr = newXhr({ handlers: { [API]: () => new Response() } })
  xhr.open('GET', API, false)
  expect(() => xhr.send()).toThrow(unsupported)
  xhr.open('POST', `${APP}/`, false)
  expect(() => xhr.send(new FormData())).toThrow(unsupported)
})
