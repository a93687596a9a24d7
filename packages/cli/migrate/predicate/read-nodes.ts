/** What single expressions and statements of a predicate are. */
import type { Function as FunctionNode, Node, Statement } from '@babel/types'
import { declarationAt } from '../syntax/declarations.ts'
import { constantOf } from '../syntax/static-value.ts'
import { methodOf, ownerOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { Truth } from './questions/compared-values.ts'

export const isText = (node: Node) =>
  node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'String'

/** `origin` of `Boolean(origin)`. */
export function conversionOf(node: Node): Node | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return null
  const [only, second] = node.arguments
  return /^(?:Boolean|String)$/.test(node.callee.name) && second === undefined ? (only ?? null) : null
}

/** `asked === false`, `asked !== null`: compares with a value that means no. */
export const isAnswer = (value: unknown, asked: Node) =>
  typeof value === 'boolean' ||
  ((value === null || value === undefined) && /^(?:Optional)?(?:Call|Await)Expression$/.test(asked.type))

const NO_HOST = /^(?:protocol|port|length|pathname|search|hash|username|password)$/

/** `new URL(origin).protocol`, `origin.length`, and a variable that holds it. */
export function saysNoHost(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'LogicalExpression') return saysNoHost(tree, node.right)
  if (node.type === 'Identifier') {
    const meant = constantOf(tree, node)
    if (meant !== null) return saysNoHost(tree, meant)
    // `const { port } = new URL(origin)`
    const place = declarationAt(tree, node.name, node)?.name
    const property = place === undefined ? null : tree.parentOf(place)
    return property?.type === 'ObjectProperty' && property.key.type === 'Identifier' && NO_HOST.test(property.key.name)
  }
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return false
  return node.property.type === 'Identifier' && NO_HOST.test(node.property.name)
}

/** `a || b`: whether `a` is there, and what each allows. */
export function either(isThere: Truth, left: Truth, right: Truth): Truth {
  if (isThere === true) return left
  if (isThere === false) return right
  return left === right ? left : 'unknown'
}

export const STILL_TEXT = new Set(['toLowerCase', 'trim', 'replace', 'toString'])

export const not = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth)

export function blocksIn(tree: SyntaxTree, statement: Node): Node[] {
  if (/^(?:For|While|DoWhile|Labeled)/.test(statement.type)) return [(statement as unknown as { body: Statement }).body]
  if (statement.type === 'TryStatement')
    return [statement.block, statement.handler?.body, statement.finalizer].filter((block) => block != null)
  if (statement.type === 'SwitchStatement') return statement.cases.flatMap((one) => one.consequent)
  return tree.childrenOf(statement).filter(({ type }) => type === 'BlockStatement')
}

/** `ctx.throw(403)`, and `ctx.assert(test, 403)` of Koa with its test. `null` for others. */
export function refusalOf(expression: Node): { readonly test: Node | null } | null {
  const receiver = receiverOf(expression)
  if (expression.type !== 'CallExpression' || receiver?.type !== 'Identifier') return null
  if (!/^(?:c|\w*ctx|\w*context)$/i.test(receiver.name)) return null
  const method = methodOf(expression)
  if (method === 'throw') return { test: null }
  return method === 'assert' ? { test: expression.arguments[0] ?? null } : null
}

/** Whether it throws by itself, in its own lines. */
export const mayThrow = (tree: SyntaxTree, predicate: FunctionNode): boolean =>
  tree.nodes.some(
    (node) => (node.type === 'ThrowStatement' || refusalOf(node) !== null) && ownerOf(tree, node) === predicate,
  )
