import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { closedPort, httpServer } from './testing/servers.ts'

/** The sources run as they are: this Node strips the types, and the condition makes `corskit/browser` a source too. */
function corskit(args: readonly string[], { closeStdout = false } = {}) {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=corskit-source', main, ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  if (closeStdout) child.stdout.destroy()
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (text) => {
    stdout += text
  })
  child.stderr.on('data', (text) => {
    stderr += text
  })
  return new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}

describe('the command as a process', () => {
  test('hands its exit code to the shell and ends when the answer is printed', async () => {
    const open = await httpServer((_, response) =>
      response.writeHead(200, { 'access-control-allow-origin': '*' }).write('…'),
    )
    const closed = await httpServer((_, response) => response.end())
    const codes = await Promise.all(
      [[open], [closed], ['not a url'], [`http://127.0.0.1:${await closedPort()}/`]].map((args) =>
        corskit(['check', ...args]),
      ),
    )
    expect(codes.map(({ exitCode }) => exitCode)).toEqual([0, 1, 2, 3])
    expect(codes.map(({ stdout }) => stdout.split(' ')[0])).toEqual(['ALLOWED', 'BLOCKED', '', 'UNREACHABLE'])
  })

  test('does not mind a reader that goes away', async () => {
    const url = await httpServer((_, response) => response.end())
    expect((await corskit(['check', url], { closeStdout: true })).stderr).not.toContain('EPIPE')
  })

  test.skipIf(!existsSync('/dev/full'))(
    'says in one line that the answer could not be written, and ends with 2',
    () => {
      const main = fileURLToPath(new URL('main.ts', import.meta.url))
      const full = openSync('/dev/full', 'w')
      const { status, stderr } = spawnSync(process.execPath, ['--conditions=corskit-source', main, 'targets'], {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '' },
      })
      closeSync(full)
      expect(stderr).toMatch(/^corskit: the answer could not be written to standard output: ENOSPC.*\n$/)
      expect(status).toBe(2)
    },
  )
})
