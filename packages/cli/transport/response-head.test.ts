/** Heads that are odd, as Chromium reads them: each is sent to Chromium too, where it is installed. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { A, ODD_HEADS } from '../../corskit/protocol/testing/odd-heads.ts'
import { launchChromium, requireChromium } from '../../lab/testing/browser.ts'
import { tcpServer } from '../testing/servers.ts'
import { readHead } from './response-head.ts'

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
  test.each(ODD_HEADS)('%j: %s', (head, result) => {
    expect(byReader(head)).toBe(result)
  })
})

describe('and Chromium reads it in the same way', () => {
  beforeEach(async (context) => {
    requireChromium(context)
    browser ??= await launchChromium()
    if (!page.listening) await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
  })

  test.each(ODD_HEADS)('%j: %s', async (head, result) => {
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

test.each(['1000', '99999999999'])('the status %s is not an answer', (status) => {
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
