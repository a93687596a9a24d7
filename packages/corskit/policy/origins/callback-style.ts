/**
 * Finds predicates written for the `cors` package, `(origin, callback) => …`. They return nothing, so every origin
 * would be denied.
 */

const sourceOf = Function.prototype.toString

/** Names of a parameter that is a callback and not a request. */
const CALLBACK_NAME = /^(?:callback|cb|done|next|resolve)$/i

/**
 * Whether the function's source calls its second parameter. Native and bound functions have no source to look at.
 */
export function isCallbackStyle(predicate: unknown): boolean {
  if (typeof predicate !== 'function') return false
  const source = sourceOf.call(predicate).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
  const { parameters, body } = splitAtParameters(source)
  const rest = /^\.\.\.([\w$]+)/.exec(parameters[0] as string)?.[1]
  if (rest !== undefined) return calls(body, `${inRegExp(rest)}\\[1\\]`)
  const name = /^[\w$]+/.exec(parameters[1] ?? '')?.[0]
  return name !== undefined && (CALLBACK_NAME.test(name) || calls(body, inRegExp(name)))
}

const calls = (body: string, callee: string) => new RegExp(`(?<![\\w$.])${callee}\\s*(?:\\?\\.\\s*)?\\(`).test(body)

const inRegExp = (name: string) => name.replaceAll('$', '\\$')

/** The parameters are in the first pair of parentheses; commas inside brackets divide nothing. */
function splitAtParameters(source: string): { parameters: readonly string[]; body: string } {
  const start = source.indexOf('(') + 1
  const parameters = ['']
  let depth = 0
  let at = start
  for (; at < source.length; at++) {
    const character = source.charAt(at)
    if (')]}'.includes(character) && depth-- === 0) break
    if ('([{'.includes(character)) depth++
    if (character === ',' && depth === 0) parameters.push('')
    else parameters[parameters.length - 1] += character
  }
  return { parameters: parameters.map((parameter) => parameter.trim()), body: source.slice(at + 1) }
}
