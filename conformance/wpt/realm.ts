/** Where the scripts of a test run: a global object, and a way to run a script on it. */
import vm from 'node:vm'

export interface Realm {
  readonly global: Record<string, unknown>
  readonly hasDocument: boolean
  run(source: string, filename: string): void
  /**
   * https://html.spec.whatwg.org/#report-an-exception: the page goes on, and what comes of it is for the harness to
   * say.
   */
  report(error: unknown): void
}

/** The global object of this process, which becomes that of a page without a document. */
export const nodeRealm: Realm = {
  global: globalThis as unknown as Record<string, unknown>,
  hasDocument: false,
  run: (source, filename) => vm.runInThisContext(source, { filename }),
  report: (error) => {
    if (isReporting) return
    isReporting = true
    dispatchEvent(Object.assign(new Event('error'), { error, message: String(error) }))
    setImmediate(() => {
      isReporting = false
    })
  },
}

/** *In error reporting mode*: what a listener of errors throws is not told again. Node brings it in the same turn. */
let isReporting = false

/** What assignment would do, also where the property is only readable. */
export function define(realm: Realm, properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(realm.global, name, { value, configurable: true, writable: true })
  }
}
