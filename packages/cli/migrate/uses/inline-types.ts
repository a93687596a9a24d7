/** Types of the old package that stand without an import: `import('cors').CorsOptions`, in comments too. */
import type { Node } from '@babel/types'
import type { OldPackage } from '../old-package.ts'
import type { Edit } from '../syntax/edit.ts'
import { endOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'

export interface InlineType {
  /** `null` in a comment. */
  readonly node: Node | null
  readonly edit: Edit
}

export function inlineTypes(tree: SyntaxTree, { name, optionsType }: OldPackage): InlineType[] {
  if (optionsType === null || !tree.text.includes(optionsType.name)) return []
  const { name: type, from, replacement } = optionsType
  const written = new RegExp(String.raw`\bimport\((['"])${name}\1\)\.${type}\b`, 'g')
  const imported = new RegExp(String.raw`@import\s*\{\s*${type}\s*\}\s*from\s*(['"])${name}\1`, 'g')
  const inline = `import('${from}').${replacement}`
  const types = tree.nodes.flatMap((node): InlineType[] => {
    const [first] = node.type === 'TSImportType' ? tree.sourceOf(node).matchAll(written) : []
    return first?.index === 0 ? [{ node, edit: replaced(startOf(node), first, inline) }] : []
  })
  const told = tree.comments.flatMap((comment): InlineType[] => {
    const start = startOf(comment)
    const text = tree.text.slice(start, endOf(comment))
    return [
      ...[...text.matchAll(written)].map((one) => replaced(start + one.index, one, inline)),
      ...[...text.matchAll(imported)].map((one) =>
        replaced(start + one.index, one, `@import { ${replacement} as ${type} } from '${from}'`),
      ),
    ].map((edit) => ({ node: null, edit }))
  })
  return [...types, ...told]
}

const replaced = (start: number, [found]: RegExpExecArray, text: string): Edit => ({
  start,
  end: start + found.length,
  text,
})
