import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { PolicyOptions } from 'corskit'
import { cors } from 'corskit/node'
import { SaxesParser } from 'saxes'
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

describe('the answer has other forms', () => {
  test('JUnit for CI, with a test for each kind of difference', async () => {
    const right = await corskit('verify', await serverWith(POLICY), '--policy', file, '--junit')
    expect(right.stdout).toContain('<testsuite name="corskit verify" tests="4" failures="0" errors="0">')
    const wrong = await corskit(
      'verify',
      await serverWith({ ...POLICY, methods: ['PUT', 'A<B'.replace('<', '&')] }),
      '--policy',
      file,
      '--junit',
    )
    expect(wrong.exitCode).toBe(1)
    expect(wrong.stdout).toContain('failures="1"')
    expect(textsOfXml(wrong.stdout)).toContain('may send A&B')
  })

  test('Markdown for a pull request', async () => {
    const { stdout } = await corskit(
      'verify',
      await serverWith({ ...POLICY, methods: [] }),
      '--policy',
      file,
      '--markdown',
    )
    expect(stdout).toMatch(/^### corskit verify http/)
    expect(stdout).toContain('| narrower | method PUT |')
    expect(stdout).toContain('curl -i ')
  })
})

function textsOfXml(text: string): string {
  let texts = ''
  const parser = new SaxesParser()
  parser.on('text', (each) => {
    texts += each
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
  return texts
}

describe('staging', () => {
  test('headers go with every request, and a secret is not repeated', async () => {
    const seen: (string | undefined)[] = []
    const url = await httpServer((request, response) => {
      seen.push(request.headers['x-staging'] as string | undefined)
      response.end()
    })
    const { stdout, stderr } = await corskit(
      'verify',
      url,
      '--policy',
      file,
      '-H',
      'X-Staging: topsecret1',
      '-H',
      'accept: text/css',
    )
    expect(new Set(seen)).toEqual(new Set(['topsecret1']))
    expect(stdout + stderr).not.toContain('topsecret1')
    expect(stdout).toContain("-H 'x-staging: [redacted]'")
    expect(stdout).toContain("-H 'accept: text/css'")
  })

  test('a name leads where --resolve says, and so it does in the command that is shown', async () => {
    const port = new URL(await serverWith({ ...POLICY, methods: [] })).port
    const entry = `api.staging.example:${port}:127.0.0.1`
    const { exitCode, stdout } = await corskit(
      'verify',
      `http://api.staging.example:${port}/`,
      '--policy',
      file,
      '--resolve',
      entry,
    )
    expect(exitCode).toBe(1)
    expect(stdout).toContain(`curl -i --resolve ${entry} -X OPTIONS `)
  })
})

describe('a server that is hard to ask', () => {
  test('one that limits the rate is asked more slowly, and judged by its other answers', async () => {
    const withCors = cors(POLICY)
    let count = 0
    const url = await httpServer((request, response) => {
      if (++count === 3) response.writeHead(429, { 'retry-after': '0' }).end()
      else withCors(request, response, () => response.end())
    })
    const { exitCode, stderr } = await corskit('verify', url, '--policy', file, '--path', '/a')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('the server limits the rate (429)')
  }, 60_000)

  test('one that answers the same request in two ways is named as such', async () => {
    let count = 0
    const url = await httpServer((_, response) => {
      if (++count % 2 === 0) response.setHeader('access-control-allow-origin', 'https://app.example.com')
      response.end()
    })
    const { exitCode, stdout } = await corskit('verify', url, '--policy', file)
    expect(exitCode).toBe(1)
    expect(stdout).toContain('cache  the same request twice')
  })

  test('what was found before the server went away is kept', async () => {
    let count = 0
    const url = await httpServer((_, response) => {
      if (++count > 10) response.destroy()
      else response.setHeader('access-control-allow-origin', '*').end()
    })
    const { exitCode, stdout } = await corskit('verify', url, '--policy', file)
    expect(exitCode).toBe(3)
    expect(stdout).toContain('After 10 answers')
    expect(stdout).toContain('wider  origin https://corskit-stranger.example')
  })
})

test('what will be sent is printed first', async () => {
  const url = await serverWith(POLICY)
  const { stderr } = await corskit('verify', url, '--policy', file)
  expect(stderr).toMatch(/^corskit: sending GET, HEAD and OPTIONS requests to 127\.0\.0\.1:\d+, \d+ at the most\n/)
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
  [['verify', 'http://127.0.0.1:1/', '--policy', file, '--json', '--junit'], 'expected one form of the answer'],
  [
    ['verify', 'http://127.0.0.1:1/', '--policy', file, '-H', 'Origin: https://a.example'],
    '-H origin: each request has its own',
  ],
  [['verify', 'http://127.0.0.1:1/', '--policy', file, '-H', 'nonsense'], "expected 'Name: value'"],
  [['verify', 'http://127.0.0.1:1/', '--policy', file, '--resolve', 'a'], 'expected HOST:PORT:ADDRESS'],
  [['verify', 'http://127.0.0.1:1/', '--policy', undecided], 'predicate.mjs'],
])('%j is refused, and nothing is sent', async (args, message) => {
  const { exitCode, stdout, stderr } = await corskit(...args)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toContain(message)
})
