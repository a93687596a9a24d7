import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'

const folder = mkdtempSync(`${tmpdir()}/corskit-lint-`)
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  writeFileSync(`${folder}/${name}`, content)
  return `${folder}/${name}`
}

async function lint(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(['lint', ...args], terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

describe('a right policy is OK, whatever it is written in', () => {
  test.each([
    ['right.json', '{ "origin": "https://app.example.com", "credentials": true }'],
    ['right.yaml', 'origin:\n  - https://app.example.com\n  - https://*.example.com\nmaxAge: 600\n'],
    ['right.mjs', 'export default { origin: /^https:\\/\\/[a-z]+\\.example\\.com$/ }'],
    ['right.ts', "const origin: string = 'https://app.example.com'\nexport default { origin }"],
  ])('%s', async (name, content) => {
    expect(await lint(file(name, content))).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^OK {2}/),
      stderr: '',
    })
  })
})

describe('every mistake is told at once, with its code and what to write instead', () => {
  const content =
    '{ "origin": ["https://app.example.com/", "*"], "credentials": true, "maxage": -1, "methods": ["put"] }'

  test('to people', async () => {
    const { exitCode, stdout } = await lint(file('wrong.json', content))
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^WRONG {2}.*wrong\.json: \d+ mistakes\n/)
    for (const code of ['origin-trailing-slash', 'origin-any-in-list', 'option-unknown', 'method-lower-case']) {
      expect(stdout).toContain(`[${code}]`)
    }
  })

  test('to programs', async () => {
    const { exitCode, stdout } = await lint('--json', file('wrong2.json', content))
    expect(exitCode).toBe(1)
    const { issues } = JSON.parse(stdout)
    expect(issues).toContainEqual(expect.objectContaining({ code: 'option-unknown', path: 'maxage' }))
  })

  test('also when the file calls definePolicy itself', async () => {
    const issue = { code: 'origin-null', path: 'origin', message: 'null is everybody', fix: 'remove it', value: 'null' }
    const text = `export default (() => { throw Object.assign(new Error('x'), { name: 'PolicyError', issues: [${JSON.stringify(issue)}] }) })()`
    expect(await lint(file('throws.mjs', text))).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('[origin-null]'),
    })
  })
})

describe('what is no policy file is one line and exit code 2', () => {
  test.each([
    [[], 'lint expects a file'],
    [['/nowhere/cors.policy.json'], 'there is no such file'],
    [[folder.concat('.json')], 'there is no such file'],
    [['cors.policy.toml'], 'expected a name that ends in .ts'],
    [['a.json', 'b.json'], 'lint expects one file'],
  ])('%j', async (args, line) => {
    const { exitCode, stdout, stderr } = await lint(...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(line)
    expect(stderr.match(/\n/g)).toHaveLength(1)
  })

  test.each([
    ['broken.json', '{ "origin": ', 'cannot be parsed'],
    ['broken.yaml', 'origin: [', 'cannot be parsed'],
    ['broken.mjs', 'export default {', 'cannot be run'],
    ['throwing.mjs', 'throw new Error("no\\nway")', 'cannot be run: no'],
    ['nothing.mjs', 'export const origin = 1', 'has no default export'],
  ])('%s', async (name, content, line) => {
    const { exitCode, stderr } = await lint(file(name, content))
    expect(exitCode).toBe(2)
    expect(stderr).toContain(line)
    expect(stderr.match(/\n/g)).toHaveLength(1)
  })

  test.each([
    ['null.json', 'null'],
    ['list.yaml', '- a'],
    ['empty.yaml', ''],
  ])('%s holds no options, which is a mistake like others', async (name, content) => {
    expect(await lint(file(name, content))).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('[options-not-an-object]'),
    })
  })
})
