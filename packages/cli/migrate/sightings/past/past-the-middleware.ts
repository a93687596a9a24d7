/** Answers whose headers are not those of the middleware: of the target of a proxy, and raw ones of Fastify. */
import type { Node } from '@babel/types'
import { declarationAt } from '../../syntax/declarations.ts'
import { keyOf, methodOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import type { HandWritten } from '../headers-in-source.ts'
import { loaderOf } from '../other-packages.ts'
import { takesAllAway } from './all-taken-away.ts'
import { copiesHeaders, handsOnAnswer } from './handed-on-answer.ts'

/** What hands on the headers of its target by itself. */
const PROXIES =
  /^(?:http-proxy(?:-\d|-middleware)?|express-http-proxy|httpxy|fast-proxy|redbird|koa-(?:better-http-)?prox(?:y|ies)|koa2?-(?:proxy|proxies)|koa-proxy-?\w*|@fastify\/(?:http-proxy|reply-from)|hono\/proxy|fastify-http-proxy|fastify-reply-from)$/

/** `delete proxyRes.headers['access-control-allow-origin']`: the app takes those of the target away. */
const TAKES_THEIRS = /\bdelete\s+\w+\.headers\s*\[\s*['"]access-control-allow-origin['"]/i

/** The quick look, which spares nearly every file the parser. */
export const MAY_PASS =
  /['"][\w@/-]*(?:prox|reply-from|redbird)[\w-]*['"]|\b(?:raw)?[hH]eaders\b|\bfetch\(|\.pipe\(|\bpipeline\(|\bgetHeaderNames\b|\.hijack\(|\braw\b|@fastify\/(?:middie|express)/

export function pastTheMiddleware(tree: SyntaxTree): HandWritten[] {
  const found: HandWritten[] = []
  const add = (line: number, how: HandWritten['how']) =>
    found.push({ header: 'access-control-allow-origin', line, how, decision: null, isLayer: true })
  const handsOn = !TAKES_THEIRS.test(tree.text)
  const isOfFastify = /fastify/i.test(tree.text)
  for (const node of tree.nodes) {
    if (node.type === 'StringLiteral' && PROXIES.test(node.value) && handsOn && loaderOf(tree, node) !== null)
      add(tree.lineOf(node), 'handed-on')
    else if (takesAllAway(tree, node)) add(tree.lineOf(node), 'taken')
    else if (handsOn && (copiesHeaders(tree, node) || handsOnAnswer(tree, node))) add(tree.lineOf(node), 'handed-on')
    else if (isOfFastify && isRaw(tree, node)) add(tree.lineOf(node), 'raw')
  }
  return found
}

/** What is only asked of Node's response, or heard from it. What sets a header is looked at with the headers. */
const ASKED =
  /^(?:statusCode|statusMessage|headersSent|writable\w*|finished|closed|destroyed|socket|req|getHeader\w*|hasHeader|setHeader|removeHeader|on|once|off|addListener|removeListener|listenerCount|setTimeout)$/

/** `reply.hijack()`; Node's response, used for more than a question; and a middleware of Express or Connect. */
function isRaw(tree: SyntaxTree, node: Node): boolean {
  if (methodOf(node) === 'hijack') return true
  if (node.type === 'StringLiteral')
    return /^@fastify\/(?:middie|express)$/.test(node.value) && loaderOf(tree, node) !== null
  if (node.type === 'ObjectProperty') return keyOf(node) === 'raw' && isReply(tree, tree.parentOf(node))
  if (node.type !== 'MemberExpression' || tree.sourceOf(node.property) !== 'raw' || !isReply(tree, node.object))
    return false
  const outer = tree.parentOf(node)
  return outer?.type !== 'MemberExpression' || outer.object !== node || !ASKED.test(tree.sourceOf(outer.property))
}

/** The second parameter of a handler or a hook. */
function isReply(tree: SyntaxTree, node: Node | null): boolean {
  if (node === null) return false
  const by = node.type === 'Identifier' ? declarationAt(tree, node.name, node)?.by : tree.parentOf(node)
  if (by == null || !('params' in by) || !Array.isArray(by.params)) return false
  const second: Node | undefined = (by.params as Node[])[1]
  return second !== undefined && (second === node || tree.sourceOf(second).split(/[:=]/, 1)[0] === tree.sourceOf(node))
}
