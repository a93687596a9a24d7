import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'

const folder = mkdtempSync(`${tmpdir()}/corskit-generate-`)
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  writeFileSync(`${folder}/${name}`, content)
  return `${folder}/${name}`
}

async function corskit(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(args, terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

describe('the policy may be written in any of its forms', () => {
  test.each([
    ['a.json', '{ "origin": "https://app.example.com" }'],
    ['b.yaml', 'origin: https://app.example.com\n'],
    ['c.mjs', 'export const policy = { origin: [/^https:\\/\\/app\\.example\\.com$/] }'],
    ['d.ts', "const origin: string = 'https://app.example.com'\nexport default { origin }"],
  ])('%s', async (name, content) => {
    const policy = file(name, content)
    const { exitCode, stdout, stderr } = await corskit('generate', 'nginx', '--policy', policy)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain(`# made by: corskit generate nginx --policy ${policy} (policy `)
    expect(stdout).toMatch(/https:\/\/app\\*\.example\\*\.com/)
  })
})

describe('what is wrong is one line that says what was expected, and nothing is written', () => {
  const right = file('right.json', '{ "origin": "https://app.example.com" }')
  test.each([
    [['generate'], /expects a target/],
    [['generate', 'ngnix', '--policy', right], /'ngnix': did you mean nginx\?/],
    [['generate', 'api', '--policy', right], /fastapi/],
    [['generate', 'nginx'], /expects a policy/],
    [['generate', 'nginx', '--policy', `${folder}/none.json`], /there is no such file/],
    [
      ['generate', 'nginx', '--policy', file('wrong.json', '{ "origin": "https://app.example.com/" }')],
      /has a mistake: origin: /,
    ],
    [
      [
        'generate',
        'nginx',
        '--policy',
        file('function.mjs', "export default () => ({ origin: 'https://app.example.com' })"),
      ],
      /for each request/,
    ],
    [['generate', 'nginx', '--policy', right, '--standalone', '--listen', '70000'], /'70000': expected a port/],
    [['generate', 'nginx', '--policy', right, '--listen', '80'], /--listen is for --standalone/],
    [['generate', 'nginx', '--policy', right, '--standalone', '--upstream', 'http://a/b'], /without path/],
    [['generate', 'nginx', '--policy', right, '--server-version', 'new'], /a version like 1\.22/],
    [['generate', 'nginx', '--policy', right, '--format', 'terraform'], /nginx has one form only/],
    [['generate', 's3', '--policy', right, '--format', 'hcl'], /expected json or terraform/],
    [
      ['generate', 'nginx', '--policy', file('predicate.mjs', 'export default { origin: () => true }')],
      /a predicate is code/,
    ],
    [['targets', 'nginx'], /expects no argument/],
  ])('%j', async (args, message) => {
    const { exitCode, stdout, stderr } = await corskit(...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })
})

test('a file that allows less than the policy says so, in the file and on standard error', async () => {
  const policy = file('any-method.json', '{ "origin": "https://app.example.com", "methods": "*", "credentials": true }')
  const { exitCode, stdout, stderr } = await corskit('generate', 'nginx', '--policy', policy)
  const note = "note: narrowed: methods '*' is written as GET, HEAD, POST, PUT, PATCH, DELETE"
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `corskit: ${note}\n` })
  expect(stdout).toContain(`# ${note}\n`)
})

test('a modelled file says so: in its second line, or on standard error where it has no comments', async () => {
  const policy = file('modelled.json', '{ "origin": "https://app.example.com" }')
  expect((await corskit('generate', 'kong', '--policy', policy)).stdout.split('\n')[1]).toMatch(/^# modelled: /)
  const { exitCode, stdout, stderr } = await corskit('generate', 'r2', '--policy', policy)
  expect({ exitCode, json: JSON.parse(stdout) }).toMatchObject({ exitCode: 0, json: { rules: [{}] } })
  expect(stderr).toContain('corskit: note: modelled: ')
  expect(stderr).toContain(`corskit: note: made by: corskit generate r2 --policy ${policy} (policy `)
})

test('the targets are listed for people and as JSON', async () => {
  const { stdout } = await corskit('targets', '--json')
  const listed = JSON.parse(stdout) as { name: string }[]
  expect(listed[0]).toEqual({
    name: 'nginx',
    title: 'nginx',
    state: 'run',
    output: 'cors.nginx.conf',
    language: 'nginx',
  })
  const table = await corskit('targets')
  for (const { name } of listed) expect(table.stdout).toMatch(new RegExp(`^${name} +(run|modelled) `, 'm'))
})
