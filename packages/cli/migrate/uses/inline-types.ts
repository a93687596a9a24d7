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
  if (optionsType === null || !tree.text.includes(`).${optionsType.name}`)) return []
  const written = new RegExp(String.raw`\bimport\((['"])${name}\1\)\.${optionsType.name}\b`, 'g')
  const edited = (from: number, text: string) => ({
    start: from,
    end: from + text.length,
    text: `import('${optionsType.from}').${optionsType.replacement}`,
  })
  const types = tree.nodes.flatMap((node): InlineType[] => {
    const [first] = node.type === 'TSImportType' ? tree.sourceOf(node).matchAll(written) : []
    return first?.index === 0 ? [{ node, edit: edited(startOf(node), first[0]) }] : []
  })
  const told = tree.comments.flatMap((comment): InlineType[] => {
    const text = tree.text.slice(startOf(comment), endOf(comment))
    return [...text.matchAll(written)].map((one) => ({
      node: null,
      edit: edited(startOf(comment) + one.index, one[0]),
    }))
  })
  return [...types, ...told]
}
