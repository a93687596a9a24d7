/** What a call of the callback answers: `callback(null, answer)`, `callback(error)`, and a choice of two. */
import type { BooleanLiteral, CallExpression, ConditionalExpression, Node } from '@babel/types'
import { declarationAt } from '../../syntax/declarations.ts'
import { staticValue } from '../../syntax/static-value.ts'
import type { SyntaxTree } from '../../syntax/syntax-tree.ts'

export interface GivenAnswer {
  /** The answer as one expression; of a choice, with the answers in the places of the calls. */
  readonly value: Node
  /** Whether an error may be given, which denies. */
  readonly isError: boolean
}

/** The whole of `ok ? callback(null, true) : callback(error)` around one of its calls; the call itself elsewhere. */
export function choiceAround(tree: SyntaxTree, call: CallExpression): Node {
  let whole: Node = call
  for (;;) {
    const parent = tree.parentOf(whole)
    if (parent?.type !== 'ConditionalExpression' || parent.test === whole) return whole
    whole = parent
  }
}

/** `null` where it is not an answer. */
export function answerIn(tree: SyntaxTree, given: Node, callback: string): GivenAnswer | null {
  if (given.type === 'ConditionalExpression') return choice(given, (branch) => answerIn(tree, branch, callback))
  if (given.type !== 'CallExpression' || given.callee.type !== 'Identifier' || given.callee.name !== callback)
    return null
  const [error, answer, third] = given.arguments
  return error === undefined || third !== undefined ? null : answerBeside(tree, error, answer ?? denies(given))
}

/** What the answer is worth beside an error, or beside `ok ? null : new Error()`. */
function answerBeside(tree: SyntaxTree, error: Node, answer: Node): GivenAnswer | null {
  if (error.type === 'ConditionalExpression') return choice(error, (branch) => answerBeside(tree, branch, answer))
  const known = staticValue(tree, error)
  if (known === null) return isError(tree, error) ? { value: denies(error), isError: true } : null
  return known.value ? { value: denies(error), isError: true } : { value: answer, isError: false }
}

function choice(given: ConditionalExpression, answerOf: (branch: Node) => GivenAnswer | null): GivenAnswer | null {
  const [yes, no] = [answerOf(given.consequent), answerOf(given.alternate)]
  if (yes === null || no === null) return null
  const value = { ...given, consequent: yes.value, alternate: no.value } as ConditionalExpression
  return { value, isError: yes.isError || no.isError }
}

/** `false`, at the place of what denies. */
const denies = ({ start = null, end = null, loc = null }: Node): BooleanLiteral =>
  ({ type: 'BooleanLiteral', value: false, start, end, loc }) as BooleanLiteral

function isError(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'NewExpression') return true
  // `catch (error) { callback(error) }`
  if (node.type === 'Identifier') return declarationAt(tree, node.name, node)?.by.type === 'CatchClause'
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    /^(?:\w*Error|create(?:Http)?Error)$/.test(node.callee.name)
  )
}
