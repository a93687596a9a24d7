/** Answers that an app of Fastify sends past it, so without the headers that its plugins set. */
import type { MemberExpression, Node, OptionalMemberExpression } from '@babel/types'
import { declarationAt, mentionsOfDeclaration } from '../../syntax/declarations.ts'
import { keyOf, methodOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { textQuestion } from '../../syntax/text-question.ts'

const namesFastify = textQuestion(/fastify/i)
/** A file with functions that an app of Fastify loads need not name it. */
const mayBeOfFastify = textQuestion(/fastify|\breply\b/i)

/** What is only asked of Node's response, or heard from it. What sets a header is looked at with the headers. */
const ASKED =
  /^(?:statusCode|statusMessage|headersSent|writable\w*|finished|closed|destroyed|socket|req|getHeader\w*|hasHeader|setHeader|removeHeader|on|once|off|addListener|removeListener|listenerCount|setTimeout)$/

/** What sends something; a request has none of these. */
const SENDS = /^(?:write|writeHead|end|flushHeaders|writeContinue|writeEarlyHints)$/

/** `reply.hijack()`, and Node's response, used for more than a question. */
export function answersRaw(tree: SyntaxTree, node: Node): boolean {
  if (!mayBeOfFastify(tree)) return false
  if (methodOf(node) === 'hijack') return true
  if (node.type === 'ObjectProperty') {
    if (keyOf(node) !== 'raw') return false
    const pattern = tree.parentOf(node)
    return pattern?.type === 'ObjectPattern' && isRawOf(tree, pattern, node.value)
  }
  if (!isMember(node) || !/^(['"]?)raw\1$/.test(tree.sourceOf(node.property))) return false
  if (isSecond(tree, node.object)) return !isOnlyAsked(tree, node)
  return isOfFunction(tree, node.object) && (sends(tree, node) || isSentAs(tree, node))
}

const isMember = (node: Node | null): node is MemberExpression | OptionalMemberExpression =>
  node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression'

/** `({ raw }) => …`, and `const { raw } = reply`. */
function isRawOf(tree: SyntaxTree, pattern: Node, name: Node): boolean {
  const outer = tree.parentOf(pattern)
  const whole = outer?.type === 'VariableDeclarator' ? (outer.init ?? pattern) : pattern
  return isSecond(tree, whole) || (isOfFunction(tree, whole) && mentionsAs(tree, name).some((one) => sends(tree, one)))
}

function isOnlyAsked(tree: SyntaxTree, raw: Node): boolean {
  const outer = tree.parentOf(raw)
  return isMember(outer) && outer.object === raw && ASKED.test(tree.sourceOf(outer.property))
}

/** `raw.write(…)`, `stream.pipe(raw)`, `pipeline(stream, raw)`. */
function sends(tree: SyntaxTree, raw: Node): boolean {
  const outer = tree.parentOf(raw)
  if (isMember(outer)) return outer.object === raw && SENDS.test(tree.sourceOf(outer.property))
  if (outer?.type !== 'CallExpression' || outer.arguments.length === 0) return false
  const name = methodOf(outer) ?? tree.sourceOf(outer.callee)
  if (name === 'pipe') return outer.arguments[0] === raw
  return name === 'pipeline' && outer.arguments.indexOf(raw as never) > 0
}

/** `const out = reply.raw`, `out = reply.raw`. */
function isSentAs(tree: SyntaxTree, raw: Node): boolean {
  const outer = tree.parentOf(raw)
  const name =
    outer?.type === 'AssignmentExpression' ? outer.left : outer?.type === 'VariableDeclarator' ? outer.id : null
  return name !== null && mentionsAs(tree, name).some((one) => sends(tree, one))
}

function mentionsAs(tree: SyntaxTree, name: Node): readonly Node[] {
  const declaration = name.type === 'Identifier' ? declarationAt(tree, name.name, name) : null
  return declaration === null ? [] : mentionsOfDeclaration(tree, declaration)
}

/** The second parameter of a handler or a hook. Of a handler of errors, that is the request. */
function isSecond(tree: SyntaxTree, node: Node): boolean {
  if (!namesFastify(tree) || /^_?req/i.test(tree.sourceOf(node))) return false
  const second: Node | undefined = parametersWith(tree, node)[1]
  return second !== undefined && (second === node || tree.sourceOf(second).split(/[:=]/, 1)[0] === tree.sourceOf(node))
}

/** `this` of a function that decorates replies, any parameter (of a function that helps a handler), `this.reply`. */
const isOfFunction = (tree: SyntaxTree, node: Node) =>
  node.type === 'ThisExpression' || /\.reply$/i.test(tree.sourceOf(node)) || parametersWith(tree, node).length > 0

/** The parameters of the function of which `node` is one. */
function parametersWith(tree: SyntaxTree, node: Node): readonly Node[] {
  const by = node.type === 'Identifier' ? declarationAt(tree, node.name, node)?.by : tree.parentOf(node)
  return by != null && 'params' in by && Array.isArray(by.params) ? (by.params as Node[]) : []
}
