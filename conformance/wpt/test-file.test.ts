import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { flagOf } from './flagged.ts'
import { pageUrl, readTestFile } from './test-file.ts'

function testFile(name: string, text: string) {
  const root = mkdtempSync(join(tmpdir(), 'wpt-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  writeFileSync(join(root, name), text)
  const file = readTestFile(root, name)
  if (file === null) throw new Error(`${name} is not a test`)
  return file
}

it('reads what a test loads, how long it may take and its variants from its first lines', () => {
  const file = testFile(
    'a.https.any.js',
    '// META: script=/common/utils.js\n// META: script=./near.js\n// META: timeout=long\n// META: variant=?1\n// META: variant=?2\n',
  )
  expect(file).toEqual({
    path: 'a.https.any.js',
    scripts: ['/common/utils.js', '/near.js', '/a.https.any.js'],
    variants: ['?1', '?2'],
    isLong: true,
    isHttps: true,
  })
  expect(pageUrl(file, '?2')).toBe('https://web-platform.test:8443/a.https.any.html?2')
})

it('runs a test that says nothing once, over http', () => {
  const file = testFile('b.window.js', 'test(() => {})')
  expect(file).toMatchObject({ scripts: ['/b.window.js'], variants: [''], isLong: false })
  expect(pageUrl(file, '')).toBe('http://web-platform.test:8000/b.window.html')
})

it('knows the reason of a failure by file, subtest and message, and of no other', () => {
  const stale = flagOf('fetch/api/cors/cors-preflight-redirect.any.js', 'Redirection 301 after preflight failed', 'x')
  expect(stale?.kind).toBe('stale')
  expect(
    flagOf('fetch/api/cors/cors-preflight-redirect.any.js', 'Redirection 301 on preflight failed', 'x'),
  ).toBeUndefined()
  expect(flagOf('any.js', 'any', 'ReferenceError: document is not defined')?.kind).toBe('document')
  expect(flagOf('any.js', 'any', null)).toBeUndefined()
})
