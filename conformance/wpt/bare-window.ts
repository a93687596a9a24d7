/**
 * What a window has where there is none, as far as it can be had honestly: messages to itself, and the title by which
 * tests are named.
 */

export function bareWindow(title: string): Readonly<Record<string, unknown>> {
  return {
    window: globalThis,
    Window,
    document: noDocument(title),
    postMessage: (data: unknown) => setTimeout(() => dispatchEvent(new MessageEvent('message', { data }))),
  }
}

/** The global object is one, as scripts ask to know whether they run in a worker. */
const Window = Object.defineProperty(() => {}, Symbol.hasInstance, {
  value: (object: unknown) => object === globalThis,
})

/** Whatever is asked of it says that there is no document. */
export function noDocument(title: string): object {
  // Where a subtest fails, the harness looks for its own script, to shorten a stack: it finds none.
  const known = { title, getElementsByTagName: () => [] }
  const refuse = (name: string | symbol): never => {
    throw new ReferenceError(`document.${String(name)} is not there: this page has no document`)
  }
  return new Proxy(known, {
    get: (target, name) => (name in target ? Reflect.get(target, name) : refuse(name)),
    set: (_target, name) => refuse(name),
  })
}
