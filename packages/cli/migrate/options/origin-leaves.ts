/** What an expression at `origin` can turn out to be when the app runs. */
import type { Node } from '@babel/types'
import { isVariable } from '../syntax/environment.ts'
import { constantOf, thawed, withoutTypes } from '../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { type Choice, choicesAround } from './ruled-out.ts'

export interface Leaf {
  readonly node: Node
  /** Where in the option's own text it is named. */
  readonly at: Node
  /** The `a ? b : c` that it is one of the cases of. */
  readonly choice: Choice | null
  /** This one, and those around it and around the option. */
  readonly conditions: readonly Choice[]
  /** Whether another value takes its place while it is not set: it stands left of `||` or `??`. */
  readonly hasDefault: boolean
}

const MAX_BRANCHES = 100

/** The branches of `a ? b : c`, `a || b` and `a ?? b`, through constants. */
export function leavesOf(tree: SyntaxTree, given: Node): Leaf[] {
  const leaves: Leaf[] = []
  const pending: Leaf[] = [
    { node: given, at: given, choice: null, conditions: choicesAround(tree, given), hasDefault: false },
  ]
  for (const leaf of pending) {
    const { node: outer, at, conditions } = leaf
    const node = thawed(tree, outer)
    const child = (inner: Node, more: Partial<Leaf> = {}): Leaf => ({
      ...leaf,
      node: inner,
      at: at === outer ? inner : at,
      ...more,
    })
    const meant = node.type === 'Identifier' ? constantOf(tree, node) : null
    if (pending.length > MAX_BRANCHES) leaves.push({ ...leaf, node })
    else if (node.type === 'ConditionalExpression') {
      for (const [part, when] of [[node.consequent, true] as const, [node.alternate, false] as const]) {
        const choice = { test: node.test, when }
        pending.push(child(part, { choice, conditions: [...conditions, choice] }))
      }
    } else if (node.type === 'LogicalExpression' && node.operator !== '&&')
      pending.push(child(node.left, { hasDefault: true }), child(node.right))
    else if (meant !== null) pending.push({ ...leaf, node: meant })
    else leaves.push({ ...leaf, node })
  }
  return leaves
}

const GIVES_TEXT = new Set([
  'split',
  'map',
  'filter',
  'trim',
  'replace',
  'replaceAll',
  'concat',
  'toString',
  'slice',
  'join',
  'flatMap',
  'flat',
  'toLowerCase',
  'from',
])

/** Whether a value cannot be a function, which the old middleware would have called with a callback. */
export function cannotBeFunction(tree: SyntaxTree, given: Node): boolean {
  const node = withoutTypes(given)
  if (isVariable(tree, node) || saysText(tree, given)) return true
  switch (node.type) {
    case 'TemplateLiteral':
    case 'StringLiteral':
    case 'ArrayExpression':
    case 'RegExpLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'NewExpression':
    case 'UnaryExpression':
      return true
    case 'BinaryExpression':
      return node.operator === '+'
    case 'Identifier':
      return node.name === 'undefined' || isDeclaredText(tree, node.name)
    case 'LogicalExpression':
      return cannotBeFunction(tree, node.right)
    case 'CallExpression':
    case 'OptionalCallExpression': {
      if (/^(?:JSON\.parse|String|Array\.from)\b/.test(tree.sourceOf(node))) return true
      const receiver = receiverOf(node)
      return receiver !== null && GIVES_TEXT.has(methodOf(node) ?? '')
    }
    default:
      return false
  }
}

/** `x as string`, and `config.get<string>('X')`. */
function saysText(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion') return isTextType(tree, node.typeAnnotation)
  if (node.type === 'CallExpression' && node.typeParameters?.type === 'TSTypeParameterInstantiation') {
    const [type, second] = node.typeParameters.params
    return type !== undefined && second === undefined && isTextType(tree, type)
  }
  return false
}

/** `config.get<string>('X')`, which has no default: TypeScript, too, takes it for one that may be undefined. */
export const isTypedLookup = (tree: SyntaxTree, node: Node) =>
  node.type === 'CallExpression' && methodOf(node) === 'get' && node.arguments.length === 1 && saysText(tree, node)

const isTextType = (tree: SyntaxTree, type: Node) =>
  /^(?:readonly )?(?:string|RegExp)(?:\[\])?(?: ?\| ?(?:string(?:\[\])?|undefined|RegExp(?:\[\])?))*$/.test(
    tree.sourceOf(type),
  )

/** A variable or parameter with a type. */
function isDeclaredText(tree: SyntaxTree, name: string): boolean {
  return tree
    .mentionsOf(name)
    .some(
      ({ typeAnnotation }) =>
        typeAnnotation?.type === 'TSTypeAnnotation' && isTextType(tree, typeAnnotation.typeAnnotation),
    )
}
