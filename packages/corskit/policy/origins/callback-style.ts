/** Predicates in the manner of the `cors` package, `(origin, callback) => …`: they return nothing, so every origin would be denied. */

const sourceOf = Function.prototype.toString

/** Names that nobody gives to a request. */
const CALLBACK_NAME = /^(?:callback|cb|done|next|resolve)$/i

/** Whether the second parameter is a function that is called, as far as the source says. What is native or bound says nothing. */
export function isCallbackStyle(predicate: unknown): boolean {
  if (typeof predicate !== 'function') return false
  const source = sourceOf.call(predicate)
  const second = /^[^(]*\(\s*[\w$]+\s*,\s*([\w$]+)\s*[,)]/.exec(source)
  const name = second?.[1]
  if (name === undefined) return false
  if (CALLBACK_NAME.test(name)) return true
  const body = source.slice(second?.[0].length)
  const called = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*(?:\\?\\.)?\\(`)
  return called.test(body)
}
