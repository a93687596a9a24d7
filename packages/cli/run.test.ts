import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import packageJson from './package.json' with { type: 'json' }
import { run } from './run.ts'
import { RecordingTerminal } from './testing/recording-terminal.ts'
import { closedPort } from './testing/servers.ts'
import { VERSION } from './version.ts'

async function call(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(args, terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

describe('corskit', () => {
  test('says its version', async () => {
    expect(await call('--version')).toEqual({ exitCode: 0, stdout: `${packageJson.version}\n`, stderr: '' })
    expect(VERSION).toBe(packageJson.version)
  })

  test('says what it can do', async () => {
    const { exitCode, stdout } = await call('--help')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('corskit check <url>')
  })

  test.each([
    [[], /^corskit: expected a command: check/],
    [['chekc'], /^corskit: unknown command 'chekc': the commands are check.*; did you mean check\?\n$/],
    [['explian'], /^corskit: unknown command 'explian': the commands are check/],
    [['--verison'], /^corskit: unknown option '--verison'/],
    [['constructor'], /^corskit: unknown command 'constructor'/],
    [['check'], /^corskit: check expects a URL/],
    [['check', 'https://x.test/\n\x1b[2J', '--nope'], /^corskit: unknown option '--nope'/],
  ])('answers %j with one line and exit code 2', async (args, line) => {
    const { exitCode, stdout, stderr } = await call(...args)
    expect(exitCode).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(line)
    expect(stderr.match(/\n/g)).toHaveLength(1)
  })

  test('never fails in another way, for any arguments', async () => {
    const closed = `http://127.0.0.1:${await closedPort()}/`
    const word = fc.oneof(
      fc.constantFrom(
        'check',
        closed,
        `${closed}?a#b`,
        'https://',
        'null',
        '--',
        '-',
        '--json',
        '-k',
        '--no-json',
        '-h',
      ),
      fc.constantFrom('--origin', '-X', '-H', '-d', '--credentials', '--mode', '--engine', '--timeout', '--help'),
      fc.constantFrom('X-A: 1', 'Accept: x', 'PUT', 'include', 'no-cors', 'firefox', '--origin=http://a.test', '-XPUT'),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ maxLength: 8 }).map((text) => `--${text}`),
      fc.string({ maxLength: 8 }).map((text) => `X-Random: ${text}`),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 8 }), async (args) => {
        fc.pre(args.every((arg) => !/^https?:\/\/./i.test(arg) || arg.startsWith(closed)))
        const { exitCode, stderr } = await call('check', ...args)
        expect([0, 1, 2, 3]).toContain(exitCode)
        expect(stderr).not.toMatch(/^\s+at |bug in corskit/m)
      }),
      { numRuns: 400 },
    )
  })
})
