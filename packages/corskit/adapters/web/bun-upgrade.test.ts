import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notInstalled } from '../../../../testing/not-installed.ts'
import type { RunningServer } from '../testing/harness.ts'
import { send } from '../testing/http-client.ts'
import { findRuntime, startRuntime } from '../testing/runtimes.ts'

const bun = findRuntime('bun')

if (bun === null) test('bun', ({ skip }) => notInstalled('bun is not installed; .ci/run installs it', skip))
else
  describe.each(['web', 'elysia'])('a web socket of Bun, by %s', (serves) => {
    let server: RunningServer
    beforeAll(async () => {
      server = await startRuntime('bun', bun, 'bun-upgrade-app.ts', { SERVES: serves })
    })
    afterAll(() => server?.close())
    test('opens for an allowed origin, and greets', async () => {
      expect(await upgrade(server.url, 'https://app.example.com')).toEqual([101, 'hello'])
    })
    test('is refused to another', async () => {
      expect(await upgrade(server.url, 'https://evil.example')).toEqual([403, ''])
    })
    test('does not happen for a request that does not ask for it; its answer has the headers', async () => {
      const response = await send(server.url, { path: '/', headers: [['origin', 'https://app.example.com']] })
      expect(response.header('access-control-allow-origin')).toBe('https://app.example.com')
      expect(response.status).toBeGreaterThanOrEqual(400)
    })
  })

/** The status, and the text of the first frame. */
function upgrade(base: string, origin: string): Promise<[status: number, text: string]> {
  return new Promise((resolve, reject) => {
    const headers = {
      origin,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-fetch-site': 'cross-site',
    }
    const outgoing = request(base, { headers, agent: false })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      response.resume()
      resolve([response.statusCode ?? 0, ''])
    })
    outgoing.on('upgrade', (response, socket, head) => {
      const read = (frame: Buffer) => {
        socket.destroy()
        resolve([response.statusCode ?? 0, frame.subarray(2).toString()])
      }
      if (head.length > 0) read(head)
      else socket.once('data', read)
    })
    outgoing.end()
  })
}
