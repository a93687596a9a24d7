/** A signal may outlive many fetches: none of them leaves anything on it. */
import { getEventListeners } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { openPage } from './index.ts'
import { httpServer } from './testing/servers.ts'

const APP = 'https://app.example.com'
const ALLOW = { 'access-control-allow-origin': '*' }
const FETCHES = 200

const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length

async function openAll() {
  const server = await httpServer((request, response) => {
    if (request.url === '/broken') {
      response.writeHead(200, { ...ALLOW, 'content-length': '100' }).write('x')
      return void setTimeout(() => response.destroy(), 5)
    }
    response.writeHead(200, request.url === '/blocked' ? {} : ALLOW).end('hello')
  })
  const page = openPage(APP, {
    resolve: { 'api.example.com': `http://${server.address}` },
    handlers: {
      'https://handler.example.com': () => new Response('hello', { headers: ALLOW }),
      'https://throws.example.com': () => {
        throw new Error('on purpose')
      },
      'https://listener.example.com': (_request, response) => void response.writeHead(200, ALLOW).end('hello'),
    },
  })
  onTestFinished(() => page.close())
  return page
}

it.each([
  ['a server', 'https://api.example.com/'],
  ['a server that is not read', 'https://api.example.com/unread'],
  ['a blocked answer', 'https://api.example.com/blocked'],
  ['a body that breaks off', 'https://api.example.com/broken'],
  ['a handler', 'https://handler.example.com/'],
  ['a handler that throws', 'https://throws.example.com/'],
  ['a Node listener', 'https://listener.example.com/'],
  ['a data: URL', 'data:text/plain,hello'],
])('%s', async (_, url) => {
  const page = await openAll()
  const { signal } = new AbortController()
  for (let count = 0; count < FETCHES; count++) {
    const init = count % 2 === 0 ? { signal } : { signal, cache: 'no-store' as const }
    const read = count % 3 === 0 ? new page.Request(url) : url
    try {
      const response = await page.fetch(read, init)
      if (url.endsWith('/unread')) await response.body?.cancel()
      else if (count % 4 === 0) for await (const _chunk of response.body ?? []);
      else await response.text()
    } catch (error) {
      expect(error).toBeInstanceOf(Error)
    }
  }
  expect(listeners(signal)).toBe(0)
})
