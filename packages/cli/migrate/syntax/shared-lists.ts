/** Whether a list can change while the app runs: it is changed in place, or other code gets it and may do so. */
import type { Identifier, Node, ObjectProperty } from '@babel/types'
import { type Declaration, declarationAt, mentionsOfDeclaration } from './declarations.ts'
import { endOf, methodOf, ownerOf, receiverOf, type SyntaxTree, startOf } from './syntax-tree.ts'

/** A function hands a list on to another one, but never so many times in real code. */
const DEEPEST = 10

const GIVES_LIST = /^(?:parse|split|map|filter|concat|slice|flat|flatMap|from|keys|values|toSorted|toReversed)$/

/** Whether an expression certainly makes a list, which others can change then. */
export function isList(given: Node | null | undefined): boolean {
  switch (given?.type) {
    case 'ArrayExpression':
      return true
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      return isList(given.expression)
    case 'CallExpression':
    case 'OptionalCallExpression':
      return GIVES_LIST.test(methodOf(given) ?? '')
    case 'NewExpression':
      return given.callee.type === 'Identifier' && given.callee.name === 'Array'
    case 'LogicalExpression':
      return isList(given.left) || isList(given.right)
    case 'ConditionalExpression':
      return isList(given.consequent) || isList(given.alternate)
    default:
      return false
  }
}

/** `const list: string[] = …`. */
function isListByType({ name: { typeAnnotation } }: Declaration): boolean {
  const type = typeAnnotation?.type === 'TSTypeAnnotation' ? typeAnnotation.typeAnnotation : null
  if (type?.type === 'TSTypeReference') return type.typeName.type === 'Identifier' && type.typeName.name === 'Array'
  return type?.type === 'TSArrayType'
}

/** `export const list = …`. */
export function isDeclaredForOthers(tree: SyntaxTree, { by }: Declaration): boolean {
  const statement = tree.parentOf(by)
  return statement !== null && tree.parentOf(statement)?.type === 'ExportNamedDeclaration'
}

/** Whether the variable gets another value here, or its list other entries. */
export function isChangedAt(tree: SyntaxTree, mention: Node): boolean {
  const parent = tree.parentOf(mention)
  if (parent === null) return false
  if (isTarget(parent, mention)) return true
  if ((parent.type !== 'MemberExpression' && parent.type !== 'OptionalMemberExpression') || parent.object !== mention)
    return false
  const around = tree.parentOf(parent)
  if (around !== null && (isTarget(around, parent) || isDelete(around))) return true
  const isCalled = around !== null && 'callee' in around && around.callee === parent
  if (parent.computed) return isCalled
  if (parent.property.type === 'Identifier' && READERS.has(parent.property.name)) return false
  return isCalled || isChangedAt(tree, parent) || isHandedOn(tree, parent)
}

const isDelete = (node: Node) => node.type === 'UnaryExpression' && node.operator === 'delete'

/** The left side of an assignment, a counted variable, a part of a pattern. */
function isTarget(parent: Node, node: Node): boolean {
  if (parent.type === 'AssignmentExpression' || /^For(?:In|Of)Statement$/.test(parent.type))
    return 'left' in parent && parent.left === node
  if (parent.type === 'ObjectProperty') return false
  return /^(?:UpdateExpression|ArrayPattern|ObjectPattern|RestElement)$/.test(parent.type)
}

/** Members of lists, sets and texts that change nothing. */
const READERS = new Set([
  ...['includes', 'indexOf', 'lastIndexOf', 'some', 'every', 'has', 'length', 'size', 'find', 'findIndex', 'findLast'],
  ...['join', 'map', 'filter', 'test', 'forEach', 'flatMap', 'reduce', 'slice', 'concat', 'at', 'toString'],
  ...['split', 'trim', 'startsWith', 'endsWith', 'toLowerCase', 'toUpperCase', 'match', 'replace', 'replaceAll'],
])

/** Whether other code gets the list here, and may keep it or change it. */
export function isHandedOn(tree: SyntaxTree, node: Node, depth = 0): boolean {
  const parent = tree.parentOf(node)
  if (parent === null || depth > DEEPEST) return true
  const outwards = () => isChangedAt(tree, parent) || isHandedOn(tree, parent, depth + 1)
  switch (parent.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.object === node && givesItself(tree, parent)
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return parent.callee !== node && !leavesAlone(tree, parent, node, depth)
    case 'LogicalExpression':
      return parent.operator === '&&' && parent.left === node ? false : outwards()
    case 'ConditionalExpression':
      return parent.test === node ? false : outwards()
    case 'SequenceExpression':
      return parent.expressions.at(-1) === node && outwards()
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      return outwards()
    case 'VariableDeclarator':
      return isChangedAs(tree, parent.id, depth)
    case 'AssignmentExpression':
      if (parent.right !== node || parent.left.type !== 'Identifier') return true
      return isChangedAs(tree, parent.left, depth) || outwards()
    case 'ObjectProperty':
      return !isInsideRead(tree, parent, depth)
    case 'ArrayExpression':
      return !isInArgument(tree, parent, depth)
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.right !== node
    case 'TemplateLiteral':
      return tree.parentOf(parent)?.type === 'TaggedTemplateExpression'
    case 'TSExportAssignment':
      return true
    default:
      return !(/^TS/.test(parent.type) || ONLY_READS.has(parent.type))
  }
}

const ONLY_READS = new Set<Node['type']>([
  ...(['SpreadElement', 'BinaryExpression', 'UnaryExpression', 'ExpressionStatement'] as const),
  ...(['IfStatement', 'WhileStatement', 'SwitchStatement', 'SwitchCase'] as const),
])

/** `console.log({ list })`, and the options of a middleware: `cors({ origin: list })`. */
function isInsideRead(tree: SyntaxTree, property: ObjectProperty, depth: number): boolean {
  const holder = tree.parentOf(property)
  if (holder?.type !== 'ObjectExpression') return false
  if (isInArgument(tree, holder, depth)) return true
  const { key } = property
  return key.type === 'Identifier' && OPTIONS.test(key.name) && isReadAsOptions(tree, holder, depth)
}

/** Whether an object or array is itself an argument of a function that leaves it alone. */
function isInArgument(tree: SyntaxTree, holder: Node, depth: number): boolean {
  const call = tree.parentOf(holder)
  if (call === null || !('callee' in call)) return false
  return call.callee !== holder && leavesAlone(tree, call, holder, depth + 1)
}

/** Whether options are only given to functions: none of them keeps its options and changes their lists. */
function isReadAsOptions(tree: SyntaxTree, node: Node, depth: number): boolean {
  const parent = tree.parentOf(node)
  if (parent === null || depth > DEEPEST) return false
  switch (parent.type) {
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return parent.callee !== node && !/^(?:Object|Reflect|Promise|Array)\b/.test(tree.sourceOf(parent.callee))
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return isReadAsOptions(tree, parent, depth + 1)
    case 'ObjectProperty':
      return (
        tree.parentOf(parent)?.type === 'ObjectExpression' &&
        isReadAsOptions(tree, tree.parentOf(parent) as Node, depth + 1)
      )
    case 'VariableDeclarator': {
      const declaration = parent.id.type === 'Identifier' ? declarationAt(tree, parent.id.name, parent.id) : null
      return (
        declaration !== null &&
        !isDeclaredForOthers(tree, declaration) &&
        mentionsOfDeclaration(tree, declaration).every((mention) => isReadAsOptions(tree, mention, depth + 1))
      )
    }
    default:
      return false
  }
}

/** The options of a middleware, which reads its lists. */
const OPTIONS =
  /^(?:origins?|trustedOrigins|connectSrc|frameAncestors|methods|headers|allow(?:ed)?(?:Methods|Headers)|exposed?Headers)$/

/** `list.forEach((entry, index, all) => …)`, and a function that is not known to take no third parameter. */
function givesItself(tree: SyntaxTree, member: Node): boolean {
  const call = tree.parentOf(member)
  if (call === null || !('callee' in call) || call.callee !== member || !('arguments' in call)) return false
  return TAKES_FUNCTION.test(methodOf(call) ?? '') && !takesEntryOnly(tree, call.arguments[0])
}

const TAKES_FUNCTION = /^(?:some|every|find|findIndex|findLast|map|filter|forEach|flatMap|reduce)$/

function takesEntryOnly(tree: SyntaxTree, given: Node | undefined): boolean {
  if (given?.type === 'Identifier' && /^(?:Boolean|String)$/.test(given.name)) return true
  const called = given?.type === 'Identifier' ? functionNamed(tree, given) : given
  if (called == null || !('params' in called)) return false
  const { params } = called
  return params.length <= 2 && params.every(({ type }) => type !== 'RestElement') && !mayReadArguments(tree, called)
}

/** Only arrow functions have no `arguments` of their own. */
const mayReadArguments = (tree: SyntaxTree, called: Node) =>
  called.type !== 'ArrowFunctionExpression' && /\barguments\b/.test(tree.sourceOf(called))

/** Another name for the list. */
function isChangedAs(tree: SyntaxTree, name: Node, depth: number): boolean {
  if (name.type === 'AssignmentPattern') return isChangedAs(tree, name.left, depth)
  if (name.type !== 'Identifier') return name.type !== 'ArrayPattern' && name.type !== 'ObjectPattern'
  const declaration = declarationAt(tree, name.name, name)
  return (
    declaration === null ||
    isDeclaredForOthers(tree, declaration) ||
    mentionsOfDeclaration(tree, declaration).some(
      (mention) => isChangedAt(tree, mention) || isHandedOn(tree, mention, depth + 1),
    )
  )
}

const LEAVES_ALONE =
  /^(?:log|info|warn|error|debug|trace|dir|table|json|send|stringify|isArray|freeze|from|concat|includes|indexOf|has|test|join|entries)$/

function leavesAlone(tree: SyntaxTree, call: Node, argument: Node, depth: number): boolean {
  if (!('callee' in call) || !('arguments' in call)) return false
  const { callee } = call
  if (call.type === 'NewExpression') return callee.type === 'Identifier' && /^(?:Set|Map|\w*Error)$/.test(callee.name)
  if (receiverOf(call) !== null) return LEAVES_ALONE.test(methodOf(call) ?? '')
  if (callee.type !== 'Identifier') return false
  const called = functionNamed(tree, callee)
  if (called === null) return /^(?:String|Boolean)$/.test(callee.name)
  if (mayReadArguments(tree, called) || call.arguments.some(({ type }) => type === 'SpreadElement')) return false
  const parameter = called.params[call.arguments.indexOf(argument as never)]
  return parameter === undefined || !isChangedAs(tree, parameter, depth + 1)
}

/** The function of this file that a name stands for. */
function functionNamed(tree: SyntaxTree, name: Identifier): (Node & { readonly params: readonly Node[] }) | null {
  const declaration = declarationAt(tree, name.name, name)
  if (declaration === null || mentionsOfDeclaration(tree, declaration).some((mention) => isSetAt(tree, mention)))
    return null
  const { by } = declaration
  const found = by.type === 'VariableDeclarator' ? by.init : by
  return found?.type === 'FunctionDeclaration' || found?.type === 'ArrowFunctionExpression' ? found : null
}

function isSetAt(tree: SyntaxTree, mention: Node): boolean {
  const parent = tree.parentOf(mention)
  return parent !== null && isTarget(parent, mention)
}

/**
 * Where a list of this file may change after `place` has run; `null` where it does not, or where it is not certainly a
 * list.
 */
export function changedLater(tree: SyntaxTree, name: Identifier, place: Node): Node | null {
  const declaration = declarationAt(tree, name.name, name)
  // A parameter: the caller has the list too.
  if (declaration !== null && 'params' in declaration.by) return isListByType(declaration) ? declaration.name : null
  if (declaration?.by.type !== 'VariableDeclarator') return null
  if (!isList(declaration.by.init) && !isListByType(declaration)) return null
  if (isDeclaredForOthers(tree, declaration)) return declaration.name
  const isBefore = (mention: Node) =>
    endOf(mention) <= startOf(place) && ownerOf(tree, mention) === ownerOf(tree, place)
  return (
    mentionsOfDeclaration(tree, declaration).find(
      (mention) => (isChangedAt(tree, mention) && !isBefore(mention)) || isHandedOn(tree, mention),
    ) ?? null
  )
}
