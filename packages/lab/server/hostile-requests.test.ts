/**
 * Any page in the user's browser can send requests to loopback, and any program can send bytes: nothing that comes ends
 * the lab.
 */
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Lab, startLab } from '../lab.ts'

let lab: Lab
const faults: unknown[] = []
const keep = (fault: unknown) => faults.push(fault)

beforeAll(async () => {
  // Not the page's files: only the servers are of interest here.
  const pageFolder = new URL('../page/', import.meta.url)
  lab = await startLab({ pageFolder, check: async () => ({ mistake: 'nothing is sent here' }), port: await freePort() })
  process.on('uncaughtException', keep)
  process.on('unhandledRejection', keep)
})

afterAll(async () => {
  process.off('uncaughtException', keep)
  process.off('unhandledRejection', keep)
  await lab.close()
})

async function freePort(): Promise<number> {
  const probe = await startLab({ check: async () => ({ mistake: '' }), pageFolder: new URL('./', import.meta.url) })
  const { port } = new URL(probe.url)
  await probe.close()
  return Number(port)
}

/** Sends the bytes, ends its half of the connection, and waits until the server has ended the other. */
function sendBytes(origin: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1')
    let answer = ''
    const timer = setTimeout(() => socket.destroy(), 2000)
    socket.setEncoding('latin1').on('data', (text) => {
      answer += text
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer)
    })
    socket.end(bytes, 'latin1')
  })
}

/** By which pages may ask the server: by number, by name, and as the attacks call it. */
function namesOf(origin: string): readonly string[] {
  const { host, port } = new URL(origin)
  return [
    host,
    ...['localhost', 'api.bank.localhost', 'cdn.bank.localhost', 'evil.localhost'].map((name) => `${name}:${port}`),
  ]
}

async function isAlive(): Promise<void> {
  expect((await fetch(lab.url)).status).toBe(200)
  expect((await fetch(`${lab.apiOrigin}/right/public`)).status).toBe(200)
  expect((await fetch(`${lab.thirdOrigin}/login`)).status).toBe(200)
  for (const origin of lab.attackOrigins) expect((await fetch(origin)).status).toBe(421)
  expect(faults).toEqual([])
}

describe('request targets that no URL parser likes', () => {
  test.each([
    '//',
    '///',
    '//x',
    '/\\\\',
    '//[',
    '//:80:80',
    '*',
    'http://',
    'http://[',
    'lab',
    '?',
    '/%',
    '/%zz',
    '/%00',
    '/..//..',
    'http://a b/',
  ])('%s', async (target) => {
    for (const origin of [lab.url, lab.apiOrigin, lab.thirdOrigin, ...lab.attackOrigins])
      for (const method of ['GET', 'POST', 'OPTIONS', 'HEAD', 'CONNECT'])
        for (const host of [...namesOf(origin), 'evil.example'])
          await sendBytes(origin, `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    await isAlive()
  })
})

test('whatever target, head and body it is sent, the lab goes on', async () => {
  const text = fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    maxLength: 20,
  })
  const target = fc.oneof(
    fc.constantFrom(
      '/',
      '/check',
      '/attack/open',
      '/attack/ledger',
      '/index.html',
      '/page.js',
      '/right/public',
      '/cdn/users.json',
    ),
    text,
  )
  const method = fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'HEAD', 'CONNECT', 'TRACE'), text)
  const name = fc.oneof(
    fc.constantFrom('Origin', 'Content-Type', 'Content-Length', 'Transfer-Encoding', 'Expect', 'Upgrade', 'Connection'),
    fc.constantFrom(
      'Access-Control-Request-Method',
      'Access-Control-Request-Headers',
      'Cookie',
      'Host',
      'Sec-Fetch-Site',
    ),
    text,
  )
  const value = fc.oneof(
    fc.constantFrom(
      'application/json',
      '0',
      '5',
      '-1',
      '1e9',
      'chunked',
      '100-continue',
      'websocket',
      'upgrade',
      'null',
    ),
    text,
  )
  const request = fc.record({
    server: fc.nat({ max: 5 }),
    name: fc.nat({ max: 4 }),
    method,
    target,
    headers: fc.array(fc.tuple(name, value), { maxLength: 6 }),
    body: fc.oneof(fc.constantFrom('', '{}', '{"url":1}', '5\r\nhello\r\n0\r\n\r\n'), text),
    isOwn: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ server, name, method, target, headers, body, isOwn }) => {
      const origin = [lab.url, lab.apiOrigin, lab.thirdOrigin, ...lab.attackOrigins][server] ?? lab.url
      const host = namesOf(origin)[name]
      const own = isOwn
        ? `Host: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/json\r\nConnection: close\r\n`
        : ''
      const lines = headers.map(([key, text]) => `${key}: ${text}\r\n`).join('')
      await sendBytes(origin, `${method} ${target} HTTP/1.1\r\n${own}${lines}\r\n${body}`)
      expect(faults).toEqual([])
    }),
    { numRuns: 300 },
  )
  await isAlive()
})
