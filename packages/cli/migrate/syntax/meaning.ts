/**
 * What a name or a member stands for at first: a function, a list, a RegExp. It is followed through variables, objects,
 * classes and the files that are imported.
 */
import type { Identifier, MemberExpression, Node, OptionalMemberExpression } from '@babel/types'
import { declarationAt } from './declarations.ts'
import { withoutTypes } from './static-value.ts'
import { keyOf, memberName, type SyntaxTree } from './syntax-tree.ts'

export interface Meaning {
  readonly tree: SyntaxTree
  readonly node: Node
}

/** How many names, members and exports may be followed for one answer: files can export each other in circles. */
const MOST_STEPS = 300

interface Steps {
  left: number
}

/** @returns `null` where it is not known; a variable that is set again later may stand for something else then */
export function meaningOf(tree: SyntaxTree, given: Node): Meaning | null {
  const steps = { left: MOST_STEPS }
  const found = followed(tree, given, steps)
  // `const isAllowed = require('./is-allowed')` is what that file exports as a whole.
  return found?.node.type === 'Program' ? (exportOf(found.tree, 'default', steps) ?? found) : found
}

function followed(tree: SyntaxTree, given: Node, steps: Steps): Meaning | null {
  if (--steps.left < 0) return null
  const node = withoutTypes(given)
  switch (node.type) {
    case 'Identifier':
      return named(tree, node, steps)
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const name = ownName(node)
      const object = name === null ? null : followed(tree, node.object, steps)
      return name === null || object === null ? null : memberOf(object, name, steps)
    }
    case 'ThisExpression':
      return around(tree, node)
    case 'NewExpression':
      return node.callee.type === 'Identifier' && node.callee.name === 'RegExp'
        ? { tree, node }
        : followed(tree, node.callee, steps)
    case 'AwaitExpression':
      return followed(tree, node.argument, steps)
    case 'CallExpression':
    case 'ImportExpression': {
      const specifier = specifierOf(node)
      const loaded = specifier === null ? null : tree.imported(specifier)
      return specifier === null ? { tree, node } : loaded === null ? null : programOf(loaded)
    }
    default:
      return { tree, node }
  }
}

/** Of a private member too: `#options`. */
export const ownName = (node: MemberExpression | OptionalMemberExpression): string | null =>
  node.property.type === 'PrivateName' ? `#${node.property.id.name}` : memberName(node)

/** `'./origins'` of `require('./origins')` and of `import('./origins')`. */
function specifierOf(node: Node): string | null {
  if (node.type === 'ImportExpression') return node.source.type === 'StringLiteral' ? node.source.value : null
  if (node.type !== 'CallExpression') return null
  const isLoad = node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require')
  const [first] = node.arguments
  return isLoad && first?.type === 'StringLiteral' ? first.value : null
}

const programOf = (tree: SyntaxTree): Meaning => ({ tree, node: tree.nodes[0] as Node })

function named(tree: SyntaxTree, name: Identifier, steps: Steps): Meaning | null {
  const by = declarationAt(tree, name.name, name)
  if (by === null) return null
  switch (by.by.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return { tree, node: by.by }
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier': {
      const statement = tree.parentOf(by.by)
      const loaded = statement?.type === 'ImportDeclaration' ? tree.imported(statement.source.value) : null
      if (loaded === null) return null
      if (by.by.type === 'ImportNamespaceSpecifier') return programOf(loaded)
      const exported = by.by.type === 'ImportSpecifier' ? textOf(by.by.imported) : 'default'
      return exportOf(loaded, exported, steps)
    }
    case 'VariableDeclarator': {
      const { id, init } = by.by
      if (init == null) return null
      if (id === by.name) return followed(tree, init, steps)
      // `const { isAllowed } = require('./origins')`
      const property = id.type === 'ObjectPattern' ? id.properties.find((one) => holds(one, by.name)) : undefined
      const key = property === undefined ? null : keyOf(property)
      const whole = key === null ? null : followed(tree, init, steps)
      return key === null || whole === null ? null : memberOf(whole, key, steps)
    }
    default:
      return null
  }
}

const holds = (property: Node, name: Node) =>
  property.type === 'ObjectProperty' &&
  (property.value === name || (property.value.type === 'AssignmentPattern' && property.value.left === name))

const textOf = (node: Node) =>
  node.type === 'StringLiteral' ? node.value : node.type === 'Identifier' ? node.name : ''

function memberOf({ tree, node }: Meaning, name: string, steps: Steps): Meaning | null {
  if (--steps.left < 0) return null
  switch (node.type) {
    case 'Program':
      return exportOf(tree, name, steps)
    case 'ObjectExpression': {
      const property = node.properties.findLast((one) => keyOf(one) === name)
      if (property?.type === 'ObjectProperty') return followed(tree, property.value, steps)
      return property === undefined ? null : { tree, node: property }
    }
    case 'TSEnumDeclaration': {
      const member = node.members.find(({ id }) => textOf(id) === name)
      return member?.initializer == null ? null : { tree, node: member.initializer }
    }
    case 'ClassDeclaration':
    case 'ClassExpression':
      for (const member of node.body.body) {
        if (!('key' in member) || classKey(member.key) !== name) continue
        if (member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod') return { tree, node: member }
        const { value } = member as { value?: Node | null }
        return value == null ? null : followed(tree, value, steps)
      }
      return null
    default:
      return null
  }
}

/** The name of a member of a class: `options`, `#options`. */
export const classKey = (key: Node) => (key.type === 'PrivateName' ? `#${key.id.name}` : textOf(key))

/** The class or object whose member a `this` is in. */
function around(tree: SyntaxTree, node: Node): Meaning | null {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (/^Class(?:Declaration|Expression)$/.test(outer.type)) return { tree, node: outer }
    if (outer.type !== 'ObjectMethod') continue
    const object = tree.parentOf(outer)
    return object === null ? null : { tree, node: object }
  }
  return null
}

/** What a file gives to others under a name. */
function exportOf(tree: SyntaxTree, name: string, steps: Steps): Meaning | null {
  if (--steps.left < 0) return null
  const statements = tree.nodes[0]?.type === 'Program' ? tree.nodes[0].body : []
  for (const statement of statements) {
    const found = exportIn(tree, statement, name, steps)
    if (found !== null) return found
  }
  return null
}

function exportIn(tree: SyntaxTree, statement: Node, name: string, steps: Steps): Meaning | null {
  switch (statement.type) {
    case 'ExportDefaultDeclaration':
      return name === 'default' ? followed(tree, statement.declaration, steps) : null
    case 'ExportAllDeclaration': {
      const loaded = tree.imported(statement.source.value)
      return loaded === null ? null : exportOf(loaded, name, steps)
    }
    case 'ExportNamedDeclaration': {
      const { declaration, specifiers, source } = statement
      const declared = declaration == null ? null : declaredIn(tree, declaration, name, steps)
      if (declared !== null) return declared
      const specifier = specifiers.find((one) => textOf(one.exported) === name)
      if (specifier?.type !== 'ExportSpecifier') return null
      if (source == null) return followed(tree, specifier.local, steps)
      const loaded = tree.imported(source.value)
      return loaded === null ? null : exportOf(loaded, textOf(specifier.local), steps)
    }
    case 'ExpressionStatement':
      return statement.expression.type === 'AssignmentExpression'
        ? exportedBy(tree, statement.expression.left, statement.expression.right, name, steps)
        : null
    default:
      return null
  }
}

function declaredIn(tree: SyntaxTree, declaration: Node, name: string, steps: Steps): Meaning | null {
  if (declaration.type === 'VariableDeclaration') {
    const found = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)
    return found?.init == null ? null : followed(tree, found.init, steps)
  }
  return 'id' in declaration && declaration.id?.type === 'Identifier' && declaration.id.name === name
    ? { tree, node: declaration }
    : null
}

/** `module.exports = …`, `module.exports.name = …`, `exports.name = …`. */
function exportedBy(tree: SyntaxTree, left: Node, right: Node, name: string, steps: Steps): Meaning | null {
  const target = tree.sourceOf(left)
  if (target === `exports.${name}` || target === `module.exports.${name}`) return followed(tree, right, steps)
  if (target !== 'module.exports') return null
  const whole = followed(tree, right, steps)
  return name === 'default' || whole === null ? whole : memberOf(whole, name, steps)
}
