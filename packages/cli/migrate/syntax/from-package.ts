/** Which package a source has a function, or an object, from. */
import type { Node } from '@babel/types'
import { declarationAt } from './declarations.ts'
import { withoutTypes } from './static-value.ts'
import { methodOf, type SyntaxTree } from './syntax-tree.ts'

/** Whether options go to a function of a package, by whatever name or object the source gets at it. */
export const isGivenToPackage = (tree: SyntaxTree, options: Node) => packageGiven(tree, options) !== null

/** The package that options go to. */
export function packageGiven(tree: SyntaxTree, options: Node): string | null {
  for (let outer = tree.parentOf(options); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'CallExpression' || outer.type === 'NewExpression' || outer.type === 'OptionalCallExpression')
      return packageOf(tree, outer.callee) ?? pluginOf(tree, outer)
    if (outer.type === 'VariableDeclarator') {
      // `const config = { cors: … }; buildConfig(config)`
      if (outer.id.type !== 'Identifier') return null
      for (const mention of tree.mentionsOf(outer.id.name)) {
        const call = tree.parentOf(mention)
        if ((call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || call.callee === mention) continue
        const found = packageOf(tree, call.callee)
        if (found !== null) return found
      }
      return null
    }
    if (/Function|ClassMethod|^Export|AssignmentExpression/.test(outer.type)) return null
  }
  return null
}

/** `app.register(plugin, options)`. */
function pluginOf(tree: SyntaxTree, call: Node): string | null {
  const [plugin, options] = 'arguments' in call ? (call.arguments as Node[]) : []
  const isGiven = plugin !== undefined && options !== undefined && /^(?:register|use)$/.test(methodOf(call) ?? '')
  return isGiven ? packageOf(tree, plugin) : null
}

const MAX_NAMES = 20

/** Not a file of the app: `./server`, `@/lib`, `~/lib`. */
const isPackageName = (name: string) => !/^(?:[./~#]|@\/)/.test(name)

/**
 * Of `buildConfig`, `functions.https.onRequest`, `require('x').y`, and the names that a file gives them. `null`: it is
 * not from a package.
 */
export function packageOf(tree: SyntaxTree, given: Node, depth = 0): string | null {
  const root = rootOf(given)
  if (depth > MAX_NAMES) return null
  if (root.type === 'AwaitExpression') return packageOf(tree, root.argument, depth + 1)
  if (root.type === 'CallExpression') {
    const loaded = /^(?:require|import)\(\s*['"`]([^'"`]+)['"`]\s*\)$/.exec(tree.sourceOf(root))?.[1]
    return loaded !== undefined && isPackageName(loaded) ? loaded : null
  }
  if (root.type !== 'Identifier') return null
  const by = declarationAt(tree, root.name, root)?.by
  switch (by?.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier': {
      const statement = tree.parentOf(by)
      const name = statement?.type === 'ImportDeclaration' ? statement.source.value : '.'
      return isPackageName(name) ? name : null
    }
    case 'TSImportEqualsDeclaration':
      return /['"](?![./~#])([^'"]+)['"]/.exec(tree.sourceOf(by.moduleReference))?.[1] ?? null
    case 'VariableDeclarator':
      return by.init == null ? null : packageOf(tree, by.init, depth + 1)
    default:
      return null
  }
}

/** `a` of `a.b.c`, and of `a.runWith({}).c`. */
function rootOf(given: Node): Node {
  const node = withoutTypes(given)
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    const object = withoutTypes(node.object)
    const isBuilder = object.type === 'CallExpression' && /Member/.test(object.callee.type)
    return rootOf(isBuilder ? object.callee : object)
  }
  return node
}
