import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { project } from './testing/project.ts'

async function migrate(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(['migrate', ...args], terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

const RIGHT = "import cors from 'cors'\nconst app = express(); app.use(cors({ origin: 'https://app.example.com' }))\n"
const DANGEROUS = "import cors from 'cors'\nconst app = express(); app.use(cors({ origin: true, credentials: true }))\n"

describe('without --write', () => {
  test('the changes are printed as a diff, and no file is touched', async () => {
    const { folder, read } = project({ 'src/app.js': RIGHT })
    const { exitCode, stdout, stderr } = await migrate(folder)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain("--- a/src/app.js\n+++ b/src/app.js\n@@ -1,2 +1,2 @@\n-import cors from 'cors'\n")
    expect(stdout).toContain('[plain-options]\n    src/app.js:2')
    expect(stdout).toContain('Nothing was written: --write does it.')
    expect(read('src/app.js')).toBe(RIGHT)
  })
})

describe('with --write', () => {
  test('what is understood is rewritten; what is dangerous stays, and is the exit code', async () => {
    const { folder, read } = project({ 'right.js': RIGHT, 'wrong.js': DANGEROUS })
    const { exitCode, stdout } = await migrate('--write', folder)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/wrong\.js:2: origin: true lets every site .*\[origin-reflected\]\n {4}instead: /)
    expect(stdout).toContain('1 file rewritten, 1 file to decide about.')
    expect(stdout).not.toContain('npm uninstall')
    expect(read('right.js')).toContain('corskit/express')
    expect(read('wrong.js')).toBe(DANGEROUS)
  })

  test('a second run has nothing to do', async () => {
    const { folder } = project({ 'right.js': RIGHT })
    await migrate('--write', folder)
    expect(await migrate('--write', folder)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Nothing to move/),
    })
  })

  test('one file is enough to name', async () => {
    const { folder, read } = project({ 'a.ts': RIGHT, 'b.ts': RIGHT })
    expect(await migrate('--write', `${folder}/a.ts`)).toMatchObject({ exitCode: 0 })
    expect(read('a.ts')).toContain('corskit')
    expect(read('b.ts')).toBe(RIGHT)
  })
})

test('--json prints the same for programs', async () => {
  const { folder } = project({ 'right.js': RIGHT, 'wrong.js': DANGEROUS })
  const { exitCode, stdout } = await migrate('--json', folder)
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    written: false,
    files: [
      { name: 'right.js', moved: true, diff: expect.stringMatching(/^--- a/), decisions: [] },
      { name: 'wrong.js', moved: false, diff: null, changes: [], decisions: [{ code: 'origin-reflected', line: 2 }] },
    ],
  })
})

test('what is installed, built, hidden, linked or no source is not looked at', async () => {
  const { folder, read } = project({
    'dist/a.js': RIGHT,
    '.git/a.js': RIGHT,
    'a.md': RIGHT,
    'types.d.ts': RIGHT,
    'build/a.js': RIGHT,
  })
  expect(await migrate('--write', folder)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^Nothing/),
    stderr: '',
  })
  expect(read('dist/a.js')).toBe(RIGHT)
})

test('a file that is too large to be written by hand is skipped, with a note', async () => {
  const { folder } = project({ 'a.js': `${RIGHT}//${'x'.repeat(1_000_000)}` })
  expect(await migrate(folder)).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('note: a.js is skipped') })
})

describe('a file that is not UTF-8', () => {
  const OTHER = "res.setHeader('Access-Control-Allow-Origin', '*')\n"
  const encoded: [string, (text: string) => Buffer][] = [
    ['Latin-1', (text) => Buffer.from(`// \u00e9crit par Andr\u00e9\n${text}`, 'latin1')],
    ['UTF-16 with a mark', (text) => Buffer.from(`\ufeff// \u00e9\n${text}`, 'utf16le')],
    ['UTF-16, big-endian', (text) => Buffer.from(`\ufeff// \u00e9\n${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', (text) => Buffer.from(`//\n${text}`, 'utf16le')],
    ['Shift JIS', (text) => Buffer.concat([Buffer.from([0x2f, 0x2f, 0x83, 0x5c, 0x0a]), Buffer.from(text)])],
  ]

  test.each(encoded)('%s: its call is a decision, and the file is not touched', async (_, encode) => {
    const { folder } = project({ 'a.js': '' })
    writeFileSync(`${folder}/a.js`, encode(RIGHT))
    const { exitCode, stdout } = await migrate('--write', folder)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/a\.js:\d: this file is not UTF-8, so it is not rewritten {2}\[not-utf8\]/)
    expect(readFileSync(`${folder}/a.js`)).toEqual(encode(RIGHT))
  })

  test.each(encoded)('%s: what else answers in it is named, and a dangerous call too', async (_, encode) => {
    const { folder } = project({ 'a.js': '', 'b.js': '' })
    writeFileSync(`${folder}/a.js`, encode(OTHER))
    writeFileSync(`${folder}/b.js`, encode(DANGEROUS))
    const { exitCode, stdout } = await migrate(folder)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/a\.js:2: .*\[header-by-hand\]/)
    expect(stdout).toMatch(/b\.js:3: .*\[origin-reflected\]/)
  })

  test('says nothing where nothing in it is about CORS', async () => {
    const { folder } = project({ 'a.js': '' })
    writeFileSync(`${folder}/a.js`, Buffer.from([0x2f, 0x2f, 0xe9]))
    expect(await migrate(folder)).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Nothing/) })
  })
})

test('control characters of a source do not reach the terminal', async () => {
  const { folder } = project({ 'a.js': `${RIGHT}// \x1b[2J` })
  expect((await migrate(folder)).stdout).not.toContain('\x1b')
})

test.each([
  [[], 'migrate expects a folder or a file'],
  [['/nowhere/at/all'], 'there is no such file or folder'],
  [['a', 'b'], 'migrate expects one folder or file'],
  [['package.json'], 'is not a JavaScript or TypeScript file'],
  [['--wriet', '.'], 'did you mean --write?'],
])('%j is one line and exit code 2', async (args, line) => {
  const { exitCode, stdout, stderr } = await migrate(...args)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toContain(line)
  expect(stderr.match(/\n/g)).toHaveLength(1)
})
