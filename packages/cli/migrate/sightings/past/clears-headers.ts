/** Packages that take all headers off some of their answers, and with them those of a middleware. */
import type { Node } from '@babel/types'
import { usesOfName } from '../../syntax/declarations.ts'
import { methodOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { loaderOf } from '../loader-of.ts'

/** The quick look, which spares nearly every file the parser. */
export const MAY_CLEAR = /['"](?:send|hono\/etag)['"]/

/** A text with the name of such a package, where it is loaded and takes the headers away. */
export function clearsHeaders(tree: SyntaxTree, node: Node): boolean {
  if (node.type !== 'StringLiteral') return false
  // Other packages that send files (serve-static, sirv, serve-handler, finalhandler) were run, and keep them.
  if (node.value === 'send') return callsOf(tree, node).some((call) => !hasErrorListener(tree, call))
  // Of a 304 it keeps six headers, or those that it is told.
  const isEtag = node.value === 'hono/etag' && loaderOf(tree, node) !== null
  return isEtag && !/\bretainedHeaders\b[^\]]*access-control-allow-origin/i.test(tree.text)
}

/** The calls of what a package exports as a whole: by a name, or of `require` in place. */
function callsOf(tree: SyntaxTree, literal: Node): Node[] {
  const loader = loaderOf(tree, literal)
  if (loader === null || (loader.type === 'ImportDeclaration' && loader.importKind === 'type')) return []
  const holder = tree.parentOf(loader)
  const names: readonly Node[] =
    loader.type === 'ImportDeclaration'
      ? loader.specifiers.map(({ local }) => local)
      : holder?.type === 'VariableDeclarator'
        ? [holder.id]
        : []
  return [loader, ...names.flatMap((name) => usesOfName(tree, name))].flatMap((callee) => {
    const call = tree.parentOf(callee)
    return call?.type === 'CallExpression' && call.callee === callee ? [call] : []
  })
}

/** `send(…).on('error', answer).pipe(response)`: then the app answers errors, and the headers stay. */
function hasErrorListener(tree: SyntaxTree, stream: Node): boolean {
  const member = tree.parentOf(stream)
  if (member?.type === 'VariableDeclarator')
    return usesOfName(tree, member.id).some((use) => hasErrorListener(tree, use))
  const call = member?.type === 'MemberExpression' && member.object === stream ? tree.parentOf(member) : null
  if (call?.type !== 'CallExpression' || call.callee !== member) return false
  const [event] = call.arguments
  const isListener = /^(?:on|once|addListener)$/.test(methodOf(call) ?? '')
  return (isListener && event?.type === 'StringLiteral' && event.value === 'error') || hasErrorListener(tree, call)
}
