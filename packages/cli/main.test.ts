import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
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

  describe('a policy file that keeps running', () => {
    const right = "export default { origin: 'https://app.example.com' }"
    const folder = mkdtempSync(`${tmpdir()}/corskit-main-`)
    afterAll(() => rmSync(folder, { recursive: true }))
    const file = (name: string, content: string) => {
      writeFileSync(`${folder}/${name}`, content)
      return `${folder}/${name}`
    }

    test('generate and verify end with their answer and nothing else', async () => {
      const policy = file(
        'goes-on.mjs',
        `import { createServer } from 'node:http'
        const print = () => { console.log('{'); console.error('e'); process.stdout.write('x') }
        print()
        setInterval(print, 1)
        createServer().listen(0, '127.0.0.1')
        process.exit = () => {}
        ${right}`,
      )
      const url = await httpServer((_, response) => response.end())
      const [generated, verified] = await Promise.all([
        corskit(['generate', 'nginx', '--policy', policy]),
        corskit(['verify', url, '--policy', policy, '--json']),
      ])
      expect(generated).toMatchObject({ exitCode: 0, stderr: '' })
      expect(generated.stdout).toMatch(/^# made by: corskit generate nginx/)
      expect(generated.stdout).not.toMatch(/^[{x]/m)
      expect(verified.exitCode).toBe(1)
      expect(JSON.parse(verified.stdout)).toMatchObject({ conforms: false })
    }, 60_000)

    test('an error that it throws later is one line and exit code 2', async () => {
      const policy = file('late.mjs', `setTimeout(() => { throw new Error('token=hunter2 is gone') }, 1); ${right}`)
      const url = await httpServer((_, response) => void setTimeout(() => response.end(), 500))
      const { exitCode, stdout, stderr } = await corskit(['verify', url, '--policy', policy])
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
      expect(stderr).toContain(
        'corskit: thrown by the code of the policy file, or by corskit itself, after the file was read: Error: token=[redacted] is gone\n',
      )
      expect(stderr).not.toContain('    at ')
    }, 60_000)
  })

  test('survives a reader that closes the pipe', async () => {
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
