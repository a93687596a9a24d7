/** Adds `return false` at the end of a function that gave no answer there. */
import type { BlockStatement } from '@babel/types'
import type { Edit } from '../../syntax/edit.ts'
import { endOf, newlineOf, type SyntaxTree, startOf } from '../../syntax/syntax-tree.ts'

export function closing(tree: SyntaxTree, body: BlockStatement): Edit {
  const last = body.body.at(-1)
  const source = tree.sourceOf(body)
  const text = /;\s*\}/.test(source) ? 'return false;' : 'return false'
  if (last === undefined) return { start: endOf(body) - 1, end: endOf(body) - 1, text: ` ${text} ` }
  const at = { start: endOf(last), end: endOf(last) }
  if (!source.includes('\n')) return { ...at, text: `${/[;}]$/.test(tree.sourceOf(last)) ? '' : ';'} ${text}` }
  const line = tree.text.lastIndexOf('\n', startOf(last)) + 1
  const indentation = /^[ \t]*/.exec(tree.text.slice(line))?.[0] ?? ''
  return { ...at, text: `${newlineOf(tree)}${indentation}${text}` }
}
