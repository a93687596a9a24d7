import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { PolicyOptions } from 'corskit'
import { cors } from 'corskit/node'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { closedPort, httpServer } from '../testing/servers.ts'

const folder = mkdtempSync(`${tmpdir()}/corskit-verify-`)
afterAll(() => rmSync(folder, { recursive: true }))

const POLICY = { origin: ['https://app.example.com', 'https://*.shop.example'], methods: ['PUT'], credentials: true }
const file = `${folder}/cors.json`
writeFileSync(file, JSON.stringify(POLICY))

const undecided = `${folder}/predicate.mjs`
writeFileSync(undecided, 'export default { origin: async () => true }')

async function corskit(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(args, terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

function serverWith(policy: PolicyOptions): Promise<string> {
  const withCors = cors(policy)
  return httpServer((request, response) => withCors(request, response, () => response.end('hello')))
}

test('a server that does what the policy says conforms', async () => {
  const url = await serverWith(POLICY)
  const { exitCode, stdout } = await corskit('verify', url, '--policy', file, '--path', '/users')
  expect(stdout).toMatch(/^CONFORMS {2}the server did what the policy says, (\d+) times of \1\n$/)
  expect(exitCode).toBe(0)
})

describe('a server that differs is told, by the side that is wider', () => {
  test.each<[string, PolicyOptions]>([
    ['wider', { ...POLICY, origin: [...POLICY.origin, 'https://*.app.example.com'] }],
    ['wider', { ...POLICY, methods: ['PUT', 'DELETE'] }],
    ['narrower', { ...POLICY, origin: ['https://app.example.com'] }],
    ['narrower', { ...POLICY, methods: [] }],
    ['narrower', { ...POLICY, credentials: false }],
  ])('%s: %j', async (kind, policy) => {
    const url = await serverWith(policy)
    const { exitCode, stdout } = await corskit('verify', url, '--policy', file, '--json')
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ conforms: false, unreachable: null })
    expect(report.differences.map((difference: { kind: string }) => difference.kind)).toContain(kind)
    expect(exitCode).toBe(1)
    const text = await corskit('verify', url, '--policy', file)
    expect(text.stdout).toMatch(/^DIFFERS {2}\d+ differences? between/)
    expect(text.stdout).toContain('curl -i ')
  })
})

test('a server that is away is unreachable', async () => {
  const { exitCode, stdout } = await corskit('verify', `http://127.0.0.1:${await closedPort()}/`, '--policy', file)
  expect(stdout).toMatch(/^UNREACHABLE /)
  expect(exitCode).toBe(3)
})

test('a token in the URL is not repeated', async () => {
  const url = await serverWith({ origin: 'https://other.example' })
  const { stdout, stderr } = await corskit('verify', `${url}/?token=topsecret1`, '--policy', file)
  expect(stdout).toContain('DIFFERS')
  expect(stdout + stderr).not.toContain('topsecret1')
})

test.each([
  [['verify'], 'expects a URL'],
  [['verify', 'http://127.0.0.1:1/'], 'expects a policy'],
  [['verify', 'http://127.0.0.1:1/', 'x', '--policy', file], "one URL, got 'x' too"],
  [['verify', 'ftp://127.0.0.1/', '--policy', file], 'not an http or https URL'],
  [['verify', 'http://127.0.0.1:1/', '--policy', file, '--path', 'users'], "--path 'users': expected"],
  [['verify', 'http://127.0.0.1:1/', '--policy', file, '--timeout', '0'], "--timeout '0': expected seconds"],
  [['verify', 'http://127.0.0.1:1/', '--policy', `${folder}/none.json`], 'none.json'],
  [['verify', 'http://127.0.0.1:1/', '--policy', undecided], 'predicate.mjs'],
])('%j is refused, and nothing is sent', async (args, message) => {
  const { exitCode, stdout, stderr } = await corskit(...args)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toContain(message)
})
