/** A test file of web-platform-tests, as far as running it needs to be known: what it loads, how long it may take, in which variants. */
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'

export interface TestFile {
  /** From the root of the checkout: `fetch/api/cors/cors-basic.any.js`. */
  readonly path: string
  /** Paths from the root of the server, in order; the test itself comes last. */
  readonly scripts: readonly string[]
  /** Queries under which the file is run, each a run of its own. */
  readonly variants: readonly string[]
  readonly isLong: boolean
  readonly isHttps: boolean
}

/** https://web-platform-tests.org/writing-tests/testharness.html#specifying-metadata */
export function readTestFile(root: string, path: string): TestFile {
  const text = readFileSync(`${root}/${path}`, 'utf8')
  const meta = [...text.matchAll(/^\/\/\s*META:\s*(\w+)=(.*)$/gm)].map(([, key, value]) => [key, value?.trim() ?? ''])
  const values = (key: string) => meta.filter(([name]) => name === key).map(([, value]) => value as string)
  const variants = values('variant')
  return {
    path,
    scripts: [...values('script').map((script) => posix.resolve(`/${posix.dirname(path)}`, script)), `/${path}`],
    variants: variants.length === 0 ? [''] : variants,
    isLong: values('timeout').includes('long'),
    isHttps: path.includes('.https.'),
  }
}

/** The URL of the page that the server would make of the file. */
export function pageUrl({ path, isHttps }: TestFile, variant: string): string {
  const host = isHttps ? 'https://web-platform.test:8443' : 'http://web-platform.test:8000'
  return `${host}/${path.replace(/\.js$/, '.html')}${variant}`
}
