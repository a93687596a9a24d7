import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../../testing/certificate.ts'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { closedPort, httpServer } from '../testing/servers.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

async function lab(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(['lab', ...args], terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

test.each([
  [['--port', '65536'], "corskit: --port '65536': expected a port from 0 to 65535, where 0 is any that is free\n"],
  [['--port', 'http'], "corskit: --port 'http': expected a port from 0 to 65535, where 0 is any that is free\n"],
  [['here'], "corskit: lab takes no argument, got 'here'\n"],
  [['--prot', '1'], "corskit: unknown option '--prot': did you mean --port?\n"],
])('%j is a wrong call', async (args, stderr) => {
  expect(await lab(...args)).toEqual({ exitCode: 2, stdout: '', stderr })
})

describe('a certificate', () => {
  const folder = mkdtempSync(`${tmpdir()}/corskit-lab-`)
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = (name: string, content: string) => {
    writeFileSync(`${folder}/${name}`, content)
    return `${folder}/${name}`
  }
  const { cert, key } = selfSignedCertificate(['localhost', '*.localhost', '127.0.0.1'])
  const [certFile, keyFile] = [file('cert.pem', cert), file('key.pem', key)]

  test.each([
    [['--cert', certFile], /--cert and --key go together/],
    [['--key', keyFile], /--cert and --key go together/],
    [['--cert', `${folder}/none`, '--key', keyFile], /no such file/],
    [['--cert', keyFile, '--key', certFile], /expected a certificate and its key, in PEM/],
  ])('%j is a wrong call', async (args, message) => {
    expect(await lab(...args)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(message) })
  })

  test('makes the page, and what it checks, speak https', async () => {
    const port = String(await closedPort())
    const child = spawn(process.execPath, [
      '--conditions=corskit-source',
      main,
      'lab',
      '--port',
      port,
      '--cert',
      certFile,
      '--key',
      keyFile,
    ])
    const [printed] = await once(child.stdout, 'data')
    const url = String(printed).trim()
    expect(url).toBe(`https://127.0.0.1:${port}/`)
    const origin = url.slice(0, -1)
    const body = JSON.stringify({
      url,
      origin,
      method: 'GET',
      headers: [],
      body: '',
      credentials: 'omit',
      mode: 'cors',
      engine: 'chromium',
    })
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', origin }
      request(`${origin}/check`, { method: 'POST', ca: cert, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve(text))
      })
        .on('error', reject)
        .end(body)
    })
    expect(JSON.parse(answer)).toMatchObject({ outcome: { verdict: 'allowed' } })
    child.kill('SIGINT')
    await once(child, 'close')
  })
})

test('a taken port is named in the error', async () => {
  const { port } = new URL(await httpServer(() => {}))
  expect(await lab('--port', port)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is taken') })
})

test('help says what it does', async () => {
  expect(await lab('--help')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^corskit lab \[--port N\]/) })
})

test('port 0 is any that is free', async () => {
  const child = spawn(process.execPath, ['--conditions=corskit-source', main, 'lab', '--port', '0'])
  const [printed] = await once(child.stdout, 'data')
  const url = String(printed).trim()
  expect((await fetch(url)).status).toBe(200)
  child.kill('SIGINT')
  expect(await once(child, 'close')).toEqual([0, null])
})

test("prints the page's address, serves it, and ends when asked", async () => {
  const port = String(await closedPort())
  const child = spawn(process.execPath, ['--conditions=corskit-source', main, 'lab', '--port', port])
  const [printed] = await once(child.stdout, 'data')
  expect(String(printed)).toBe(`http://127.0.0.1:${port}/\n`)
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
  child.kill('SIGINT')
  expect(await once(child, 'close')).toEqual([0, null])
})
