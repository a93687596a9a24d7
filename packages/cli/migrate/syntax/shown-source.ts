/**
 * A piece of a source as sentences quote it: on one line, not longer than a line, and without the secrets of its URLs.
 */
import type { Node } from '@babel/types'
import { redactUrls } from '../../command-line/redact-url.ts'
import type { SyntaxTree } from './syntax-tree.ts'

const LONGEST = 80

export function shownSource(tree: SyntaxTree, node: Node): string {
  return shortened(tree.sourceOf(node).split('\n', 1)[0] ?? '')
}

/** A template literal or a comment may have line breaks. */
export function shownOnOneLine(tree: SyntaxTree, node: Node): string {
  return shortened(tree.sourceOf(node).replace(/\s+/g, ' '))
}

export function shortened(text: string): string {
  const shown = redactUrls(text)
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST - 1)}…` : shown
}
