/** Answers whose headers are not those of the middleware: the file that loads a proxy, or sends them past it. */
import type { Node } from '@babel/types'
import type { SyntaxTree } from '../../syntax/syntax-tree.ts'
import type { HandWritten } from '../headers-in-source.ts'
import { loaderOf } from '../loader-of.ts'
import { takesAllAway } from './all-taken-away.ts'
import { clearsHeaders } from './clears-headers.ts'
import { copiesHeaders } from './copied-headers.ts'
import { dropsAnswer } from './dropped-answer.ts'
import { handsOnAnswer } from './handed-on-answer.ts'
import { answersRaw } from './raw-answers.ts'
import { readsInHono } from './read-in-hono.ts'

/** What hands on the headers of its target by itself. */
const PROXIES =
  /^(?:http-proxy(?:-\d|-middleware)?|express-http-proxy|httpxy|fast-proxy|redbird|koa-(?:better-http-)?prox(?:y|ies)|koa2?-(?:proxy|proxies)|koa-proxy-?\w*|@fastify\/(?:http-proxy|reply-from)|hono\/proxy|fastify-http-proxy|fastify-reply-from)$/

/** What runs middlewares of Express in an app of Fastify. */
const OF_EXPRESS = /^(?:@fastify\/(?:middie|express)|middie|fastify-express)$/

/** The quick look, which spares nearly every file the parser. */
export const MAY_PASS =
  /['"]hono\/timeout['"]|['"][\w@/-]*(?:prox|reply-from|redbird)[\w-]*['"]|\b(?:raw)?[hH]eaders\b|\bfetch\(|\.pipe\(|\bpipeline\(|\bgetHeader(?:Name)?s\b|\.header\b|\b_headers\b|\bres['"]?\]?(?:\s+as\s+\w+)?\)?\s*=(?![=>])|\bres\s*:\s*(?:undefined|null|void)\b|['"]res['"]\s*,|\.hijack\(|\braw\b|['"](?:@fastify\/(?:middie|express)|middie|fastify-express)['"]/

export function pastTheMiddleware(tree: SyntaxTree): HandWritten[] {
  return tree.nodes.flatMap((node) => {
    const how = passes(tree, node)
    const header = 'access-control-allow-origin'
    return how === null ? [] : [{ header, line: tree.lineOf(node), how, decision: null, isLayer: true }]
  })
}

function passes(tree: SyntaxTree, node: Node): HandWritten['how'] | null {
  if (readsInHono(tree, node)) return 'read'
  if (node.type === 'StringLiteral') {
    if (clearsHeaders(tree, node)) return 'cleared'
    if (node.value === 'hono/timeout' && loaderOf(tree, node) !== null) return 'outside'
    const isProxy = PROXIES.test(node.value)
    if (!(isProxy || OF_EXPRESS.test(node.value)) || loaderOf(tree, node) === null) return null
    return isProxy ? 'handed-on' : 'of-express'
  }
  if (takesAllAway(tree, node) || dropsAnswer(tree, node)) return 'taken'
  if (copiesHeaders(tree, node) || handsOnAnswer(tree, node)) return 'handed-on'
  return answersRaw(tree, node) ? 'raw' : null
}
