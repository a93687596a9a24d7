/**
 * Code that looks for the headers of the middleware on the answer of Hono: `hono/cors` sets them before the handlers
 * run, and `corskit/hono` when they are done.
 */
import type { Node } from '@babel/types'
import type { SyntaxTree } from '../../syntax/syntax-tree.ts'
import { textQuestion } from '../../syntax/text-question.ts'
import { headerName, isHeaderName } from '../header-name.ts'

/** Whether the header that a node names is one of answers, in a file that takes the answer from Hono's context. */
export function readsInHono(tree: SyntaxTree, node: Node): boolean {
  if (!namesHono(tree) || !takesAnswer(tree)) return false
  const name = headerName(tree, node)
  return name !== null && isHeaderName(name) && !/^access-control-request-/i.test(name)
}

/** `c.res.headers`, `const { res } = context`, and not `const res = await app.request(…)` of a test. */
const takesAnswer = textQuestion(
  /\b(?:c|\w*ctx|\w*context)\??\.res\b|\bres\b[^}=]*\}(?:\s*:\s*\w+)?\s*(?:=\s*(?:c|\w*ctx|\w*context)\b|[,)])/i,
)

const namesHono = textQuestion(/['"]hono(?:\/[^'"]*)?['"]/)
