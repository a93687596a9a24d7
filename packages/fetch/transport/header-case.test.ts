import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { openPage } from '../index.ts'
import { http2Server, httpServer } from '../testing/servers.ts'
import { xmlHttpRequestOf } from '../xhr.ts'

const API = 'http://api.example.com'
const page = openPage('http://app.example.com/')

/** A page whose server keeps the names of each request's headers. */
async function pageAndNames() {
  const requests: string[][] = []
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const { rawHeaders, method, url } = request
    const names = rawHeaders.filter((_, index) => index % 2 === 0)
    requests.push(names)
    response.setHeader('access-control-allow-origin', '*')
    if (method === 'OPTIONS') response.setHeader('access-control-allow-headers', 'x-foo, x-bar, x-first')
    if (method !== 'OPTIONS' && url === '/redirect') response.writeHead(302, { location: '/' })
    response.end()
  }
  const { address } = await httpServer(listener)
  const opened = openPage('http://app.example.com/', { resolve: { 'api.example.com': address } })
  onTestFinished(() => opened.close())
  return { opened, requests }
}

const OWN = ['Host', 'Connection', 'User-Agent', 'Accept-Encoding', 'Accept-Language']

it('a browser writes its own names as browsers do, and those of script as script does, after a redirect too', async () => {
  const { opened, requests } = await pageAndNames()
  await opened.fetch(`${API}/redirect`, { method: 'POST', body: 'x', headers: { 'X-Foo': '1', 'x-BAR': '2' } })
  const tail = ['Origin', 'Referer']
  const preflight = ['Accept', 'Access-Control-Request-Method', 'Access-Control-Request-Headers', ...tail]
  expect(requests.map((names) => new Set(names))).toEqual([
    new Set([...OWN, ...preflight]),
    new Set([...OWN, 'Accept', 'X-Foo', 'x-BAR', 'Content-Length', 'Content-Type', ...tail]),
    new Set([...OWN, ...preflight]),
    new Set([...OWN, 'Accept', 'X-Foo', 'x-BAR', ...tail]),
  ])
})

const changed = new page.Headers({ 'X-first': '1' })
changed.append('X-FIRST', '2')
changed.set('x-FIRST', '3')
const renamed = new page.Headers({ 'X-first': '1' })
renamed.delete('x-first')
renamed.append('X-FIRST', '2')

it.each<[string, HeadersInit, readonly string[]]>([
  ['a record', { 'X-Foo': '1', ACCEPT: 'a/b' }, ['X-Foo', 'ACCEPT']],
  ['pairs, where the first of two counts', [['X-Foo', '1'], ['X-FOO', '2'], ['accept', 'a/b']], ['X-Foo', 'accept']], // biome-ignore format: a row
  ['Headers of the page', new page.Headers([['X-Foo', '1'], ['accept', 'a/b']]), ['X-Foo', 'accept']], // biome-ignore format: a row
  ['Headers made of others', new page.Headers(new page.Headers({ 'X-Foo': '1' })), ['X-Foo', 'Accept']],
  ['Headers that were changed', changed, ['X-first', 'Accept']],
  ['Headers that lost the name in between', renamed, ['X-FIRST', 'Accept']],
  ["Node's own Headers, which forget", new Headers({ 'X-Foo': '1' }), ['x-foo', 'Accept']],
  ['what may be readable only once', new Map([['X-Foo', '1']]) as unknown as HeadersInit, ['x-foo', 'Accept']],
])('names come from %s, given to fetch or to a Request', async (_, headers, expected) => {
  const { opened, requests } = await pageAndNames()
  await opened.fetch(`${API}/`, { headers })
  await opened.fetch(new opened.Request(`${API}/`, { headers }))
  const actual = requests.filter((names) => !names.includes('Access-Control-Request-Method'))
  expect(actual).toHaveLength(2)
  for (const names of actual) expect(names).toEqual(expect.arrayContaining([...expected]))
})

it('names of XMLHttpRequest go out as they were first set', async () => {
  const { opened, requests } = await pageAndNames()
  const xhr = new (xmlHttpRequestOf(opened))()
  xhr.open('POST', `${API}/`)
  xhr.setRequestHeader('X-Foo', '1')
  xhr.setRequestHeader('X-FOO', '2')
  xhr.setRequestHeader('content-TYPE', 'text/plain')
  const ended = new Promise((resolve) => xhr.addEventListener('loadend', resolve))
  xhr.send('body')
  await ended
  expect(requests[1]).toEqual(expect.arrayContaining(['X-Foo', 'content-TYPE', 'User-Agent']))
})

it('HTTP/2 has names in lower case', async () => {
  const certificate = selfSignedCertificate(['api.example.com'])
  let names: string[] = []
  const server = await http2Server(certificate, (request, response) => {
    names = request.rawHeaders.filter((name, index) => index % 2 === 0 && !name.startsWith(':'))
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'x-foo')
    response.end()
  })
  const opened = openPage('https://app.example.com/', {
    resolve: { 'api.example.com': server.address },
    tls: { ca: certificate.cert },
  })
  onTestFinished(() => opened.close())
  await opened.fetch('https://api.example.com/', { method: 'POST', body: 'x', headers: { 'X-Foo': '1' } })
  expect(names).toContain('x-foo')
  expect(names).toEqual(names.map((name) => name.toLowerCase()))
})
