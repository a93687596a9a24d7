/** Answers whose headers are not those of the middleware: of the target of a proxy, and raw ones of Fastify. */
import type { Node } from '@babel/types'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { HandWritten } from './headers-in-source.ts'
import { loaderOf } from './other-packages.ts'

/** What hands on the headers of its target by itself. `proxy` of `hono/proxy` gives a `Response`: `hono/cors` wins. */
const PROXIES =
  /^(?:http-proxy(?:-\d|-middleware)?|express-http-proxy|httpxy|fast-proxy|redbird|koa-(?:better-http-)?prox(?:y|ies)|koa2?-(?:proxy|proxies)|koa-proxy-?\w*|@fastify\/(?:http-proxy|reply-from)|fastify-http-proxy|fastify-reply-from)$/

const WRITERS = /^(?:writeHead|setHeaders?|set|headers?|append|appendHeader)$/
const OF_REQUEST = /^(?:(?:c|ctx|context|this)\.)?_?(?:req|request)\b/i

/** `delete proxyRes.headers['access-control-allow-origin']`: the app takes those of the target away. */
const TAKES_THEIRS = /\bdelete\s+\w+\.headers\s*\[\s*['"]access-control-allow-origin['"]/i

/** The quick look, which spares nearly every file the parser. */
export const MAY_PASS =
  /['"][\w@/-]*(?:prox|reply-from|redbird)[\w-]*['"]|\.headers\b|\.hijack\(|\.raw\.(?:writeHead|end)\(/

export function pastTheMiddleware(tree: SyntaxTree): HandWritten[] {
  const found: HandWritten[] = []
  const add = (line: number, how: HandWritten['how']) =>
    found.push({ header: 'access-control-allow-origin', line, how, decision: null, isLayer: true })
  const handsOn = !TAKES_THEIRS.test(tree.text)
  for (const node of tree.nodes) {
    if (node.type === 'StringLiteral' && PROXIES.test(node.value) && handsOn && loaderOf(tree, node) !== null)
      add(tree.lineOf(node), 'handed-on')
    else if (WRITERS.test(methodOf(node) ?? '') && handsOn && isOfOtherServer(tree, node))
      add(tree.lineOf(node), 'handed-on')
    else if (/^(?:hijack|writeHead|end)$/.test(methodOf(node) ?? '') && isOfFastify(tree)) {
      const receiver = receiverOf(node)
      const name = receiver === null ? '' : tree.sourceOf(receiver)
      if (methodOf(node) === 'hijack' ? /^\w+$/.test(name) : /^\w+\.raw$/.test(name)) add(tree.lineOf(node), 'raw')
    }
  }
  return found
}

const isOfFastify = ({ text }: SyntaxTree) => /fastify/i.test(text)

/** `res.writeHead(200, answer.headers)`, `for (const [name, value] of answer.headers) res.setHeader(name, value)`. */
function isOfOtherServer(tree: SyntaxTree, call: Node): boolean {
  if (!('arguments' in call)) return false
  const given = (call.arguments as Node[]).flatMap((one) => (one.type === 'ObjectExpression' ? one.properties : one))
  if (given.some((one) => isHeadersOfAnswer(tree, one.type === 'SpreadElement' ? one.argument : one))) return true
  if (given[0]?.type !== 'Identifier') return false
  for (let outer = tree.parentOf(call); outer !== null; outer = tree.parentOf(outer)) {
    const all =
      outer.type === 'ForOfStatement' || outer.type === 'ForInStatement'
        ? outer.right
        : outer.type === 'CallExpression' && methodOf(outer) === 'forEach'
          ? receiverOf(outer)
          : null
    if (all !== null) return isHeadersOfAnswer(tree, all)
  }
  return false
}

/** `answer.headers`, `answer.headers.entries()`, `Object.entries(answer.headers)`; not those of a request. */
function isHeadersOfAnswer(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'CallExpression') {
    const [first] = node.arguments
    const receiver = receiverOf(node)
    if (receiver !== null && tree.sourceOf(receiver) === 'Object')
      return first !== undefined && isHeadersOfAnswer(tree, first)
    const isAll = /^(?:entries|keys|toJSON|raw|filter|map)$/.test(methodOf(node) ?? '')
    return receiver !== null && isAll && isHeadersOfAnswer(tree, receiver)
  }
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false
  return node.property.name === 'headers' && !OF_REQUEST.test(tree.sourceOf(node.object))
}
