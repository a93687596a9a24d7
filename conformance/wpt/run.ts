/**
 * Runs the fetch and CORS tests of an outside web-platform-tests checkout against `page.fetch`.
 *
 *     npm run wpt -- --wpt DIR [--as NAME] [--write] [--failures] [PATH...]
 *
 * NAME is standard, chromium, firefox, webkit, undici, jsdom or happy-dom.
 *
 * Nothing of the checkout is copied; the table of results is what is kept (`--write` puts it into results.json).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { flagged, flagOf } from './flagged.ts'
import { type Failure, type FileResult, record } from './record.ts'
import { pageUrl, readTestFile, type TestFile } from './test-file.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    wpt: { type: 'string' },
    as: { type: 'string', default: 'standard' },
    write: { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
  },
})
if (values.wpt === undefined) {
  console.error(
    'npm run wpt -- --wpt DIR: a checkout of web-platform-tests with tools/, common/, fetch/, cors/, xhr/, resources/',
  )
  process.exit(2)
}
const root = values.wpt

/** What needs no document, and all pages on XMLHttpRequest, since most of them need none either. */
const DEFAULT_PATHS = [
  'cors/*.{any,window}.js',
  'cors/*.{htm,html}',
  'fetch/api/{basic,body,abort,cors,credentials,headers,redirect,request,response}/**/*.any.js',
  'fetch/cross-origin-resource-policy/*.any.js',
  'fetch/{content-encoding,range,security}/**/*.any.js',
  'fetch/origin/*.window.js',
  'xhr/*.{any,window}.js',
  'xhr/*.{htm,html}',
]
const CONCURRENCY = 2
const SECOND = 1_000

/**
 * jsdom and happy-dom take no lookup of ours, nor do the processes that they start: Node is told to know the names, and
 * to trust the certificates.
 */
const HAS_DOCUMENT = values.as === 'jsdom' || values.as === 'happy-dom'
const ENVIRONMENT = HAS_DOCUMENT
  ? { NODE_OPTIONS: `--import ${new URL('./resolve-names.ts', import.meta.url)}`, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  : {}

/** A subtest's status that comes without a message. */
const TIMED_OUT = 2

interface Subtest {
  readonly name: string
  readonly status: number
  readonly message: string | null
}

const server = startServer()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopServer()
    process.exit(1)
  })
}
try {
  await waitForPort(8000)
  await waitForPort(8443)
  const patterns = positionals.length > 0 ? positionals : DEFAULT_PATHS
  const files = patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter(isRunnable)
    .sort()
    .flatMap((path) => readTestFile(root, path) ?? [])
  const results = await mapInParallel(files, async (file) => {
    const result = await runFile(file)
    print(result)
    return result
  })
  report(results)
  if (values.write) record(values.as, root, results)
} finally {
  stopServer()
}

/** wptserve is started without HTTP/2. */
function isRunnable(path: string): boolean {
  return !path.includes('.h2.')
}

function startServer(): ChildProcess {
  const script = fileURLToPath(new URL('./server.py', import.meta.url))
  return spawn('python3', [script, root], { cwd: root, stdio: ['ignore', 'ignore', 'ignore'], detached: true })
}

/** wptserve is a process for each port: they are a group of their own, and end together. */
function stopServer(): void {
  if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM')
}

async function waitForPort(port: number): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`wptserve does not answer on port ${port}`)
}

async function runFile(file: TestFile): Promise<FileResult> {
  const failures: Failure[] = []
  let error: string | null = null
  let n = 0
  for (const variant of file.variants) {
    const run = await runVariant(file, variant)
    error ??= run.error === null ? null : flagged(run.error, flagOf(file.path, '', run.error))
    n += run.results.length
    for (const { name, status, message } of run.results) {
      if (status === 0) continue
      const why = message ?? (status === TIMED_OUT ? 'timed out' : null)
      failures.push({ name: `${name}${variant}`, message: why, flag: flagOf(file.path, name, why) })
    }
  }
  const known = failures.filter(({ flag }) => flag !== undefined).length
  return { file: file.path, n, pass: n - failures.length, flagged: known, error, failures }
}

function runVariant(file: TestFile, variant: string): Promise<{ results: Subtest[]; error: string | null }> {
  const script = fileURLToPath(new URL('./run-in-page.ts', import.meta.url))
  const time = String((file.isLong ? 40 : 15) * SECOND)
  const child = spawn(
    process.execPath,
    ['--conditions=corskit-source', script, values.as, pageUrl(file, variant), time, ...file.scripts],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...ENVIRONMENT } },
  )
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((resolve) => {
    child.on('close', () => {
      const last = output.trim().split('\n').at(-1) ?? ''
      if (last.startsWith('{"results"')) resolve(JSON.parse(last))
      else resolve({ results: [], error: errors.match(/^\w*Error.*$/m)?.[0] ?? 'no result' })
    })
  })
}

async function mapInParallel<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await run(items[index] as Item)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return results
}

function print({ file, n, pass, flagged, error, failures }: FileResult): void {
  const marks = [flagged > 0 ? `${flagged} flagged` : '', error ?? ''].filter((mark) => mark !== '').join('; ')
  console.log(`${String(pass).padStart(4)} / ${String(n).padEnd(4)} ${file}${marks === '' ? '' : `  (${marks})`}`)
  if (!values.failures) return
  for (const { name, message, flag } of failures) {
    console.log(`              ${name}\n                ${flag === undefined ? message : `${flag.kind}: ${flag.why}`}`)
  }
}

function report(results: readonly FileResult[]): void {
  const sum = (key: 'n' | 'pass' | 'flagged') => results.reduce((total, result) => total + result[key], 0)
  console.log(
    `\n${values.as}: ${sum('pass')} of ${sum('n')} subtests in ${results.length} files; ${sum('flagged')} of the others are flagged`,
  )
}
