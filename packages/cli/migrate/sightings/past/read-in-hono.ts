/**
 * Code that looks for the headers of the middleware on the answer of Hono: `hono/cors` sets them before the handlers
 * run, and `corskit/hono` when they are done.
 */
import type { Node } from '@babel/types'
import { declarationAt, usesOfName } from '../../syntax/declarations.ts'
import { keyOf, methodOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { textQuestion } from '../../syntax/text-question.ts'
import { headerName, isHeaderName } from '../header-names/header-name.ts'

/**
 * Whether the header that a node names is one of answers, or all headers of the answer are looked at, in a file that
 * takes the answer from Hono's context.
 */
export function readsInHono(tree: SyntaxTree, node: Node): boolean {
  if (!namesHono(tree) || !takesAnswer(tree)) return false
  const name = headerName(tree, node)
  if (name !== null && isHeaderName(name)) return !/^access-control-request-/i.test(name)
  return isHeadersOfAnswer(tree, node) && looksAtAll(tree, node)
}

/** `c.res.headers`, `res.headers` of `const { res } = c`, and `headers` in `const { headers } = c.res`. */
function isHeadersOfAnswer(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'ObjectProperty') {
    const pattern = tree.parentOf(node)
    const declarator = pattern === null ? null : tree.parentOf(pattern)
    return keyOf(node) === 'headers' && declarator?.type === 'VariableDeclarator' && isAnswer(tree, declarator.init)
  }
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return false
  return (
    !node.computed &&
    node.property.type === 'Identifier' &&
    node.property.name === 'headers' &&
    isAnswer(tree, node.object)
  )
}

function isAnswer(tree: SyntaxTree, node: Node | null | undefined): boolean {
  const text = node == null ? '' : tree.sourceOf(node)
  if (/^(?:c|\w*ctx|\w*context)\??\.res$/i.test(text)) return true
  if (node?.type !== 'Identifier') return false
  const by = declarationAt(tree, node.name, node)?.by
  if (by?.type !== 'VariableDeclarator') return by !== undefined && 'params' in by && node.name === 'res'
  return (
    by.init != null && (by.id.type === 'ObjectPattern' ? CONTEXT.test(tree.sourceOf(by.init)) : isAnswer(tree, by.init))
  )
}

const CONTEXT = /^(?:c|\w*ctx|\w*context)$/i

/**
 * Whether something is done with all headers that may ask for one: a loop, a list, a function that gets them. A header
 * that is read or written by its name is not, nor is another answer that gets them.
 */
function looksAtAll(tree: SyntaxTree, headers: Node, depth = 0): boolean {
  const parent = tree.parentOf(headers)
  if (parent === null || depth > 5) return false
  if (headers.type === 'ObjectProperty')
    return usesOfName(tree, headers.value).some((use) => looksAtAll(tree, use, depth + 1))
  if (parent.type === 'VariableDeclarator')
    return usesOfName(tree, parent.id).some((use) => looksAtAll(tree, use, depth + 1))
  if (/MemberExpression$/.test(parent.type) && 'object' in parent && parent.object === headers) {
    const call = tree.parentOf(parent)
    const method = call === null ? null : methodOf(call)
    if (method === null || !/^(?:get|has|set|append|delete|getSetCookie)$/.test(method)) return true
    // A name that is only known at run time may be any.
    const [name] = call !== null && 'arguments' in call ? (call.arguments as Node[]) : []
    return /^(?:get|has)$/.test(method) && (name === undefined || headerName(tree, name) === null)
  }
  if (parent.type === 'NewExpression' && tree.sourceOf(parent.callee) === 'Headers')
    return looksAtAll(tree, parent, depth + 1)
  // `new Response(body, { headers: c.res.headers })`
  if (parent.type === 'ObjectProperty') return !(keyOf(parent) === 'headers' && parent.value === headers)
  return parent.type !== 'AssignmentExpression' && parent.type !== 'ExpressionStatement'
}

/** `c.res.headers`, `const { res } = context`, and not `const res = await app.request(…)` of a test. */
const takesAnswer = textQuestion(
  /\b(?:c|\w*ctx|\w*context)\??\.res\b|\bres\b[^}=]*\}(?:\s*:\s*\w+)?\s*(?:=\s*(?:c|\w*ctx|\w*context)\b|[,)])/i,
)

const namesHono = textQuestion(/['"]hono(?:\/[^'"]*)?['"]/)
