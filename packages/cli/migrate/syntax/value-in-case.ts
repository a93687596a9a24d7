/** What an expression is in one case: while a default is taken, or while a list is empty. */
import type { Node } from '@babel/types'
import { declarationAt } from './declarations.ts'
import { compared, converted, type OnEntry, ofEach, ofEntry, ofList, ofText, UNKNOWN } from './known-methods.ts'
import { constantOf, type StaticValue, staticValue, withoutTypes } from './static-value.ts'
import { methodOf, type SyntaxTree } from './syntax-tree.ts'

export interface Case {
  /** What stands behind `||`, `??` or in a branch, and is taken. */
  readonly taken: Node | null
  /** What a node is in this case. */
  readonly known: (node: Node) => StaticValue
}

const MAX_DEPTH = 40
/** `null`: it cannot be known. */
export function valueInCase(tree: SyntaxTree, given: Node, one: Case, depth = 0): StaticValue {
  if (depth > MAX_DEPTH) return null
  const node = withoutTypes(given)
  const known = one.known(node) ?? staticValue(tree, node)
  if (known !== null) return known
  const inner = (part: Node) => valueInCase(tree, part, one, depth + 1)
  switch (node.type) {
    case 'Identifier': {
      const meant = constantOf(tree, node)
      return meant === null ? null : inner(meant)
    }
    case 'ConditionalExpression': {
      const branch = [node.consequent, node.alternate].filter((part) => isTakenIn(tree, part, one))
      if (branch.length === 1) return inner(branch[0] as Node)
      const test = inner(node.test)
      return test === null ? null : inner(test.value ? node.consequent : node.alternate)
    }
    case 'LogicalExpression': {
      if (isTakenIn(tree, node.right, one) && !isTakenIn(tree, node.left, one)) return inner(node.right)
      const left = inner(node.left)
      if (left === null) return null
      const isKept = node.operator === '&&' ? !left.value : node.operator === '||' ? !!left.value : left.value != null
      return isKept ? left : inner(node.right)
    }
    case 'UnaryExpression': {
      const operand = inner(node.argument)
      if (operand === null) return null
      if (node.operator === '!') return { value: !operand.value }
      return node.operator === '~' && typeof operand.value === 'number' ? { value: ~operand.value } : null
    }
    case 'BinaryExpression':
      return compared(node.operator, inner(node.left), inner(node.right))
    case 'ArrayExpression':
      return ofEntries(node.elements, inner)
    case 'NewExpression': {
      const [list] = node.arguments
      return node.callee.type === 'Identifier' && node.callee.name === 'Set' && list !== undefined ? inner(list) : null
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const of = inner(node.object)?.value
      if (!Array.isArray(of) && typeof of !== 'string') return null
      if (!node.computed) {
        const isCount = node.property.type === 'Identifier' && /^(?:length|size)$/.test(node.property.name)
        return isCount ? { value: of.length } : null
      }
      return node.property.type === 'NumericLiteral' ? ofEntry(of[node.property.value]) : null
    }
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const { callee } = node
      const [first] = node.arguments
      if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') {
        const of = first === undefined ? null : inner(first)
        return of === null ? null : converted(tree.sourceOf(callee), of.value)
      }
      if (first !== undefined && tree.sourceOf(callee) === 'Array.from') return inner(first)
      const of = inner(callee.object)?.value
      const method = methodOf(node) ?? ''
      if (Array.isArray(of)) {
        const test = first === undefined ? null : functionOn(tree, first, one, depth)
        return test === null ? ofList(of, method, node.arguments.map(inner)) : ofEach(of, method, test)
      }
      return typeof of === 'string' ? ofText(of, method, node.arguments.map(inner)) : null
    }
    default:
      return null
  }
}

/** Whether what is taken stands in an expression, or in a constant that it names. */
function isTakenIn(tree: SyntaxTree, expression: Node, { taken }: Case): boolean {
  const seen = new Set<Node>([expression])
  for (const node of seen) {
    if (node === taken) return true
    const meant = node.type === 'Identifier' ? constantOf(tree, node) : null
    for (const next of meant === null ? tree.childrenOf(node) : [meant]) seen.add(next)
  }
  return false
}

function ofEntries(elements: readonly (Node | null)[], inner: (part: Node) => StaticValue): StaticValue {
  const entries: unknown[] = []
  for (const element of elements) {
    if (element?.type === 'SpreadElement') {
      const list = inner(element.argument)?.value
      if (!Array.isArray(list)) return null
      entries.push(...list)
    } else entries.push((element === null ? null : inner(element))?.value ?? UNKNOWN)
  }
  return { value: entries }
}

/** `(entry) => entry.trim()`, `Boolean`. */
function functionOn(tree: SyntaxTree, given: Node, one: Case, depth: number): OnEntry | null {
  const node = withoutTypes(given)
  if (node.type === 'Identifier' && /^(?:Boolean|String)$/.test(node.name))
    return (entry) => converted(node.name, entry)
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return null
  const [parameter] = node.params
  const [only] = node.body.type === 'BlockStatement' && node.body.body.length === 1 ? node.body.body : []
  const result =
    node.body.type === 'BlockStatement' ? (only?.type === 'ReturnStatement' ? only.argument : null) : node.body
  if (parameter?.type !== 'Identifier' || result == null) return () => null
  const isEntry = (inner: Node) =>
    inner.type === 'Identifier' && declarationAt(tree, inner.name, inner)?.name === parameter
  return (entry) =>
    valueInCase(
      tree,
      result,
      { ...one, known: (inner) => (isEntry(inner) ? { value: entry } : one.known(inner)) },
      depth + 1,
    )
}
