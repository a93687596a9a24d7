import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fill, normalise } from './placeholders.ts'
import type { Scenario } from './scenario.ts'
import { openServers, type Servers } from './servers.ts'

const scenario: Scenario = {
  name: 'two answers in turn',
  calls: [{ url: '{B}/x' }, { url: 'http://user:word@{C:host}/y' }],
  answers: {
    x: {
      pre: { drop: true },
      act: [
        { status: 302, headers: [['Location', '{C}/y']] },
        // biome-ignore format: header lines
        { status: 200, headers: [['X-A', '{A}/'], ['x-a', '{A:upper}']], body: 'é' },
      ],
    },
  },
}

let servers: Servers
beforeAll(async () => {
  servers = await openServers(async () => '{}')
  servers.serve('r1', fill(scenario, servers.origins.http, '/s/r1'))
})
afterAll(() => servers.close())

const portOf = (key: string) => Number(new URL(servers.origins.http[key] ?? '').port)

/** What comes back for exactly these bytes, sent to the port of {B}. */
const exchange = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(portOf('B'), '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })

test('sends the answers in turn, header lines as written, and nothing else', async () => {
  const { A, C } = servers.origins.http
  expect(await exchange('GET /s/r1/x HTTP/1.1\r\nHost: b\r\n\r\n')).toBe(
    `HTTP/1.0 302 Found\r\nLocation: ${C}/s/r1/y\r\n\r\n`,
  )
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await exchange('GET /s/r1/x HTTP/1.1\r\nHost: b\r\n\r\n')).toBe(
      `HTTP/1.0 200 OK\r\nX-A: ${A}/\r\nx-a: ${A?.toUpperCase()}\r\n\r\né`,
    )
  }
})

test('takes methods that no standard knows, proxied URLs, and drops what the scenario drops', async () => {
  servers.serve('r2', fill(scenario, servers.origins.http, '/s/r2'))
  await exchange('Egg /s/r2/x?q HTTP/1.1\r\nX-B: 1\r\nX-B:2\r\nContent-Length: 2\r\n\r\nhi')
  await exchange(`patch ${servers.origins.http['D']}/s/r2/z HTTP/1.1\r\n\r\n`)
  expect(await exchange('OPTIONS /s/r2/x HTTP/1.1\r\nAccess-Control-Request-Method: PUT\r\n\r\n')).toBe('')
  expect(await exchange('GET http://elsewhere.test/ HTTP/1.1\r\n\r\n')).toBe('')
  const received = normalise(servers.received('r2'), servers.origins.http, '/s/r2')
  expect(received.map(({ method, host, path }) => `${method} ${host} ${path}`)).toEqual([
    'Egg B /x?q',
    'patch D /z',
    'OPTIONS B /x',
  ])
  // biome-ignore format: header lines
  expect(received[0]?.headers).toEqual([['x-b', '1'], ['x-b', '2'], ['content-length', '2']])
})

test('the values that were filled in are removed again', () => {
  const { calls } = fill(scenario, servers.origins.http, '/s/r3')
  expect(calls[1]?.url).toBe(`http://user:word@not-web-platform.test:${portOf('C')}/s/r3/y`)
  expect(normalise(calls, servers.origins.http, '/s/r3')).toEqual(scenario.calls)
})
