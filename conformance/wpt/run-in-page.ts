/**
 * Runs one test file in a process of its own and prints what became of it. Its global object becomes that of a page without a document, unless
 * the implementation brings a document.
 *
 *     node run-in-page.ts <implementation> <page url> <milliseconds> <script>...
 */
import { openPage } from '@corskit/fetch'
import { globalsFor, realmFor } from './implementations.ts'
import { define } from './realm.ts'

const [implementation = '', url = '', milliseconds = '', ...scripts] = process.argv.slice(2)

/** What testharness.js tells of a subtest. Status: 0 passed, 1 failed, 2 timed out, 3 not run, 4 a precondition was not met. */
interface HarnessTest {
  readonly name: string
  readonly status: number
  readonly message: string | null
}

const sources = new Map<string, string>()
const loader = openPage(url, { resolve: { 'web-platform.test': '127.0.0.1' }, tls: { rejectUnauthorized: false } })
for (const path of ['/resources/testharness.js', ...scripts]) {
  const response = await loader.fetch(path)
  if (!response.ok) throw new Error(`${path}: status ${response.status}`)
  sources.set(path, await response.text())
}
await loader.close()

const results: HarnessTest[] = []
let finished = false
function finish(error: string | null): void {
  if (finished) return
  finished = true
  process.stdout.write(`${JSON.stringify({ results, error })}\n`, () => process.exit())
}

const realm = await realmFor(implementation, url)
const isWindow = realm.hasDocument || url.includes('.window.')
define(realm, { GLOBAL: { isWindow: () => isWindow, isWorker: () => !isWindow, isShadowRealm: () => false } })
if (realm.hasDocument) {
  run('/resources/testharness.js')
} else {
  const events = new EventTarget()
  const page = new URL(url)
  define(realm, {
    self: globalThis,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  })
  run('/resources/testharness.js')
  // Only now: a global object with a location but no document is a page that the harness does not know.
  define(realm, { location: page, origin: page.origin, ...globalsFor(implementation, url) })
}

const harness = realm.global as unknown as {
  add_result_callback(callback: (test: HarnessTest) => void): void
  add_completion_callback(callback: (tests: unknown, status: { status: number; message: string | null }) => void): void
}
harness.add_result_callback(({ name, status, message }) => results.push({ name, status, message }))
harness.add_completion_callback((_tests, { status, message }) => finish(status === 0 ? null : message))
process.on('unhandledRejection', () => {}) // tests make promises that fail and look at them later
// What a page with a document reports to itself never comes here: this is the implementation's own mishap, and the tests go on.
process.on('uncaughtException', (error) => realm.hasDocument || finish(String(error)))
setTimeout(() => finish('timed out'), Number(milliseconds))

try {
  for (const path of scripts) run(path)
} catch (error) {
  finish(String(error))
}

function run(path: string): void {
  realm.run(sources.get(path) ?? '', path)
}
