/** Headers that are taken off an answer by names which only the answer knows. */
import type { Node } from '@babel/types'
import { madeAs } from '../../syntax/declarations.ts'
import { loopAround, loopOf, walkedAt } from '../../syntax/loops.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { isOfAnswer, REMOVERS, removes } from '../taken-away.ts'
import { loopName, mayKeepOrigin, mayRunForOrigin } from './runs-for-name.ts'

const ALL_NAMES = /\bgetHeaderNames\(\)|\bgetHeaders\(\)|\.headers?\b/

/** `for (const name of response.getHeaderNames()) response.removeHeader(name)`, also with conditions. */
export function takesAllAway(tree: SyntaxTree, call: Node): boolean {
  const [given] = 'arguments' in call ? (call.arguments as Node[]) : []
  const receiver = receiverOf(call)
  if (given === undefined || receiver === null) return false
  if (/^(?:forEach|map)$/.test(methodOf(call) ?? '') && isRemover(tree, given)) return areAll(tree, receiver)
  if (!removes(tree, call)) return false
  const name = loopName(tree, given)
  const walked = walkedWith(tree, name)
  if (walked === null || !isOfAnswer(tree, receiver)) return false
  return areAll(tree, walked.list) && mayRunForOrigin(tree, call, walked.loop, tree.sourceOf(name))
}

function areAll(tree: SyntaxTree, list: Node): boolean {
  const all = madeAs(tree, list)
  return ALL_NAMES.test(tree.sourceOf(all)) && isOfAnswer(tree, all) && mayKeepOrigin(tree, all)
}

/** `response.removeHeader`, given away with its response: `forEach(response.removeHeader, response)`, `.bind(…)`. */
function isRemover(tree: SyntaxTree, given: Node): boolean {
  const bound = methodOf(given) === 'bind' ? receiverOf(given) : null
  if (bound !== null) return isRemover(tree, bound)
  return (
    given.type === 'MemberExpression' && REMOVERS.test(tree.sourceOf(given.property)) && isOfAnswer(tree, given.object)
  )
}

/** The loop of `name`, or around `names[i]`, and what it walks through. */
function walkedWith(tree: SyntaxTree, name: Node): { readonly loop: Node; readonly list: Node } | null {
  const isEntry = name.type === 'MemberExpression' && name.computed
  const loop = isEntry ? loopAround(tree, name) : name.type === 'Identifier' ? loopOf(tree, name) : null
  const list = isEntry ? name.object : name.type === 'Identifier' ? walkedAt(tree, name) : null
  return loop === null || list === null ? null : { loop, list }
}
