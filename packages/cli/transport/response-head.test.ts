/** Heads that are odd, as Chromium reads them: each is sent to Chromium too, where it is installed. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { launchChromium, requireChromium } from '../../lab/testing/browser.ts'
import { tcpServer } from '../testing/servers.ts'
import { readHead } from './response-head.ts'

const A = 'Access-Control-Allow-Origin: *'

/** What script sees: the status, `blocked` where the header was not found, or `failed` where there is no answer. */
const CASES: readonly (readonly [head: string, result: string])[] = [
  [`HTTP/1.1 200 OK\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\n${A}\n\n`, '200'],
  [`HTTP/1.1 200 OK\r\n${A}\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\n\r\n${A}\r\n\r\n`, 'blocked'],
  [`HTTP/1.1 600 X\r\n${A}\r\n\r\n`, '600'],
  [`HTTP/1.1 999 X\r\n${A}\r\n\r\n`, '999'],
  [`HTTP/1.1 200x\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 OK\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1  404  X\r\n${A}\r\n\r\n`, '404'],
  [`HTTP/1.1\t404 OK\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/2.0 404 X\r\n${A}\r\n\r\n`, '404'],
  [`HTTP 404 X\r\n${A}\r\n\r\n`, '404'],
  [`http/1.1 404 X\r\n${A}\r\n\r\n`, '404'],
  [`\r\nHTTP/1.1 404 X\r\n${A}\r\n\r\n`, '404'],
  [`abcdHTTP/1.1 404 X\r\n${A}\r\n\r\n`, '404'],
  [`abcdeHTTP/1.1 404 X\r\n${A}\r\n\r\n`, 'failed'],
  [`ICY 200 OK\r\n${A}\r\n\r\n`, 'blocked'],
  ['HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin : *\r\n\r\n', '200'],
  ['HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin\t: *\r\n\r\n', '200'],
  ['HTTP/1.1 200 OK\r\n Access-Control-Allow-Origin: *\r\n\r\n', 'blocked'],
  ['HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: \x0b*\r\n\r\n', 'blocked'],
  [`HTTP/1.1 200 OK\r\nbad\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\r\n: bad\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\r\nbad name: x\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\r\nbad\r\n folded\r\n${A}\r\n\r\n`, '200'],
  ['HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin:\r\n *\r\n\r\n', '200'],
  ['HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: a\r\n b\r\n\r\n', 'blocked'],
  [`HTTP/1.1 200 OK\r\nX: a\rb\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 0\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 1\r\n${A}\r\n\r\na`, 'failed'],
  [
    `HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n${A}\r\n\r\n0\r\n\r\n`,
    '200',
  ],
  [`HTTP/1.1 200 OK\r\nContent-Length: x\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\r\nContent-Disposition: a\r\nContent-Disposition: b\r\n${A}\r\n\r\n`, 'failed'],
  [`HTTP/1.1 200 OK\r\nX: a\0b\r\n${A}\r\n\r\n`, 'failed'],
  [`HTTP/1.1 200 O\0K\r\n${A}\r\n\r\n`, 'failed'],
  [`HTTP/1.1 200 OK\r\nX: a\x01b\r\n${A}\r\n\r\n`, '200'],
  [`HTTP/1.1 200 OK\r\n${A}`, '200'],
  [`HTTP/1.1 200 OK\r\n${A}\r\nContent-Ty`, '200'],
  ['HTTP', 'blocked'],
  ['', 'failed'],
  ['x', 'failed'],
  [`HTTP/1.1 103 H\r\n\r\nHTTP/1.1 404 X\r\n${A}\r\n\r\n`, '404'],
  ['HTTP/1.1 100 Continue\r\n\r\n', 'failed'],
]

const page = createServer((_, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,">'),
)
let browser: Awaited<ReturnType<typeof launchChromium>> | undefined

afterAll(async () => {
  await browser?.close()
  page.close()
})

function byReader(head: string): string {
  const answer = readHead(head, true, false)
  if (answer === 'more' || 'failure' in answer) return 'failed'
  const origin = answer.headers.find(([name]) => name === 'access-control-allow-origin')?.[1]
  return origin === '*' ? String(answer.status) : 'blocked'
}

describe('an odd head is read', () => {
  test.each(CASES)('%j: %s', (head, result) => {
    expect(byReader(head)).toBe(result)
  })
})

describe('and Chromium reads it in the same way', () => {
  beforeEach(async (context) => {
    requireChromium(context)
    browser ??= await launchChromium()
    if (!page.listening) await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
  })

  test.each(CASES)('%j: %s', async (head, result) => {
    const url = await tcpServer((socket) => socket.once('data', () => socket.end(Buffer.from(head, 'latin1'))))
    const tab = await browser?.newPage()
    await tab?.goto(`http://127.0.0.1:${(page.address() as AddressInfo).port}/`)
    const failures: string[] = []
    tab?.on('requestfailed', (request) => failures.push(request.failure()?.errorText ?? ''))
    const status = await tab?.evaluate(
      (to) =>
        fetch(to).then(
          (answer) => answer.status,
          () => 0,
        ),
      url,
    )
    await tab?.close()
    if (status !== 0) expect(String(status)).toBe(result)
    else expect(failures.includes('net::ERR_FAILED') ? 'blocked' : 'failed').toBe(result)
  })
})

test.each(['000', '0', '001', '099', '1000', '99999999999'])('the status %s is not an answer', (status) => {
  const answer = readHead(`HTTP/1.1 ${status} X\r\n${A}\r\n\r\n`, true, false)
  expect(answer).toMatchObject({ failure: { kind: 'http', sentence: expect.stringContaining(`status is ${status}`) } })
})

test('a head that breaks off over TLS is not an answer', () => {
  expect(readHead(`HTTP/1.1 200 OK\r\n${A}`, true, true)).toMatchObject({ failure: { kind: 'dropped' } })
})

test('a head of more lines than anybody sends is not read', () => {
  const answer = readHead(`HTTP/1.1 200 OK\r\n${'a:\n'.repeat(20_000)}\n`, false, false)
  expect(answer).toMatchObject({ failure: { code: 'TOO_MANY_HEADERS' } })
})

test('any bytes, in any pieces, make one answer', () => {
  const piece = fc.oneof(
    fc.constantFrom('HTTP/1.1 ', '200', ' OK', '\r\n', '\n', '\r', A, ': ', ' ', '\t', '\0', 'HTTP', '1', 'x', '100 C'),
    fc.string({ unit: 'binary-ascii', maxLength: 5 }),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
      (text) => {
        const whole = readHead(text, true, false)
        expect(whole).not.toBe('more')
        for (let i = 0; i < text.length; i++) {
          const early = readHead(text.slice(0, i), false, false)
          if (early === 'more') continue
          if (!('failure' in early)) expect(early).toEqual(readHead(text, false, false))
          break
        }
      },
    ),
    RUNS,
  )
})
