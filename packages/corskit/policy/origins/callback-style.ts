/**
 * Finds functions that were written for the `cors` package, `(origin, callback) => …`. They return nothing, so they
 * can never answer as a predicate.
 */
import { tokensOf } from './source-tokens.ts'

const sourceOf = Function.prototype.toString

/** Names of a parameter that is a callback and not a request. */
const CALLBACK_NAME = /^(?:callback|cb|done|next|resolve)$/i

const NAME = /^[\w$\u0080-\uffff]+$/

/**
 * Whether the function's source calls its second parameter, or hands it on under the name of a callback. Native and
 * bound functions have no source to look at.
 */
export function isCallbackStyle(predicate: unknown): boolean {
  if (typeof predicate !== 'function') return false
  const { parameters, body } = splitAtParameters(tokensOf(sourceOf.call(predicate)))
  const [first = [], second = []] = parameters
  if (first[0] === '...' && NAME.test(first[1] ?? '')) return calls(body, [first[1] as string, '[', '1', ']'])
  const name = second[0] ?? ''
  if (!NAME.test(name) || isShadowed(body, name)) return false
  return calls(body, [name]) || (CALLBACK_NAME.test(name) && isHandedOn(body, name))
}

/** `setTimeout(callback)`, `const done = callback`, `callback.call(…)`; not `callback.tenant`, and not a key. */
function isHandedOn(body: readonly string[], name: string): boolean {
  return body.some((token, at) => {
    if (token !== name) return false
    const [before, next, after] = [body[at - 1], body[at + 1], body[at + 2] ?? '']
    if (before === '.' || before === '?.' || (next === ':' && (before === '{' || before === ','))) return false
    if (next === '.' || next === '?.') return /^(?:call|apply|bind)$/.test(after)
    return next !== '['
  })
}

/** `name(…)` or `name?.(…)`, and not `other.name(…)`. */
function calls(body: readonly string[], callee: readonly string[]): boolean {
  return body.some((_, at) => {
    if (!callee.every((token, after) => body[at + after] === token)) return false
    const next = at + callee.length
    const open = body[next] === '?.' ? next + 1 : next
    const before = body[at - 1]
    return body[open] === '(' && before !== '.' && before !== '?.'
  })
}

/**
 * Whether the body has another parameter or variable of this name. Then it is not known which one is called, and the
 * function is not refused.
 */
function isShadowed(body: readonly string[], name: string): boolean {
  return body.some((token, at) => {
    if (token !== name) return false
    const before = body[at - 1] ?? ''
    if (body[at + 1] === '=>' || /^(?:const|let|var|function|class)$/.test(before)) return true
    return isParameter(body, at)
  })
}

/** Whether the innermost parentheses around this place are those of parameters: `=>` or a body follows them. */
function isParameter(body: readonly string[], at: number): boolean {
  let depth = 0
  for (let end = at + 1; end < body.length; end++) {
    const token = body[end] as string
    if (token === '(' || token === '[' || token === '{') depth++
    if ((token === ')' || token === ']' || token === '}') && depth-- === 0) {
      if (token !== ')') depth = 0
      else if (body[end + 1] === '=>') return true
      else return body[end + 1] === '{' && !isStatement(body, end)
    }
  }
  return false
}

/** Whether the parentheses that end here belong to `if (…) {` and the like. */
function isStatement(body: readonly string[], end: number): boolean {
  let depth = 0
  for (let start = end; start >= 0; start--) {
    if (body[start] === ')') depth++
    if (body[start] === '(' && --depth === 0) return /^(?:if|for|while|switch|with|await)$/.test(body[start - 1] ?? '')
  }
  return true
}

/** The parameters are in the first pair of parentheses; commas inside brackets divide nothing. */
function splitAtParameters(tokens: readonly string[]): {
  readonly parameters: readonly (readonly string[])[]
  readonly body: readonly string[]
} {
  const parameters: string[][] = [[]]
  let depth = 0
  let at = tokens.indexOf('(') + 1
  for (; at < tokens.length; at++) {
    const token = tokens[at] as string
    if (/^[)\]}]$/.test(token) && depth-- === 0) break
    if (/^[([{]$/.test(token)) depth++
    if (token === ',' && depth === 0) parameters.push([])
    else parameters.at(-1)?.push(token)
  }
  return { parameters, body: tokens.slice(at + 1) }
}
