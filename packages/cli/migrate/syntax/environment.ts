/** What a source reads of the environment that the app runs in. Other objects may be named `env` too. */
import type { Identifier, MemberExpression, Node, OptionalMemberExpression } from '@babel/types'
import { declarationAt, isDeclaredAt, mentionsOfDeclaration } from './declarations.ts'
import { packageOf } from './from-package.ts'
import { isChangedAt } from './shared-lists.ts'
import { constantOf, withoutTypes } from './static-value.ts'
import { keyOf, memberName, methodOf, receiverOf, type SyntaxTree } from './syntax-tree.ts'

/** `process.env.X`, `Deno.env.get('X')`, and `X` of `const { X } = process.env`: a text, or nothing. */
export function isVariable(tree: SyntaxTree, given: Node): boolean {
  const node = withoutTypes(given)
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return isEnvironment(tree, node.object) && !isOtherBinding(tree, node)
    case 'CallExpression':
      return methodOf(node) === 'get' && isEnvironment(tree, receiverOf(node) ?? node)
    case 'Identifier':
      return isPart(tree, node)
    default:
      return false
  }
}

/**
 * Whether a binding of a Worker is something else than a text: its name is not in capital letters (`c.env.isAllowed`),
 * or a type of the file says so (`{ Bindings: { ORIGINS: string[] } }`).
 */
function isOtherBinding(tree: SyntaxTree, node: MemberExpression | OptionalMemberExpression): boolean {
  if (!isBindings(tree, node.object)) return false
  const name = memberName(node)
  if (!/^[A-Z][A-Z\d_]*$/.test(name ?? '')) return true
  return tree.nodes.some((one) => {
    if (one.type !== 'TSPropertySignature' && one.type !== 'TSMethodSignature') return false
    if (tree.sourceOf(one.key) !== name) return false
    return one.type === 'TSMethodSignature' || !isOfText(one.typeAnnotation)
  })
}

/** `c.env`, `env(c)`, the second parameter of a Worker: a program may put anything there. */
function isBindings(tree: SyntaxTree, given: Node, depth = 0): boolean {
  const node = withoutTypes(given)
  if (node.type === 'CallExpression') return true
  if (node.type !== 'Identifier') return 'object' in node && isContext(tree, node.object as Node)
  const meant = constantOf(tree, node)
  if (meant !== null) return depth < MAX_NAMES && isBindings(tree, meant, depth + 1)
  return isOfWorker(tree, node) || packageOf(tree, node) === 'cloudflare:workers'
}

function isOfText(type: Node | null | undefined): boolean {
  switch (type?.type) {
    case 'TSTypeAnnotation':
      return isOfText(type.typeAnnotation)
    case 'TSUnionType':
      return type.types.every((one) => isOfText(one))
    case 'TSLiteralType':
      return type.literal.type === 'StringLiteral'
    default:
      return /^TS(?:String|Undefined|Null)Keyword$/.test(type?.type ?? '')
  }
}

/** A variable of the environment, also one with a default: `const { X = 'https://app.example' } = process.env`. */
export const isFromEnvironment = (tree: SyntaxTree, node: Node): boolean =>
  isVariable(tree, node) || (node.type === 'Identifier' && partOf(tree, node) !== null)

const MAX_NAMES = 20

/** `process.env`, `import.meta.env`, `Bun.env`, `Deno.env`, `c.env`, and a name that stands for one of them. */
function isEnvironment(tree: SyntaxTree, given: Node, depth = 0): boolean {
  const node = withoutTypes(given)
  if (depth > MAX_NAMES) return false
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return memberName(node) === 'env' && (isRuntime(tree, node.object) || isContext(tree, node.object))
    case 'CallExpression':
      // `env(c)` of hono/adapter
      return packageOf(tree, node.callee) === 'hono/adapter'
    case 'Identifier': {
      const meant = constantOf(tree, node)
      if (meant !== null) return isEnvironment(tree, meant, depth + 1)
      return isEnvironmentOfModule(tree, node) || isOfRuntime(tree, node) || isOfWorker(tree, node)
    }
    default:
      return false
  }
}

/** `process`, `Bun`, `Deno` and `import.meta`. */
function isRuntime(tree: SyntaxTree, given: Node): boolean {
  const node = withoutTypes(given)
  if (node.type === 'MetaProperty') return true
  if (node.type === 'MemberExpression') return /^(?:globalThis|global)\.(?:process|Bun|Deno)$/.test(tree.sourceOf(node))
  if (node.type !== 'Identifier') return false
  return isDeclaredAt(tree, node.name, node)
    ? /^(?:node:)?process$/.test(packageOf(tree, node) ?? '')
    : /^(?:process|Bun|Deno)$/.test(node.name)
}

/** `env` of `import { env } from 'node:process'`, and of the modules of other runtimes. */
const isEnvironmentOfModule = (tree: SyntaxTree, name: Identifier) =>
  name.name === 'env' &&
  /^(?:(?:node:)?process|bun|cloudflare:workers|\$env\/dynamic\/(?:private|public))$/.test(packageOf(tree, name) ?? '')

/** `env` of `const { env } = process`. */
const isOfRuntime = (tree: SyntaxTree, name: Identifier) => partOf(tree, name, isRuntime)?.key === 'env'

/** `c` in a handler of Hono. */
function isContext(tree: SyntaxTree, given: Node): boolean {
  const node = withoutTypes(given)
  if (node.type !== 'Identifier' || !/^(?:c|ctx|context)$/.test(node.name)) return false
  const by = declarationAt(tree, node.name, node)?.by
  return by !== undefined && 'params' in by
}

/** The second parameter of a Worker: `{ fetch(request, env) { … } }`. */
function isOfWorker(tree: SyntaxTree, name: Identifier): boolean {
  const declaration = declarationAt(tree, name.name, name)
  if (declaration === null || !('params' in declaration.by)) return false
  const { by } = declaration
  const place = by.type === 'ObjectMethod' ? by : (tree.parentOf(by) ?? by)
  return keyOf(place) === 'fetch' && (by.params as Node[])[1] === declaration.name
}

/** Whether a name is a variable's own, without a default, and never set again. */
function isPart(tree: SyntaxTree, name: Identifier): boolean {
  const declaration = declarationAt(tree, name.name, name)
  if (declaration === null) return false
  const known = PARTS.get(declaration.name)
  if (known !== undefined) return known
  const is =
    partOf(tree, name)?.hasDefault === false &&
    !mentionsOfDeclaration(tree, declaration).some((mention) => isChangedAt(tree, mention))
  PARTS.set(declaration.name, is)
  return is
}

/** By the identifier that declares the name, which a file may use thousands of times. */
const PARTS = new WeakMap<Identifier, boolean>()

interface Part {
  readonly key: string
  readonly hasDefault: boolean
}

/** How `X` stands in `const { X } = process.env`; `null` where it is not declared so. */
function partOf(tree: SyntaxTree, name: Identifier, isWhole = isEnvironment): Part | null {
  const declaration = declarationAt(tree, name.name, name)
  const by = declaration?.by
  if (declaration == null || by?.type !== 'VariableDeclarator' || by.id.type !== 'ObjectPattern') return null
  if (by.init == null || !isWhole(tree, by.init)) return null
  for (const property of by.id.properties) {
    if (property.type !== 'ObjectProperty') continue
    const { value } = property
    const hasDefault = value.type === 'AssignmentPattern'
    if ((hasDefault ? value.left : value) === declaration.name) return { key: keyOf(property) ?? '', hasDefault }
  }
  return null
}
