/**
 * The app's own settings that a middleware is given, by their names: `cors({ origin: config.get('cors.origin') })`; and
 * the files that have them.
 */
import type { CallExpression, Node } from '@babel/types'
import { declarationAt } from '../syntax/declarations.ts'
import { keyOf, memberName, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/** So many parts of the arguments, and of what they name, are looked at. */
const MOST = 2000

export function settingsGiven(tree: SyntaxTree, calls: readonly CallExpression[]): string[] {
  const names = new Set<string>()
  const seen = new Set<Node>(calls.flatMap((call) => call.arguments))
  for (const node of seen) {
    if (seen.size > MOST) break
    for (const name of namesAt(tree, node)) names.add(name)
    for (const next of [...tree.childrenOf(node), ...declaring(tree, node)]) seen.add(next)
  }
  return [...names]
}

/** `cors` and `origin` of `config.cors.origin`, `config.get('cors.origin')` and `const { cors } = config`. */
function namesAt(tree: SyntaxTree, node: Node): string[] {
  const member = memberName(node)
  if (member !== null) return [member]
  if (/^get/.test(methodOf(node) ?? '') && 'arguments' in node) {
    const [name] = node.arguments as Node[]
    return name?.type === 'StringLiteral' ? name.value.split(/[.:]/) : []
  }
  if (node.type === 'StringLiteral') return dataFile(node.value)
  return node.type === 'Identifier' ? importedAs(tree, node) : []
}

/** `cors.json` of `require('./cors.json')`, which may be given as a whole. */
const dataFile = (path: string) => /[^/]+\.(?:json5?|ya?ml|toml)$/.exec(path) ?? []

/** The name by which the other file has it. */
function importedAs(tree: SyntaxTree, { name }: { readonly name: string }): string[] {
  return tree.mentionsOf(name).flatMap((mention) => {
    const parent = tree.parentOf(mention)
    if (parent?.type === 'ImportSpecifier')
      return [parent.imported.type === 'Identifier' ? parent.imported.name : parent.imported.value]
    const statement = parent?.type === 'ImportDefaultSpecifier' ? tree.parentOf(parent) : null
    if (statement?.type === 'ImportDeclaration') return dataFile(statement.source.value)
    return keysAround(tree, mention)
  })
}

/** `cors` and `origin` of `const { cors: { origin } } = config`. */
function keysAround(tree: SyntaxTree, mention: Node): string[] {
  const keys: string[] = []
  let inner = mention
  for (let outer = tree.parentOf(inner); outer !== null; outer = tree.parentOf(inner)) {
    const isPart = outer.type === 'ObjectProperty' && outer.value === inner
    if (isPart ? tree.parentOf(outer)?.type !== 'ObjectPattern' : outer.type !== 'ObjectPattern') break
    if (isPart) keys.push(keyOf(outer) ?? '')
    inner = outer
  }
  return keys
}

/** What declares a name that stands here. */
function declaring(tree: SyntaxTree, node: Node): Node[] {
  if (node.type !== 'Identifier' || !tree.mentionsOf(node.name).includes(node)) return []
  const by = declarationAt(tree, node.name, node)?.by
  return by?.type === 'VariableDeclarator' && by.init != null ? [by.init] : []
}
