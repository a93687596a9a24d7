/** Where a file declares its names, and where a name means what it means in another place. */
import type { Identifier, Node, VariableDeclarator } from '@babel/types'
import { endOf, type SyntaxTree, startOf } from './syntax-tree.ts'

export interface Declaration {
  readonly name: Identifier
  /** What declares it: a variable, a function, a class, an import, a `catch`. */
  readonly by: Node
  /** Where the name can be used. */
  readonly scope: Node
}

/** Where a file was put together by a tool, one letter has hundreds of meanings; they are left alone. */
const MOST = 50

/** The declaration that a name has at a place; `null` where there is none, or where it has two in one scope. */
export function declarationAt(tree: SyntaxTree, name: string, place: Node): Declaration | null {
  const all = declarationsOf(tree, name)
  if (all.length > MOST) return null
  let [inner = null, ...others] = all.filter(({ scope }) => isVisibleAt(scope, place))
  let isTwice = false
  for (const next of others) {
    if (next.scope === inner?.scope) isTwice = true
    else if (inner === null || contains(inner.scope, next.scope)) {
      inner = next
      isTwice = false
    }
  }
  return isTwice ? null : inner
}

/** Whether a name is declared anywhere around a place. */
export const isDeclaredAt = (tree: SyntaxTree, name: string, place: Node) =>
  declarationsOf(tree, name).some(({ scope }) => isVisibleAt(scope, place))

/** The places that use the variable, without the one that declares it. */
export function mentionsOfDeclaration(tree: SyntaxTree, { name }: Declaration): Identifier[] {
  return tree
    .mentionsOf(name.name)
    .filter((mention) => mention !== name && declarationAt(tree, name.name, mention)?.name === name)
}

/** The places that use the variable that a name declares; none where it is no such name. */
export function usesOfName(tree: SyntaxTree, name: Node): readonly Identifier[] {
  const declaration = name.type === 'Identifier' ? declarationAt(tree, name.name, name) : null
  return declaration === null ? [] : mentionsOfDeclaration(tree, declaration)
}

/** The first value of a variable; it may change later. Of anything else, the node itself. */
export function madeAs(tree: SyntaxTree, node: Node): Node {
  const declaration = node.type === 'Identifier' ? declarationAt(tree, node.name, node) : null
  const by = declaration?.by
  return by?.type === 'VariableDeclarator' && by.id === declaration?.name ? (by.init ?? node) : node
}

/** By tree and name. */
const KNOWN = new WeakMap<SyntaxTree, Map<string, readonly Declaration[]>>()

/** In every form: `const name`, `const { name }`, a parameter, an import, a function, a class, a `catch`. */
function declarationsOf(tree: SyntaxTree, name: string): readonly Declaration[] {
  const known = KNOWN.get(tree) ?? new Map<string, readonly Declaration[]>()
  KNOWN.set(tree, known)
  const found =
    known.get(name) ??
    tree.mentionsOf(name).flatMap((mention): Declaration[] => {
      const by = declaredBy(tree, mention)
      return by === null ? [] : [{ name: mention, by, scope: scopeOf(tree, mention, by) }]
    })
  known.set(name, found)
  return found
}

/** What a function declares cannot be used where the function itself stands. */
const isVisibleAt = (scope: Node, place: Node) => scope !== place && contains(scope, place)

const contains = (outer: Node, inner: Node) => startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer)

/** Whether every name in an expression means the same at another place, and has its value when that place runs. */
export function meansTheSameAt(tree: SyntaxTree, expression: Node, place: Node): boolean {
  const pending: Node[] = [expression]
  for (const node of pending) {
    pending.push(...tree.childrenOf(node))
    if (node.type !== 'Identifier' || !tree.mentionsOf(node.name).includes(node)) continue
    const declaration = declarationAt(tree, node.name, node)
    if (declaration === null) {
      if (isDeclaredAt(tree, node.name, node) || isDeclaredAt(tree, node.name, place)) return false
      continue
    }
    if (contains(expression, declaration.by)) continue
    if (declarationAt(tree, node.name, place)?.name !== declaration.name) return false
    if (declaration.by.type === 'VariableDeclarator' && !isSetBefore(tree, declaration.by, place)) return false
  }
  return true
}

/** Whether a variable certainly has its value where `place` runs: it stands above it, in a block around it. */
function isSetBefore(tree: SyntaxTree, declarator: VariableDeclarator, place: Node): boolean {
  const statement = tree.parentOf(declarator)
  let block = statement === null ? null : tree.parentOf(statement)
  if (block?.type === 'ExportNamedDeclaration') block = tree.parentOf(block)
  if (block === null || !/^(?:Program|BlockStatement)$/.test(block.type)) return false
  if (!contains(block, place) || startOf(place) < endOf(declarator)) return false
  for (let outer = tree.parentOf(place); outer !== null && outer !== block; outer = tree.parentOf(outer)) {
    // A function that is declared can be called above its own place.
    if (outer.type === 'FunctionDeclaration' && isUsedAbove(tree, outer.id, endOf(declarator))) return false
  }
  return true
}

const isUsedAbove = (tree: SyntaxTree, name: Identifier | null | undefined, position: number) =>
  name != null && tree.mentionsOf(name.name).some((mention) => mention !== name && startOf(mention) < position)

/** `null`: the name is only used here. */
function declaredBy(tree: SyntaxTree, mention: Identifier): Node | null {
  let inner: Node = mention
  let outer = tree.parentOf(inner)
  while (outer !== null && isPartOfPattern(outer, inner)) {
    inner = outer
    outer = tree.parentOf(outer)
  }
  if (outer === null) return null
  if ('params' in outer && Array.isArray(outer.params) && outer.params.includes(inner as never)) return outer
  switch (outer.type) {
    case 'VariableDeclarator':
      return outer.id === inner ? outer : null
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
    case 'TSImportEqualsDeclaration':
    case 'TSDeclareFunction':
      return outer.id === inner ? outer : null
    case 'CatchClause':
      return outer.param === inner ? outer : null
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return outer
    default:
      return null
  }
}

function isPartOfPattern(outer: Node, inner: Node): boolean {
  switch (outer.type) {
    case 'ObjectPattern':
    case 'ArrayPattern':
    case 'RestElement':
    case 'TSParameterProperty':
      return true
    case 'ObjectProperty':
      return outer.value === inner
    case 'AssignmentPattern':
      return outer.left === inner
    default:
      return false
  }
}

const IS_FUNCTION = /Function|ObjectMethod|ClassMethod|ClassPrivateMethod/
const IS_BLOCK = /^(?:Program|BlockStatement|StaticBlock|SwitchStatement|For\w*Statement|TSModuleBlock)$/

function scopeOf(tree: SyntaxTree, mention: Identifier, by: Node): Node {
  // A parameter, the name of a function expression, a `catch`.
  if (isOnlyInside(by, mention)) return by
  const declaration = tree.parentOf(by)
  const isHoisted = declaration?.type === 'VariableDeclaration' && declaration.kind === 'var'
  let outer = tree.parentOf(by)
  while (outer !== null && outer.type !== 'Program' && !(isHoisted ? IS_FUNCTION : IS_BLOCK).test(outer.type))
    outer = tree.parentOf(outer)
  return outer ?? by
}

function isOnlyInside(by: Node, mention: Identifier): boolean {
  if (by.type === 'CatchClause' || by.type === 'FunctionExpression' || by.type === 'ClassExpression') return true
  return IS_FUNCTION.test(by.type) && !('id' in by && by.id === mention)
}
