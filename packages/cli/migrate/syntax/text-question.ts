/** A question about the whole text of a file, which is looked at once for each file. */
import type { SyntaxTree } from './syntax-tree.ts'

export function textQuestion(pattern: RegExp): (tree: SyntaxTree) => boolean {
  const known = new WeakMap<SyntaxTree, boolean>()
  return (tree) => {
    const found = known.get(tree) ?? pattern.test(tree.text)
    known.set(tree, found)
    return found
  }
}
