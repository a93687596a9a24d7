/**
 * `'https://a.com,https://b.com'.includes(origin)`: `includes` of a text finds every part of it, so `https://a.co` is
 * allowed too.
 */
import type { Identifier, Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import type { AskedOrigin } from '../predicate/asked-origin.ts'
import { isVariable } from '../syntax/environment.ts'
import { meaningOf } from '../syntax/meaning.ts'
import { constantOf, staticValue, withoutTypes } from '../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

const ASKS_A_TEXT = new Set(['includes', 'indexOf', 'lastIndexOf'])
/** Lists do not have these. */
const ONLY_OF_TEXTS = new Set(['search', 'startsWith', 'endsWith', 'match', 'matchAll'])

/** @param isGivenText whether a name in a function is a parameter that gets a text */
export function askedOfText(
  tree: SyntaxTree,
  node: Node,
  origin: AskedOrigin,
  isGivenText: (name: Node) => boolean = () => false,
): Decision | null {
  if (isPattern(node, origin)) return decision(tree, node, 'new RegExp(origin)')
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return null
  const method = methodOf(node)
  const receiver = receiverOf(node)
  const [asked] = node.arguments
  if (method === null || receiver === null || asked === undefined) return null
  if (!origin.reaches(asked) || origin.is(receiver)) return null
  if (!ONLY_OF_TEXTS.has(method) && !(ASKS_A_TEXT.has(method) && (isText(tree, receiver) || isGivenText(receiver))))
    return null
  return decision(tree, node, method)
}

const decision = (tree: SyntaxTree, node: Node, method: string): Decision => ({
  code: 'origin-matched-in-part',
  line: tree.lineOf(node),
  message: `${method} asks a text here, and the origin of somebody else can be a part of that text`,
  instead: "a list: text.split(',').includes(origin)",
})

/** `new RegExp(origin).test(text)`. */
const isPattern = (node: Node, origin: AskedOrigin) =>
  node.type === 'NewExpression' &&
  node.callee.type === 'Identifier' &&
  node.callee.name === 'RegExp' &&
  node.arguments[0] !== undefined &&
  origin.is(node.arguments[0])

/** Whether it is certainly a text. A list has the same methods, and finds only whole entries. */
export function isText(tree: SyntaxTree, given: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false
  const node = withoutTypes(given)
  if (typeof staticValue(tree, node)?.value === 'string') return true
  const inner = (part: Node) => isText(tree, part, depth + 1)
  switch (node.type) {
    case 'TemplateLiteral':
      return true
    case 'Identifier': {
      const meant = constantOf(tree, node)
      return meant === null ? isEntry(tree, node) || isMeantText(tree, node, depth) : inner(meant)
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return isVariable(tree, node) || isMeantText(tree, node, depth)
    case 'LogicalExpression':
      return inner(node.left) || (node.operator !== '&&' && inner(node.right))
    case 'ConditionalExpression':
      return inner(node.consequent) || inner(node.alternate)
    case 'BinaryExpression':
      return node.operator === '+' && (inner(node.left as Node) || inner(node.right))
    case 'CallExpression':
    case 'OptionalCallExpression':
      return givesText(tree, node)
    default:
      return false
  }
}

/** `settings.origins`, and `origins` of `const { origins } = settings`. */
function isMeantText(tree: SyntaxTree, node: Node, depth: number): boolean {
  const meant = meaningOf(tree, node)
  return meant !== null && meant.node !== node && isText(meant.tree, meant.node, depth + 1)
}

const DEEPEST = 10

/** `entry` of `list.some((entry) => …)`, where no entry is a RegExp. */
function isEntry(tree: SyntaxTree, { name }: Identifier): boolean {
  return tree.mentionsOf(name).some((mention) => {
    const walker = tree.parentOf(mention)
    const call = walker === null ? null : tree.parentOf(walker)
    const isParameter = walker?.type === 'ArrowFunctionExpression' && walker.params[0] === mention
    if (!isParameter || call === null || !/^(?:some|every|find|findIndex|filter)$/.test(methodOf(call) ?? ''))
      return false
    const list = receiverOf(call)
    const entries = list === null ? null : staticValue(tree, list)?.value
    return !Array.isArray(entries) || !entries.some((entry) => entry instanceof RegExp)
  })
}

const GIVES_TEXT = new Set([
  'join',
  'toString',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'replace',
  'replaceAll',
  'substring',
  'stringify',
])

function givesText(tree: SyntaxTree, call: Node): boolean {
  const method = methodOf(call)
  return method === null ? /^String\(/.test(tree.sourceOf(call)) : GIVES_TEXT.has(method)
}
