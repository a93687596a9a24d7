/**
 * Runs one test file in a process of its own and prints what became of it. Its global object becomes that of a page
 * without a document, unless the implementation brings a document.
 *
 *     node run-in-page.ts <implementation> <page url> <milliseconds> <script>...
 *
 * Without scripts the page has its own.
 */

import { bareWindow } from './bare-window.ts'
import { globalsFor, realmFor } from './implementations.ts'
import { HARNESS, loadSources, type ScriptSource } from './page-sources.ts'
import { define } from './realm.ts'

const [implementation = '', url = '', milliseconds = '', ...paths] = process.argv.slice(2)

/**
 * What testharness.js tells of a subtest. Status: 0 passed, 1 failed, 2 timed out, 3 not run, 4 a precondition was not
 * met.
 */
interface HarnessTest {
  readonly name: string
  readonly status: number
  readonly message: string | null
}

const { page, scripts } = await loadSources(url, paths)
const results: HarnessTest[] = []
let finished = false
function finish(error: string | null): void {
  if (finished) return
  finished = true
  process.stdout.write(`${JSON.stringify({ results, error })}\n`, () => process.exit())
}

const realm = await realmFor(implementation, url, page?.html)
const isWindow = realm.hasDocument || page !== null || url.includes('.window.')
define(realm, { GLOBAL: { isWindow: () => isWindow, isWorker: () => !isWindow, isShadowRealm: () => false } })
if (!realm.hasDocument) {
  const events = new EventTarget()
  define(realm, {
    self: globalThis,
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  })
}

process.on('unhandledRejection', () => {}) // tests make promises that fail and look at them later
// A page with a document reports to itself; what comes here is the implementation's own mishap, and the tests go on.
process.on('uncaughtException', (error) => realm.hasDocument || realm.report(error))
setTimeout(timeOut, Number(milliseconds))

for (const script of scripts) run(script)
// A page without a document is complete once its scripts have run; one with a document knows by itself.
if (!realm.hasDocument) dispatchEvent(new Event('load'))

function run({ name, text }: ScriptSource): void {
  try {
    realm.run(text, name)
  } catch (error) {
    realm.report(error)
  }
  if (name !== HARNESS) return
  listen()
  // Only now: a global object with a location but no document is a page that the harness does not know.
  if (!realm.hasDocument) define(realm, pageGlobals())
}

/** What every page has, what is left of a window, and what is tested. */
function pageGlobals(): Record<string, unknown> {
  const location = new URL(url)
  const ofWindow = isWindow ? bareWindow(page?.title ?? '') : {}
  return { location, origin: location.origin, ...ofWindow, ...globalsFor(implementation, url, isWindow) }
}

/** The subtests that are under way are told of, too. */
function timeOut(): void {
  const { timeout } = realm.global as { timeout?: () => void }
  timeout?.()
  finish('timed out')
}

function listen(): void {
  const harness = realm.global as unknown as {
    add_result_callback(callback: (test: HarnessTest) => void): void
    add_completion_callback(
      callback: (tests: unknown, status: { status: number; message: string | null }) => void,
    ): void
  }
  harness.add_result_callback(({ name, status, message }) => results.push({ name, status, message }))
  harness.add_completion_callback((_tests, { status, message }) =>
    finish(status === 0 ? null : (message ?? 'timed out')),
  )
}
