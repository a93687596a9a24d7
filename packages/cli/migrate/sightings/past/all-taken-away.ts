/** Headers that are taken off an answer by names which only the answer knows. */
import type { Node } from '@babel/types'
import { madeAs } from '../../syntax/declarations.ts'
import { loopAround, loopOf, walkedAt } from '../../syntax/loops.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { isOfAnswer, REMOVERS } from '../taken-away.ts'
import { loopName, mayKeepOrigin, mayRunForOrigin } from './runs-for-name.ts'

const ALL_NAMES = /\bgetHeaderNames\(\)|\bgetHeaders\(\)|\.headers\b/

/** `for (const name of response.getHeaderNames()) response.removeHeader(name)`, also with conditions. */
export function takesAllAway(tree: SyntaxTree, call: Node): boolean {
  const [given] = 'arguments' in call ? (call.arguments as Node[]) : []
  const receiver = receiverOf(call)
  if (given === undefined || receiver === null || !REMOVERS.test(methodOf(call) ?? '')) return false
  const name = loopName(tree, given)
  const walked = walkedWith(tree, name)
  if (walked === null || !isOfAnswer(tree, receiver)) return false
  const all = madeAs(tree, walked.list)
  if (!ALL_NAMES.test(tree.sourceOf(all)) || !isOfAnswer(tree, all)) return false
  return mayKeepOrigin(tree, all) && mayRunForOrigin(tree, call, walked.loop, tree.sourceOf(name))
}

/** The loop of `name`, or around `names[i]`, and what it walks through. */
function walkedWith(tree: SyntaxTree, name: Node): { readonly loop: Node; readonly list: Node } | null {
  const isEntry = name.type === 'MemberExpression' && name.computed
  const loop = isEntry ? loopAround(tree, name) : name.type === 'Identifier' ? loopOf(tree, name) : null
  const list = isEntry ? name.object : name.type === 'Identifier' ? walkedAt(tree, name) : null
  return loop === null || list === null ? null : { loop, list }
}
