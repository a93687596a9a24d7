import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { project } from './testing/project.ts'
import { writeFiles } from './write-files.ts'

function files(texts: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(`${tmpdir()}/corskit-write-`)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(texts)) writeFileSync(`${folder}/${name}`, text)
  return folder
}

test('a file keeps its mode, and nothing is left beside it', async () => {
  const folder = files({ 'a.js': 'old' })
  chmodSync(`${folder}/a.js`, 0o755)
  expect(await writeFiles([{ path: `${folder}/a.js`, text: 'new' }])).toEqual({ written: 1, failure: null })
  expect(readFileSync(`${folder}/a.js`, 'utf8')).toBe('new')
  expect(statSync(`${folder}/a.js`).mode & 0o777).toBe(0o755)
  expect(readdirSync(folder)).toEqual(['a.js'])
})

test('a link that is named stays a link, and what it leads to is written', async () => {
  const folder = files({ 'a.js': 'old' })
  symlinkSync('a.js', `${folder}/link.js`)
  expect(await writeFiles([{ path: `${folder}/link.js`, text: 'new' }])).toEqual({ written: 1, failure: null })
  expect(readFileSync(`${folder}/a.js`, 'utf8')).toBe('new')
  expect(lstatSync(`${folder}/link.js`).isSymbolicLink()).toBe(true)
  expect(readdirSync(folder)).toEqual(['a.js', 'link.js'])
})

test('links in a folder are not followed, out of it or in a circle', async () => {
  const text = "import cors from 'cors'\napp.use(cors())\n"
  const { folder, read } = project({ 'app/a.js': text, 'other/b.js': text })
  symlinkSync('../other/b.js', `${folder}/app/link.js`)
  symlinkSync('../other', `${folder}/app/folder`)
  symlinkSync('..', `${folder}/app/circle`)
  symlinkSync('nowhere', `${folder}/app/nowhere.js`)
  const terminal = new RecordingTerminal()
  expect(await run(['migrate', '--write', `${folder}/app`], terminal)).toBe(0)
  expect(terminal.stdout).toContain('1 file rewritten')
  expect(read('app/a.js')).toContain('corskit')
  expect(read('other/b.js')).toBe(text)
})

test('it stops at the first file that cannot be written, and that file is not changed', async () => {
  const folder = files({ 'a.js': 'old', 'b.js': 'old', 'c.js': 'old' })
  chmodSync(`${folder}/b.js`, 0o444)
  const all = ['a.js', 'b.js', 'c.js'].map((name) => ({ path: `${folder}/${name}`, text: 'new' }))
  expect(await writeFiles(all)).toEqual({ written: 1, failure: { path: `${folder}/b.js`, reason: 'it is read-only' } })
  expect(['a.js', 'b.js', 'c.js'].map((name) => readFileSync(`${folder}/${name}`, 'utf8'))).toEqual([
    'new',
    'old',
    'old',
  ])
  expect(readdirSync(folder)).toEqual(['a.js', 'b.js', 'c.js'])
})

test('the command says which file it was, and what was written before it', async () => {
  const text = "import cors from 'cors'\napp.use(cors())\n"
  const { folder, read } = project({ 'a.js': text, 'b.js': text })
  chmodSync(`${folder}/b.js`, 0o444)
  const terminal = new RecordingTerminal()
  expect(await run(['migrate', '--write', folder], terminal)).toBe(2)
  expect(terminal.stderr).toMatch(
    /b\.js' cannot be written: it is read-only; 1 of 2 files were written before it: 'a\.js'\n$/,
  )
  expect(read('a.js')).toContain('corskit')
  expect(read('b.js')).toBe(text)
})
