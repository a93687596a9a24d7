/** Writes the answer of an old predicate as an expression that is true or false: whether the origin is allowed. */
import type { Identifier, Node } from '@babel/types'
import { type Declaration, declarationAt, mentionsOfDeclaration } from '../../syntax/declarations.ts'
import { constantOf, staticValue, withoutTypes } from '../../syntax/static-value.ts'
import { endOf, methodOf, ownerOf, receiverOf, type SyntaxTree, startOf } from '../../syntax/syntax-tree.ts'
import type { AskedOrigin } from '../asked-origin.ts'

/** @returns `null` where the expression might not mean the same */
export function booleanText(tree: SyntaxTree, given: Node, origin: AskedOrigin, truthyAllows: boolean): string | null {
  const node = withoutTypes(given)
  const inner = (part: Node) => booleanText(tree, part, origin, truthyAllows)
  if (origin.is(node)) return 'true'
  const known = staticValue(tree, node)
  if (known !== null) return knownText(tree, node, known.value, origin, truthyAllows)
  switch (node.type) {
    case 'ConditionalExpression':
      return conditional(tree, node.test, inner(node.consequent), inner(node.alternate))
    case 'LogicalExpression': {
      const right = inner(node.right)
      if (right === null) return null
      if (node.operator === '&&') {
        const test = isBoolean(tree, node.left) ? sourceInside(tree, node.left, '&&') : asBoolean(tree, node.left)
        return right === 'true' ? test : right === 'false' ? 'false' : `${test} && ${wrapped(right, /\|\||\?/)}`
      }
      const left = inner(node.left)
      if (left === null || node.operator !== '||') return null
      if (left === 'true' || right === 'true') return 'true'
      return right === 'false' ? left : `${wrapped(left, /\?/)} || ${wrapped(right, /\?/)}`
    }
    case 'AwaitExpression':
      return isBoolean(tree, node.argument) ? tree.sourceOf(node) : null
    case 'CallExpression':
      // `find` gives the entry. Where it was compared with the origin, it is the origin itself.
      if (methodOf(node) === 'find' && findsOrigin(node, origin)) {
        const receiver = receiverOf(node) as Node
        const { property } = node.callee as { property: Node }
        return `${tree.text.slice(startOf(receiver), startOf(property))}some${tree.text.slice(endOf(property), endOf(node))}`
      }
      break
    case 'MemberExpression':
      return firstOfList(tree, node) && origin.name !== null ? `${tree.sourceOf(node)} === ${origin.name}` : null
  }
  return truthyAllows && isBoolean(tree, node) ? tree.sourceOf(node) : null
}

function knownText(
  tree: SyntaxTree,
  node: Node,
  value: unknown,
  origin: AskedOrigin,
  truthyAllows: boolean,
): string | null {
  if (!value) return 'false'
  if (value === true) return truthyAllows ? 'true' : null
  // The old middleware sent this text to everybody, and the browser compared it with the origin.
  if (typeof value !== 'string' || value === '*' || origin.name === null) return null
  return `${origin.name} === ${tree.sourceOf(node)}`
}

function conditional(tree: SyntaxTree, test: Node, yes: string | null, no: string | null): string | null {
  if (yes === null || no === null) return null
  if (yes === no) return yes
  if (yes === 'true' && no === 'false') return asBoolean(tree, test)
  // `ok ? ok : false`
  if (no === 'false' && yes === tree.sourceOf(test)) return yes
  if (yes === 'false' && no === 'true') return `!(${tree.sourceOf(test)})`
  return `${sourceInside(tree, test, '?')} ? ${yes} : ${no}`
}

const asBoolean = (tree: SyntaxTree, node: Node) =>
  isBoolean(tree, node) ? tree.sourceOf(node) : `Boolean(${tree.sourceOf(node)})`

/** An expression as a part of another one, in parentheses where they are needed. */
function sourceInside(tree: SyntaxTree, node: Node, operator: string): string {
  const loose =
    node.type === 'ConditionalExpression' ||
    node.type === 'AssignmentExpression' ||
    node.type === 'SequenceExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    (node.type === 'LogicalExpression' && operator === '&&' && node.operator !== '&&')
  return loose && !isParenthesized(node) ? `(${tree.sourceOf(node)})` : tree.sourceOf(node)
}

const isParenthesized = (node: Node) => node.extra?.['parenthesized'] === true

const wrapped = (text: string, loose: RegExp) => (loose.test(text) ? `(${text})` : text)

const BOOLEAN_METHODS = new Set([
  'includes',
  'has',
  'some',
  'every',
  'test',
  'startsWith',
  'endsWith',
  'hasOwn',
  'hasOwnProperty',
])

/** Whether the value is `true` or falsy. @param isAwaited whether a promise of such a value is one too */
export function isBoolean(tree: SyntaxTree, given: Node, depth = 0, isAwaited = false): boolean {
  if (depth > 20) return false
  const node = withoutTypes(given)
  const inner = (part: Node) => isBoolean(tree, part, depth + 1)
  const known = staticValue(tree, node)
  if (known !== null) return known.value === true || !known.value
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!'
    case 'BinaryExpression':
      return /^(?:[=!]==?|[<>]=?|in|instanceof)$/.test(node.operator)
    case 'LogicalExpression':
      return node.operator === '&&' ? inner(node.right) : inner(node.left) && inner(node.right)
    case 'ConditionalExpression':
      return inner(node.consequent) && inner(node.alternate)
    case 'Identifier':
      return isBooleanVariable(tree, node, depth)
    case 'AwaitExpression':
      return isBoolean(tree, node.argument, depth + 1, true)
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const method = methodOf(node)
      if (method !== null) return BOOLEAN_METHODS.has(method)
      return (
        node.callee.type === 'Identifier' &&
        (node.callee.name === 'Boolean' || isBooleanFunction(tree, node.callee, depth, isAwaited))
      )
    }
    default:
      return false
  }
}

/** A variable that is only ever set to booleans. */
function isBooleanVariable(tree: SyntaxTree, name: Identifier, depth: number): boolean {
  const declaration = declarationAt(tree, name.name, name)
  if (declaration?.by.type !== 'VariableDeclarator' || declaration.by.id !== declaration.name) return false
  const { init } = declaration.by
  if (init != null && !isBoolean(tree, init, depth + 1)) return false
  return mentionsOfDeclaration(tree, declaration).every((mention) => {
    const parent = tree.parentOf(mention)
    if (parent?.type === 'AssignmentExpression' && parent.left === mention)
      return parent.operator === '=' && isBoolean(tree, parent.right, depth + 1)
    return !/Pattern|RestElement|Update|^For/.test(parent?.type ?? '')
  })
}

/** A function of this file that returns nothing else. */
function isBooleanFunction(tree: SyntaxTree, name: Identifier, depth: number, isAwaited: boolean): boolean {
  const declaration = declarationAt(tree, name.name, name)
  if (declaration === null) return false
  const only = declaration.by.type === 'FunctionDeclaration' ? declaration.by : constantOf(tree, name)
  if (only === null || (only === declaration.by && isSetAgain(tree, declaration))) return false
  if ((only as { async?: boolean }).async === true && !isAwaited) return false
  if (only.type === 'ArrowFunctionExpression' && only.body.type !== 'BlockStatement')
    return isBoolean(tree, only.body, depth + 1)
  if (!/^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(only.type)) return false
  if ((only as { generator?: boolean }).generator === true) return false
  return tree.nodes.every(
    (node) =>
      node.type !== 'ReturnStatement' ||
      ownerOf(tree, node) !== only ||
      node.argument == null ||
      isBoolean(tree, node.argument, depth + 1),
  )
}

const isSetAgain = (tree: SyntaxTree, declaration: Declaration) =>
  mentionsOfDeclaration(tree, declaration).some((mention) => {
    const parent = tree.parentOf(mention)
    return parent?.type === 'AssignmentExpression' && parent.left === mention
  })

/** `list.find((entry) => entry === origin)`. */
function findsOrigin(call: Node, origin: AskedOrigin): boolean {
  if (call.type !== 'CallExpression') return false
  const [test] = call.arguments
  if (test?.type !== 'ArrowFunctionExpression' || test.body.type !== 'BinaryExpression') return false
  const { operator, left, right } = test.body
  const [entry] = test.params
  const isEntry = (side: Node) => side.type === 'Identifier' && entry?.type === 'Identifier' && side.name === entry.name
  return /^===?$/.test(operator) && ((isEntry(left) && origin.is(right)) || (isEntry(right) && origin.is(left)))
}

/** `list[0]` of a list of texts that stands in the file. */
function firstOfList(tree: SyntaxTree, node: Node): boolean {
  if (node.type !== 'MemberExpression' || !node.computed || node.property.type !== 'NumericLiteral') return false
  const list = staticValue(tree, node.object)?.value
  const entry: unknown = Array.isArray(list) ? list[node.property.value] : null
  return typeof entry === 'string' && entry !== '*'
}
