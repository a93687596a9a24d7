/** What an expression at `origin` can turn out to be when the app runs. */
import type { Node } from '@babel/types'
import { constantOf, withoutTypes } from '../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

export interface Leaf {
  readonly node: Node
  /** Where in the option's own text it is named. */
  readonly at: Node
  /** The `a ? b : c` or `a && b` that it is one of the cases of. */
  readonly choice: { readonly test: Node; readonly when: boolean } | null
}

const MAX_BRANCHES = 100

/** The branches of `a ? b : c`, `a || b` and `a ?? b`, through constants. */
export function leavesOf(tree: SyntaxTree, given: Node): Leaf[] {
  const leaves: Leaf[] = []
  const pending: Leaf[] = [{ node: given, at: given, choice: null }]
  for (const { node: outer, at, choice } of pending) {
    const node = withoutTypes(outer)
    const inText = at === outer
    const child = (inner: Node, ofChoice: Leaf['choice'] = choice): Leaf => ({
      node: inner,
      at: inText ? inner : at,
      choice: ofChoice,
    })
    const meant = node.type === 'Identifier' ? constantOf(tree, node) : null
    if (pending.length > MAX_BRANCHES) leaves.push({ node, at, choice })
    else if (node.type === 'ConditionalExpression') {
      pending.push(child(node.consequent, { test: node.test, when: true }))
      pending.push(child(node.alternate, { test: node.test, when: false }))
    } else if (node.type === 'LogicalExpression' && node.operator !== '&&')
      pending.push(child(node.left), child(node.right))
    else if (meant !== null) pending.push({ node: meant, at, choice })
    else leaves.push({ node, at, choice })
  }
  return leaves
}

/** `process.env.X` and its like. */
export function isVariable(tree: SyntaxTree, node: Node): boolean {
  return /^(?:process\.env|import\.meta\.env|Bun\.env|env|\w+\.env)(?:\.\w+|\[[^\]]+\])$/.test(
    tree.sourceOf(node).replace(/\s+|\?(?=\.)/g, ''),
  )
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
      if (/^(?:JSON\.parse|Deno\.env\.get|String|Array\.from)\b/.test(tree.sourceOf(node))) return true
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
