/**
 * A test file of web-platform-tests, as far as running it needs to be known: what it loads, how long it may take, in
 * which variants.
 */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { readTestPage } from './test-page.ts'

export interface TestFile {
  /** From the root of the checkout: `fetch/api/cors/cors-basic.any.js`. */
  readonly path: string
  /** Paths from the root of the server, in order; the test itself comes last. None for a page, which names its own. */
  readonly scripts: readonly string[]
  /** Queries under which the file is run, each a run of its own. */
  readonly variants: readonly string[]
  readonly isLong: boolean
  readonly isHttps: boolean
}

/** @returns `null` for what is not a test, or one that needs somebody to click */
export function readTestFile(root: string, path: string): TestFile | null {
  const text = readFileSync(`${root}/${path}`, 'utf8')
  return path.endsWith('.js') ? readScript(path, text) : readPage(path, text)
}

/** https://web-platform-tests.org/writing-tests/testharness.html#specifying-metadata */
function readScript(path: string, text: string): TestFile {
  const meta = [...text.matchAll(/^\/\/\s*META:\s*(\w+)=(.*)$/gm)].map(([, key, value]) => [key, value?.trim() ?? ''])
  const values = (key: string) => meta.filter(([name]) => name === key).map(([, value]) => value as string)
  return {
    path,
    scripts: [...values('script').map((script) => posix.resolve(`/${posix.dirname(path)}`, script)), `/${path}`],
    ...described(path, values('variant'), values('timeout')),
  }
}

function readPage(path: string, text: string): TestFile | null {
  const { metas, isTest } = readTestPage(text)
  if (!isTest || /-manual\.\w+$/.test(path)) return null
  return { path, scripts: [], ...described(path, metas('variant'), metas('timeout')) }
}

function described(path: string, variants: readonly string[], timeouts: readonly string[]) {
  return {
    variants: variants.length === 0 ? [''] : variants,
    isLong: timeouts.includes('long'),
    isHttps: path.includes('.https.'),
  }
}

/** The URL of the page, which for a script is the one that the server would make of it. */
export function pageUrl({ path, isHttps }: TestFile, variant: string): string {
  const host = isHttps ? 'https://web-platform.test:8443' : 'http://web-platform.test:8000'
  return `${host}/${path.replace(/\.js$/, '.html')}${variant}`
}
