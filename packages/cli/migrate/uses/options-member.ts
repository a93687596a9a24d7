/** Options in an object of the file: `config.cors` of `const config = { port: 3000, cors: { … } }`. */
import type { Identifier, MemberExpression, Node, ObjectExpression } from '@babel/types'
import { declarationAt, mentionsOfDeclaration } from '../syntax/declarations.ts'
import { isExported, isUsedBefore, thawed } from '../syntax/static-value.ts'
import { isInside, keyOf, memberName, type SyntaxTree } from '../syntax/syntax-tree.ts'

interface Member {
  readonly base: Identifier
  readonly path: readonly string[]
}

/** `config` and `['server', 'cors']` of `config.server.cors`; `null` where the object has no name. */
export function memberOf(node: MemberExpression): Member | null {
  const path: string[] = []
  let at: Node = node
  while (at.type === 'MemberExpression') {
    const name = at.computed ? null : memberName(at)
    if (name === null) return null
    path.unshift(name)
    at = at.object
  }
  return at.type === 'Identifier' ? { base: at, path } : null
}

/** @returns the object, or why it is not known to be for such calls alone */
export function memberObject(
  tree: SyntaxTree,
  used: MemberExpression,
  { base, path }: Member,
  calls: ReadonlySet<Node>,
): ObjectExpression | string {
  const text = tree.sourceOf(used)
  const declaration = declarationAt(tree, base.name, base)
  const by = declaration?.by
  if (declaration == null || by?.type !== 'VariableDeclarator' || by.id !== declaration.name || by.init == null)
    return `what ${base.name} is cannot be told from this file`
  if (isUsedBefore(tree, base, by)) return `${base.name} is set below the place where it is used`
  if (isExported(tree, base.name)) return `${base.name} is exported, and other files may use ${text}`
  if (declaration.name.typeAnnotation != null) return `${base.name} has a type of its own`
  const object = valueAt(tree, by.init, path)
  if (object?.type !== 'ObjectExpression') return `${text} is not an object that stands in this file`
  const { init } = by
  if (tree.nodes.some((node) => node.type === 'ThisExpression' && isInside(tree, node, init)))
    return `a function in ${base.name} may change ${text}`
  for (const mention of mentionsOfDeclaration(tree, declaration)) {
    const { names, end } = chainFrom(tree, mention)
    // `config.add(origin)` has the object that the options are in as its `this`.
    const call = tree.parentOf(end)
    const isCalled = call !== null && 'callee' in call && call.callee === end
    if (isCalled && names.slice(0, -1).every((name, index) => path[index] === name))
      return `line ${tree.lineOf(call)} may change ${text}`
    const isOther = path.some((name, index) => index < names.length && names[index] !== name)
    if (isOther) continue
    const isGiven = names.length === path.length && calls.has(tree.parentOf(end) ?? end)
    if (!isGiven) return `${text} is used for something else too, in line ${tree.lineOf(mention)}`
  }
  return object
}

/** What stands at the path in an object; `null` where another property, or a spread, may decide about it. */
function valueAt(tree: SyntaxTree, whole: Node, path: readonly string[]): Node | null {
  let at = thawed(tree, whole)
  for (const name of path) {
    if (at.type !== 'ObjectExpression') return null
    const [property, second] = at.properties.filter((one) => keyOf(one) === null || keyOf(one) === name)
    if (property?.type !== 'ObjectProperty' || second !== undefined || keyOf(property) !== name) return null
    at = thawed(tree, property.value)
  }
  return at
}

/** The members that are taken of a name: of `config.cors.origin` all three. */
function chainFrom(tree: SyntaxTree, mention: Node): { readonly names: readonly string[]; readonly end: Node } {
  const names: string[] = []
  for (let end = mention; ; ) {
    const parent = tree.parentOf(end)
    if (parent?.type !== 'MemberExpression' || parent.object !== end || parent.computed) return { names, end }
    names.push(memberName(parent) ?? '')
    end = parent
  }
}
