/** The functions that a predicate asks about its origin, in this file or in one that is imported. */
import type { CallExpression, Function as FunctionNode, Node, OptionalCallExpression } from '@babel/types'
import { meaningOf } from '../syntax/meaning.ts'
import { methodOf, ownerOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { AnswerOf } from './answers/answer-of.ts'
import { type AskedOrigin, originOfHelper } from './asked-origin.ts'
import { isPartOf } from './origin-part.ts'

export interface Helper {
  readonly tree: SyntaxTree
  readonly called: FunctionNode
  readonly origin: AskedOrigin
}

/** The function that a call asks; `null` where that is not known, or where it is not asked about the origin. */
export function helperAt(tree: SyntaxTree, call: Node, origin: AskedOrigin): Helper | null {
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return null
  const at = call.arguments.findIndex((argument) => isPartOf(tree, argument, origin))
  const meant = at < 0 ? null : meaningOf(tree, call.callee)
  const parameter = meant === null || !isFunction(meant.node) ? undefined : meant.node.params[at]
  if (meant === null || parameter === undefined || !isName(parameter)) return null
  const called = meant.node as FunctionNode
  return { tree: meant.tree, called, origin: originOfHelper(meant.tree, called, at) }
}

const isFunction = (node: Node): node is FunctionNode =>
  /^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration|ObjectMethod|Class(?:Private)?Method)$/.test(
    node.type,
  )

const isName = (parameter: Node) =>
  parameter.type === 'Identifier' || (parameter.type === 'AssignmentPattern' && parameter.left.type === 'Identifier')

/** A helper asks another one, but never so many in real code. */
const MOST_HELPERS = 50

export interface ReachedHelper extends Helper {
  /** The place in the predicate from which it is reached. */
  readonly from: Node
  /** The call that asks it, which may stand in another helper. */
  readonly call: CallExpression | OptionalCallExpression
  readonly callTree: SyntaxTree
}

export interface AskedHelpers {
  readonly helpers: readonly ReachedHelper[]
  /** The calls in the predicate that get the origin and of which it is not known what they do. */
  readonly unknown: readonly Node[]
}

export function helpersAskedBy(tree: SyntaxTree, predicate: FunctionNode, origin: AskedOrigin): AskedHelpers {
  const helpers: ReachedHelper[] = []
  const unknown = new Set<Node>()
  const seen = new Set<Node>([predicate])
  const look = (asking: Helper, from: Node | null) => {
    const nodes: Node[] = [asking.called.body]
    // The loops add to the lists that they walk.
    for (const call of nodes) {
      nodes.push(...asking.tree.childrenOf(call))
      const helper = helperAt(asking.tree, call, asking.origin)
      if (helper === null) {
        if (isAskedElsewhere(asking, call)) unknown.add(from ?? call)
      } else if (!seen.has(helper.called) && helpers.length < MOST_HELPERS) {
        seen.add(helper.called)
        helpers.push({ ...helper, from: from ?? call, call: call as CallExpression, callTree: asking.tree })
      }
    }
  }
  look({ tree, called: predicate, origin }, null)
  for (const helper of helpers) look(helper, helper.from)
  return { helpers, unknown: [...unknown] }
}

const KNOWN_FUNCTIONS = /^(?:Boolean|String|Number|URL|RegExp|parse|url|encodeURI\w*|decodeURI\w*|next|\w*Error)$/
/** Methods of texts, lists, sets and maps: what they do is known. */
const KNOWN_METHODS =
  /^(?:includes|indexOf|lastIndexOf|has|get|add|push|set|some|every|find\w*|filter|map|startsWith|endsWith|test|match\w*|exec|search|replace\w*|split|slice|substr\w*|trim\w*|toLowerCase|toUpperCase|toString|concat|at|charAt|parse|canParse|hasOwn\w*|forEach|call|bind)$/
const LOGS = /^(?:console|\w*log(?:ger)?|\w*debug|this\.logger|process)$/i

/** A call whose result may decide, of a function that is not seen. */
function isAskedElsewhere({ tree, called, origin }: Helper, call: Node): boolean {
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return false
  if (!call.arguments.some((argument) => !('params' in argument) && origin.reaches(argument))) return false
  const { callee } = call
  const isCallback =
    callee.type === 'Identifier' && called.params.some((one) => one.type === 'Identifier' && one.name === callee.name)
  if (isCallback || (tree.parentOf(call)?.type === 'ExpressionStatement' && ownerOf(tree, call) === called))
    return false
  const receiver = receiverOf(call)
  if (receiver === null) return callee.type === 'Identifier' && !KNOWN_FUNCTIONS.test(callee.name)
  if (asksTextOrList(tree, call, receiver)) return true
  return !KNOWN_METHODS.test(methodOf(call) ?? '') && !LOGS.test(tree.sourceOf(receiver))
}

/** `allowed.includes(origin)`, where a function that is not seen gives `allowed`: a text finds parts of it too. */
function asksTextOrList(tree: SyntaxTree, call: Node, receiver: Node): boolean {
  if (!/^(?:includes|indexOf|lastIndexOf)$/.test(methodOf(call) ?? '')) return false
  const meant = meaningOf(tree, receiver)?.node
  return meant?.type === 'CallExpression' && methodOf(meant) === 'get' && !meant.typeParameters
}

/** The answers of a helper: what it returns, taken for yes or no. */
export function answersOfHelper({ tree, called }: Helper): AnswerOf {
  return (statement) => {
    if (statement === called.body && called.body.type !== 'BlockStatement') return { value: statement, isTruth: true }
    if (statement.type !== 'ReturnStatement' || ownerOf(tree, statement) !== called) return null
    return { value: statement.argument ?? 'deny', isTruth: true }
  }
}
