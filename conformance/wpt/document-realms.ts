/**
 * jsdom and happy-dom: pages with a document, so tests run inside of it, on their own `window` with their own classes.
 * Both refuse cross-origin reads by default, which is what is measured; nothing but the names of wptserve and its
 * expired certificates is arranged for them.
 */
import vm from 'node:vm'
import { Window } from 'happy-dom'
import { JSDOM, VirtualConsole } from 'jsdom'
import type { Realm } from './realm.ts'

/** The page of a test that is a script. */
const BARE = '<!doctype html><meta charset="utf-8"><title>test</title><div id="log"></div>'

export function jsdomRealm(url: string, html = BARE): Realm {
  const dom = new JSDOM(html, {
    url,
    runScripts: 'dangerously',
    pretendToBeVisual: true,
    virtualConsole: new VirtualConsole(), // which listens and says nothing
  })
  const context = dom.getInternalVMContext()
  return {
    global: dom.window,
    hasDocument: true,
    run: (source, filename) => vm.runInContext(source, context, { filename }),
    report: (error) => report(dom.window, error),
  }
}

export function happyDomRealm(url: string, html = BARE): Realm {
  const window = new Window({
    url,
    settings: {
      enableJavaScriptEvaluation: true,
      suppressInsecureJavaScriptEnvironmentWarning: true,
      fetch: { disableStrictSSL: true },
    },
  })
  window.document.write(html)
  const global = window as unknown as Record<string, unknown>
  return {
    global,
    hasDocument: true,
    run: (source, filename) => vm.runInContext(source, window, { filename }), // its `eval` would keep each script's constants to itself
    report: (error) => report(global, error),
  }
}

function report(window: Record<string, unknown>, error: unknown): void {
  const { ErrorEvent } = window as unknown as { ErrorEvent: new (type: string, init: object) => Event }
  const { dispatchEvent } = window as unknown as EventTarget
  dispatchEvent.call(window, new ErrorEvent('error', { error, message: String(error) }))
}
