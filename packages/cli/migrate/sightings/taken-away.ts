/** Headers that a source takes off an answer, or names in a list that it then goes through. */
import type { Node } from '@babel/types'
import { keyOf, methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { textQuestion } from '../syntax/text-question.ts'

export const REMOVERS = /^(?:removeHeader|removeHeaders|removeResponseHeader|deleteHeader|remove|delete|unset)$/
const HAND_WRITERS = /^(?:set|setHeader|header|append|appendHeader|addHeader|setResponseHeader)$/

/** `response.removeHeader(name)`, `headers.delete(name)`, `delete headers[name]`; of Hono, `c.header(name)`. */
export function isTakenAway(tree: SyntaxTree, name: Node): boolean {
  const parent = tree.parentOf(name)
  if (parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') {
    const outer = tree.parentOf(parent)
    return outer?.type === 'UnaryExpression' && outer.operator === 'delete' && isOfAnswer(tree, parent.object)
  }
  if (parent?.type !== 'CallExpression' && parent?.type !== 'OptionalCallExpression') return false
  const receiver = receiverOf(parent)
  if (parent.arguments[0] !== name || receiver === null || !isOfAnswer(tree, receiver)) return false
  return removes(tree, parent)
}

/** Whether a call takes the header of its name away: `removeHeader(name)`, and of Hono `header(name, undefined)`. */
export function removes(tree: SyntaxTree, call: Node): boolean {
  const method = methodOf(call) ?? ''
  if (REMOVERS.test(method)) return true
  if (method !== 'header' || !('arguments' in call)) return false
  const [, value] = call.arguments as Node[]
  return value === undefined ? isOfHono(tree) : value.type === 'Identifier' && value.name === 'undefined'
}

const isOfHono = textQuestion(/['"]hono(?:\/[^'"]*)?['"]/)

/** A request, and the answer of a server behind this one, are not what the app sends. */
export const isOfAnswer = (tree: SyntaxTree, receiver: Node) =>
  !/^(?:(?:c|ctx|context)\.)?(?:req|request)\b|^(?:proxyRes|proxyResponse|upstream)/i.test(tree.sourceOf(receiver))

/** Lists of names for the options of a middleware. */
const OF_OPTIONS = /headers$|^methods$/i

/**
 * What happens to the headers that a list or a pattern names: `for (const name of […]) response.removeHeader(name)`. It
 * is not known which names go where, so a file that has both is taken at its word.
 */
export function doneToNames(tree: SyntaxTree, names: Node): Loops {
  const holder = tree.parentOf(names)
  if (names.type === 'ArrayExpression' && holder !== null && OF_OPTIONS.test(keyOf(holder) ?? '')) return null
  const found = LOOPS.get(tree) ?? loopsIn(tree)
  LOOPS.set(tree, found)
  return found
}

type Loops = 'taken-away' | 'written' | null

const LOOPS = new WeakMap<SyntaxTree, Loops>()

/** What the file does with headers whose names stand in variables. */
function loopsIn(tree: SyntaxTree): Loops {
  const calls = tree.nodes.filter((node) => node.type === 'CallExpression' && node.arguments[0]?.type === 'Identifier')
  const has = (methods: RegExp) => calls.some((call) => methods.test(methodOf(call) ?? ''))
  if (has(REMOVERS)) return 'taken-away'
  return has(HAND_WRITERS) ? 'written' : null
}

/** `/^access-control-/`, and `'access-control-'` of `name.startsWith('access-control-')`. */
export function isPatternOfNames(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'RegExpLiteral') return /access-control/i.test(node.pattern)
  if (node.type !== 'StringLiteral' || !/^access-control(?:-|-allow-?)?$/i.test(node.value)) return false
  const call = tree.parentOf(node)
  return call !== null && /^(?:startsWith|includes|indexOf|match)$/.test(methodOf(call) ?? '')
}
