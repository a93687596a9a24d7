/** Answers whose headers are not those of the middleware: of the target of a proxy, and raw ones of Fastify. */
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { copiesHeaders, handsOnAnswer } from './answers-of-others.ts'
import type { HandWritten } from './headers-in-source.ts'
import { loaderOf } from './other-packages.ts'
import { takesAllAway } from './taken-away.ts'

/** What hands on the headers of its target by itself. */
const PROXIES =
  /^(?:http-proxy(?:-\d|-middleware)?|express-http-proxy|httpxy|fast-proxy|redbird|koa-(?:better-http-)?prox(?:y|ies)|koa2?-(?:proxy|proxies)|koa-proxy-?\w*|@fastify\/(?:http-proxy|reply-from)|hono\/proxy|fastify-http-proxy|fastify-reply-from)$/

/** `delete proxyRes.headers['access-control-allow-origin']`: the app takes those of the target away. */
const TAKES_THEIRS = /\bdelete\s+\w+\.headers\s*\[\s*['"]access-control-allow-origin['"]/i

/** The quick look, which spares nearly every file the parser. */
export const MAY_PASS =
  /['"][\w@/-]*(?:prox|reply-from|redbird)[\w-]*['"]|\b(?:raw)?[hH]eaders\b|\bfetch\(|\.pipe\(|\bpipeline\(|\bgetHeaderNames\b|\.hijack\(|\.raw\.(?:writeHead|end)\(/

export function pastTheMiddleware(tree: SyntaxTree): HandWritten[] {
  const found: HandWritten[] = []
  const add = (line: number, how: HandWritten['how']) =>
    found.push({ header: 'access-control-allow-origin', line, how, decision: null, isLayer: true })
  const handsOn = !TAKES_THEIRS.test(tree.text)
  for (const node of tree.nodes) {
    if (node.type === 'StringLiteral' && PROXIES.test(node.value) && handsOn && loaderOf(tree, node) !== null)
      add(tree.lineOf(node), 'handed-on')
    else if (takesAllAway(tree, node)) add(tree.lineOf(node), 'taken')
    else if (handsOn && (copiesHeaders(tree, node) || handsOnAnswer(tree, node))) add(tree.lineOf(node), 'handed-on')
    else if (/^(?:hijack|writeHead|end)$/.test(methodOf(node) ?? '') && isOfFastify(tree)) {
      const receiver = receiverOf(node)
      const name = receiver === null ? '' : tree.sourceOf(receiver)
      if (methodOf(node) === 'hijack' ? /^\w+$/.test(name) : /^\w+\.raw$/.test(name)) add(tree.lineOf(node), 'raw')
    }
  }
  return found
}

const isOfFastify = ({ text }: SyntaxTree) => /fastify/i.test(text)
