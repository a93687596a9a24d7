/**
 * What a file declares at its top and nothing uses after a change: imports, types, classes of errors, texts. With
 * `noUnusedLocals`, TypeScript refuses the file then.
 */
import type { ImportDeclaration, Node } from '@babel/types'
import { applyEdits, type Edit } from './edit.ts'
import { endOf, newlineOf, type SyntaxTree, startOf } from './syntax-tree.ts'

/** One type may be used by another alone, but never so deep in real code. */
const MOST_ROUNDS = 5

/**
 * The text of a changed file without what it declares and used only before.
 *
 * @param parse reads a text as the file was read
 */
export function withoutUnused(before: SyntaxTree, text: string, parse: (text: string) => SyntaxTree): string {
  let after = parse(text)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = after.nodes.flatMap((node) => unusedIn(before, after, node))
    if (edits.length === 0) break
    after = parse(applyEdits(after.text, edits))
  }
  return after.text
}

function unusedIn(before: SyntaxTree, after: SyntaxTree, node: Node): Edit[] {
  const isUnused = (name: string) => isMentioned(before, name, 2) && !isMentioned(after, name, 2)
  const declared = after.parentOf(node)?.type === 'Program' ? declaredIn(node) : null
  if (declared !== null) return isUnused(declared) ? [wholeLines(after, node)] : []
  if (node.type !== 'ImportDeclaration') return []
  const kept = node.specifiers.filter(({ local }) => !isUnused(local.name))
  if (kept.length === node.specifiers.length) return []
  if (kept.length > 0) return [{ start: startOf(node), end: endOf(node), text: importOf(after, node, kept) }]
  // A file of the project may do something when it is loaded; a type does nothing.
  const isType = node.importKind === 'type' || node.specifiers.every((one) => kindOf(one) === 'type')
  if (isType || !node.source.value.startsWith('.')) return [wholeLines(after, node)]
  return [{ start: startOf(node), end: startOf(node.source), text: 'import ' }]
}

/** The name of what does nothing when the file is loaded; `null` for all else. */
function declaredIn(node: Node): string | null {
  switch (node.type) {
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
      return node.id.name
    case 'FunctionDeclaration':
      return node.id?.name ?? null
    case 'ClassDeclaration': {
      const doesSomething = node.body.body.some(
        (member) => member.type === 'StaticBlock' || ('static' in member && member.static === true),
      )
      const extendsPlain = node.superClass == null || /^(?:Identifier|MemberExpression)$/.test(node.superClass.type)
      const isPlain = extendsPlain && !doesSomething && ![node, ...node.body.body].some(isDecorated)
      return isPlain ? (node.id?.name ?? null) : null
    }
    case 'VariableDeclaration': {
      const [only, second] = node.declarations
      const isPlain = /^(?:String|Numeric|Boolean|RegExp)Literal$|Function/.test(only?.init?.type ?? '')
      return isPlain && second === undefined && only?.id.type === 'Identifier' ? only.id.name : null
    }
    default:
      return null
  }
}

const isDecorated = (node: Node) => 'decorators' in node && (node.decorators ?? []).length > 0

const kindOf = (specifier: ImportDeclaration['specifiers'][number]) =>
  'importKind' in specifier ? specifier.importKind : null

/** Whether a name stands in so many places, of whatever kind; an import that does not rename has it once. */
function isMentioned(tree: SyntaxTree, name: string, times: number): boolean {
  let found = 0
  for (const node of tree.nodes) {
    const isNamed = (node.type === 'Identifier' || node.type === 'JSXIdentifier') && node.name === name
    const parent = isNamed ? tree.parentOf(node) : null
    const isOfImport = parent?.type === 'ImportSpecifier' && parent.local !== node
    if (isNamed && !isOfImport && ++found >= times) return true
  }
  return false
}

function importOf(tree: SyntaxTree, node: ImportDeclaration, kept: ImportDeclaration['specifiers']): string {
  const named = kept.filter(({ type }) => type === 'ImportSpecifier').map((one) => tree.sourceOf(one))
  const others = kept.filter(({ type }) => type !== 'ImportSpecifier').map((one) => tree.sourceOf(one))
  const names = [...others, ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : [])].join(', ')
  const source = tree.text.slice(startOf(node.source), endOf(node))
  const hasValue = (all: ImportDeclaration['specifiers']) =>
    node.importKind !== 'type' && all.some((one) => kindOf(one) !== 'type')
  // TypeScript leaves an import of types out, and a file of the project may do something when it is loaded.
  const loaded = hasValue(node.specifiers) && !hasValue(kept) && node.source.value.startsWith('.')
  const load = loaded ? `import ${source}${newlineOf(tree)}` : ''
  return `${load}import ${node.importKind === 'type' ? 'type ' : ''}${names} from ${source}`
}

/** A statement with the comment right above it; of two empty lines around it, one goes too. */
function wholeLines({ text }: SyntaxTree, node: Node): Edit {
  let start = startOf(node)
  for (const comment of [...(node.leadingComments ?? [])].reverse())
    if (/^[ \t]*\r?\n?[ \t]*$/.test(text.slice(endOf(comment), start))) start = startOf(comment)
  // A semicolon at the beginning of the next line belongs to that, in code without semicolons.
  const [own = ''] = /^[\s\S]*?(?=\s*\n\s*;$|$)/.exec(text.slice(startOf(node), endOf(node))) ?? []
  let end = startOf(node) + own.length
  end += /^;?[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0].length ?? 0
  const isAfterEmptyLine = /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(0, start))
  if (isAfterEmptyLine) end += /^(?:[ \t]*\r?\n)?/.exec(text.slice(end))?.[0].length ?? 0
  // Without semicolons, the next line would go on with the one above.
  const joins = /^\s*[[(`+\-/*,.]/.test(text.slice(end)) && !/(?:^|[;{])\s*$/.test(text.slice(0, start))
  return { start, end, text: joins ? ';' : '' }
}
