/**
 * jsdom and happy-dom: pages with a document, so tests run inside of it, on their own `window` with their own classes. Both refuse cross-origin
 * reads by default, which is what is measured; nothing but the names of wptserve and its expired certificates is arranged for them.
 */
import vm from 'node:vm'
import { Window } from 'happy-dom'
import { JSDOM, VirtualConsole } from 'jsdom'
import type { Realm } from './realm.ts'

const HTML = '<!doctype html><meta charset="utf-8"><title>test</title><div id="log"></div>'

export function jsdomRealm(url: string): Realm {
  const dom = new JSDOM(HTML, {
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
  }
}

export function happyDomRealm(url: string): Realm {
  const window = new Window({
    url,
    settings: {
      enableJavaScriptEvaluation: true,
      suppressInsecureJavaScriptEnvironmentWarning: true,
      fetch: { disableStrictSSL: true },
    },
  })
  window.document.write(HTML)
  return {
    global: window as unknown as Record<string, unknown>,
    hasDocument: true,
    run: (source, filename) => vm.runInContext(source, window, { filename }), // its `eval` would keep each script's constants to itself
  }
}
