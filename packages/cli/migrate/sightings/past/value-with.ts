/** The value of an expression where the values of some names are given: of a condition in a loop over headers. */
import type { Node } from '@babel/types'
import { constantOf, type StaticValue, staticValue, withoutTypes } from '../../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'

/** Values by the text of the expression: `name`, or `names[i]`. */
export type Names = ReadonlyMap<string, unknown>

/** A condition is never nested so deeply in real code. */
const MAX_DEPTH = 12

/**
 * The value of an expression, or of a call of a function with what is `given` to it; `null` where it cannot be known.
 */
export function valueWith(
  tree: SyntaxTree,
  asked: Node,
  names: Names,
  given: readonly unknown[] | null = null,
  depth = 0,
): StaticValue {
  if (depth > MAX_DEPTH) return null
  const node = withoutTypes(asked)
  const known = (inner: Node) => valueWith(tree, inner, names, null, depth + 1)
  if (given !== null) return ofCall(tree, node, names, given, depth)
  const text = tree.sourceOf(node)
  if (names.has(text)) return { value: names.get(text) }
  switch (node.type) {
    case 'UnaryExpression': {
      const operand = node.operator === '!' ? known(node.argument) : null
      return operand === null ? staticValue(tree, node) : { value: !operand.value }
    }
    case 'LogicalExpression': {
      const [left, right] = [known(node.left), known(node.right)]
      if (node.operator === '??') return left === null ? null : (left.value ?? null) === null ? right : left
      const decides = node.operator === '||'
      if (left !== null) return Boolean(left.value) === decides ? left : right
      return right !== null && Boolean(right.value) === decides ? right : null
    }
    case 'BinaryExpression': {
      const [left, right] = [known(node.left), known(node.right)]
      return left === null || right === null ? null : compared(node.operator, left.value, right.value)
    }
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const receiver = receiverOf(node)
      const of = receiver === null ? null : known(receiver)
      return of === null ? null : ofMethod(tree, of.value, node, names, depth)
    }
    case 'NewExpression': {
      const [first] = node.arguments
      const isSet = first !== undefined && tree.sourceOf(node.callee) === 'Set'
      return isSet ? known(first) : staticValue(tree, node)
    }
    case 'Identifier': {
      const constant = constantOf(tree, node)
      return constant === null ? staticValue(tree, node) : known(constant)
    }
    default:
      return staticValue(tree, node)
  }
}

/** `null`: other operators are not asked of names. */
function compared(operator: string, left: unknown, right: unknown): StaticValue {
  switch (operator) {
    case '===':
    case '==':
      return { value: left === right }
    case '!==':
    case '!=':
      return { value: left !== right }
    case '+':
      return typeof left === 'string' && typeof right === 'string' ? { value: left + right } : null
    case '>':
    case '>=':
      if (typeof left !== 'number' || typeof right !== 'number') return null
      return { value: operator === '>' ? left > right : left >= right }
    default:
      return null
  }
}

/** What a function returns for what it is given, where it only returns. */
function ofCall(tree: SyntaxTree, called: Node, names: Names, given: readonly unknown[], depth: number): StaticValue {
  if (called.type !== 'ArrowFunctionExpression' && called.type !== 'FunctionExpression') return null
  const [only] = called.body.type === 'BlockStatement' ? called.body.body : []
  const returned =
    called.body.type === 'BlockStatement' ? only?.type === 'ReturnStatement' && only.argument : called.body
  if (!returned) return null
  const own = called.params.map((parameter, index) => [tree.sourceOf(parameter), given[index]] as const)
  return valueWith(tree, returned, new Map([...names, ...own.slice(0, given.length)]), null, depth + 1)
}

/** Methods of texts, patterns and lists that change nothing and only look at what they are given. */
const LOOKS =
  /^(?:startsWith|endsWith|includes|indexOf|match|search|test|toLowerCase|toUpperCase|trim|slice|substring|substr|at|charAt)$/

function ofMethod(tree: SyntaxTree, of: unknown, call: Node, names: Names, depth: number): StaticValue {
  const given = 'arguments' in call ? (call.arguments as Node[]) : []
  const method = methodOf(call) ?? ''
  const [first] = given
  if (Array.isArray(of) && /^(?:some|every)$/.test(method) && first !== undefined) {
    const answers = of.map((entry) => valueWith(tree, first, names, [entry], depth + 1))
    const decides = method === 'some'
    if (answers.some((answer) => answer !== null && Boolean(answer.value) === decides)) return { value: decides }
    return answers.includes(null) ? null : { value: !decides }
  }
  const values = given.map((one) => valueWith(tree, one, names, null, depth + 1))
  if (values.includes(null)) return null
  const plain = values.map((one) => one?.value)
  if (Array.isArray(of) && method === 'has') return { value: of.includes(plain[0]) }
  const isKnown = typeof of === 'string' || Array.isArray(of) || of instanceof RegExp
  const look: unknown = isKnown && LOOKS.test(method) ? Reflect.get(Object(of), method) : null
  return typeof look === 'function' ? { value: Reflect.apply(look, of, plain) } : null
}
