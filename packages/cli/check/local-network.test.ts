/**
 * Local Network Access as `check` sees it. Every server stands on loopback; where it is said to stand is told by a map.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { closedPort } from '../testing/servers.ts'
import { check } from './command.ts'

async function serve(
  headers: Record<string, string> = {},
  status = 200,
): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method}`)
    response.writeHead(status, { 'access-control-allow-origin': '*', ...headers }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, requests }
}

async function run(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await check([...args, '--json'], terminal)
  const outcome = JSON.parse(terminal.stdout) as { reason: { code: string; parameter: string } | null; verdict: string }
  return { exitCode, code: outcome.reason?.code ?? null, parameter: outcome.reason?.parameter }
}

const PUBLIC = ['--origin', 'https://app.example.com']

test.each([
  ['standard', 'LocalNetworkAccessPermissionDenied'],
  ['chromium', 'LocalNetworkAccessPermissionDenied'],
  ['firefox', null],
])('a page of the Internet and a server on this machine, in %s: %s', async (engine, code) => {
  const { port, requests } = await serve()
  expect((await run(`http://127.0.0.1:${port}/`, ...PUBLIC, '--engine', engine)).code).toBe(code)
  expect(requests).toEqual(code === null ? ['GET'] : [])
})

test.each([
  [['--permission', 'granted'], null],
  [['--permission', 'denied'], 'LocalNetworkAccessPermissionDenied'],
  [['--page-address', 'loopback'], null],
  [['--page-address', 'local'], 'LocalNetworkAccessPermissionDenied'],
])('%j: %s', async (args, code) => {
  const { port } = await serve()
  expect((await run(`http://127.0.0.1:${port}/`, ...PUBLIC, ...args)).code).toBe(code)
})

test.each(['http://localhost:5173', 'http://127.0.0.1:5173', 'null', 'capacitor://localhost'])(
  'a page at %s stands on this machine',
  async (origin) => {
    const { port } = await serve()
    expect((await run(`http://127.0.0.1:${port}/`, '--origin', origin, '--engine', 'chromium')).code).toBe(null)
  },
)

test('the address that counts is the one connected to, not the name', async () => {
  const { port } = await serve()
  const names = ['--resolve', `api.example.com:${port}:127.0.0.1`]
  const { code } = await run(`http://api.example.com:${port}/`, '--origin', 'http://app.example.com', ...names)
  expect(code).toBe('InsecureLocalNetwork')
})

test('a port on which nothing listens is told as that', async () => {
  expect((await run(`http://127.0.0.1:${await closedPort()}/`, ...PUBLIC)).exitCode).toBe(3)
})

test('a redirect out of the Internet into a network of ours is not followed, whatever the engine', async () => {
  const inner = await serve()
  const outer = await serve({ location: `http://inner.example:${inner.port}/` }, 302)
  const names = ['--resolve', `inner.example:${inner.port}:127.0.0.1`]
  for (const engine of ['standard', 'chromium', 'firefox', 'webkit']) {
    const terminal = new RecordingTerminal()
    const args = [`http://127.0.0.1:${outer.port}/`, '--origin', 'http://localhost:5173', ...names, '--engine', engine]
    const exitCode = await check(args, terminal, { spaceOf: () => 'public' })
    expect(exitCode).toBe(3)
    expect(terminal.stdout).toContain('--permission granted')
  }
  expect(inner.requests).toEqual([])
})
