import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { closedPort, httpServer } from '../testing/servers.ts'

async function lab(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(['lab', ...args], terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

test.each([
  [['--port', '0'], "corskit: --port '0': expected a port from 1 to 65533\n"],
  [['--port', 'http'], "corskit: --port 'http': expected a port from 1 to 65533\n"],
  [['here'], "corskit: lab takes no argument, got 'here'\n"],
  [['--prot', '1'], "corskit: unknown option '--prot': did you mean --port?\n"],
])('%j is a wrong call', async (args, stderr) => {
  expect(await lab(...args)).toEqual({ exitCode: 2, stdout: '', stderr })
})

test('a port that is taken is said to be', async () => {
  const { port } = new URL(await httpServer(() => {}))
  expect(await lab('--port', port)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is taken') })
})

test('help says what it does', async () => {
  expect(await lab('--help')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^corskit lab \[--port N\]/) })
})

test('prints where the page is, serves it, and ends when told to', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const port = String(await closedPort())
  const child = spawn(process.execPath, ['--conditions=corskit-source', main, 'lab', '--port', port])
  const [printed] = await once(child.stdout, 'data')
  expect(String(printed)).toBe(`http://127.0.0.1:${port}/\n`)
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
  child.kill('SIGINT')
  expect(await once(child, 'close')).toEqual([0, null])
})
