/** A piece of a source as a sentence names it: one line, no longer than a line, without the secrets of its URLs. */
import type { Node } from '@babel/types'
import { redactUrls } from '../../command-line/secrets.ts'
import type { SyntaxTree } from './syntax-tree.ts'

const LONGEST = 80

export function shownSource(tree: SyntaxTree, node: Node): string {
  return shortened(tree.sourceOf(node).split('\n', 1)[0] ?? '')
}

/** On one line all the same. */
export function shownOnOneLine(tree: SyntaxTree, node: Node): string {
  return shortened(tree.sourceOf(node).replace(/\s+/g, ' '))
}

export function shortened(text: string): string {
  const shown = redactUrls(text)
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST - 1)}…` : shown
}
