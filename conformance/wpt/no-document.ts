/** What stands where a page has its document: its title, by which tests are named. Whatever else is asked of it says that there is no document. */

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
