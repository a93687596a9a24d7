/** Where the whole answer of another server becomes the answer of a route. */
import type { Identifier, Node } from '@babel/types'
import { type Declaration, declarationAt, mentionsOfDeclaration } from '../../syntax/declarations.ts'
import { withoutTypes } from '../../syntax/static-value.ts'
import { keyOf, methodOf, ownerOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { textQuestion } from '../../syntax/text-question.ts'
import { makesAnswer } from './copied-headers.ts'

/** What sends a whole answer on: a client that is piped takes its headers along. */
const isPipingClient = textQuestion(/['"](?:request|postman-request|@cypress\/request|got|hyperquest)['"]/)

/** `(c) => fetch(url)` of a route, `ctx.body = await fetch(url)`, `new Response(answer.body, answer)`, `.pipe(res)`. */
export function handsOnAnswer(tree: SyntaxTree, node: Node): boolean {
  const name = methodOf(node) ?? (node.type === 'CallExpression' ? tree.sourceOf(node.callee) : '')
  if (/^(?:pipe|pipeline)$/.test(name) && 'arguments' in node && isPipingClient(tree))
    return isGivenToHandler(tree, node.arguments.at(-1) as Node | undefined)
  if (name !== 'fetch') return false
  const receiver = receiverOf(node)
  // The app's own files.
  return !(receiver !== null && /\bASSETS$/.test(tree.sourceOf(receiver))) && isSent(tree, node, 0)
}

/** `res`, `ctx.res`, `reply.raw`: a parameter of a function around it. */
function isGivenToHandler(tree: SyntaxTree, given: Node | undefined): boolean {
  const whole = given?.type === 'MemberExpression' ? given.object : given
  if (whole?.type !== 'Identifier') return false
  return /Function|Method/.test(declarationAt(tree, whole.name, whole)?.by.type ?? '')
}

/** An answer goes through a few variables and functions, but never through so many. */
const MAX_DEPTH = 20

/** Whether an answer becomes that of a route as it is. */
function isSent(tree: SyntaxTree, answer: Node, depth: number): boolean {
  const inner = wholeOf(tree, answer)
  const outer = tree.parentOf(inner)
  if (outer === null || depth > MAX_DEPTH) return false
  switch (outer.type) {
    case 'VariableDeclarator':
      return outer.init === inner && isSentByName(tree, outer.id, depth)
    case 'AssignmentExpression': {
      if (outer.right !== inner) return false
      const { left } = outer
      if (left.type !== 'MemberExpression') return isSentByName(tree, left, depth)
      const member = tree.sourceOf(left.property)
      return member === 'body' || (member === 'res' && isGivenToHandler(tree, left))
    }
    case 'ReturnStatement':
      return isOfRoute(tree, ownerOf(tree, outer), depth)
    case 'ArrowFunctionExpression':
      return outer.body === inner && isOfRoute(tree, outer, depth)
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression': {
      const place = outer.arguments.indexOf(inner as never)
      if (place === 1 && makesAnswer(tree, outer)) return true
      if (place === 0 && /^(?:send|body)$/.test(methodOf(outer) ?? '')) return true
      // `mutable(answer)`, where the function of this file returns it.
      const parameter = paramsOf(tree, outer.callee)[place]
      return parameter !== undefined && isSentByName(tree, parameter, depth)
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return isAwaitedByCall(tree, outer, depth)
    default:
      return false
  }
}

/** `answer.clone()`; `fetch(url).then((answer) => …)`, where that function hands its answer on. */
function isAwaitedByCall(tree: SyntaxTree, member: Node, depth: number): boolean {
  const call = tree.parentOf(member)
  if (call === null || !('callee' in call) || call.callee !== member || !('arguments' in call)) return false
  const method = methodOf(call) ?? ''
  if (/^(?:clone|catch|finally)$/.test(method)) return isSent(tree, call, depth + 1)
  const [then] = call.arguments as Node[]
  const [parameter] = then === undefined ? [] : paramsOf(tree, then)
  return method === 'then' && parameter !== undefined && isSentByName(tree, parameter, depth)
}

/** The parameters of a function, in place or by its name. */
function paramsOf(tree: SyntaxTree, called: Node): readonly Node[] {
  const by = called.type === 'Identifier' ? declarationAt(tree, called.name, called)?.by : called
  const made = by?.type === 'VariableDeclarator' ? by.init : by
  return made != null && 'params' in made && Array.isArray(made.params) ? (made.params as Node[]) : []
}

/** The largest expression that may be the same answer. */
function wholeOf(tree: SyntaxTree, node: Node): Node {
  const outer = tree.parentOf(node)
  return outer !== null && isSame(tree, outer, node) ? wholeOf(tree, outer) : node
}

function isSame(tree: SyntaxTree, outer: Node, inner: Node): boolean {
  switch (outer.type) {
    case 'AwaitExpression':
    case 'LogicalExpression':
      return true
    case 'ConditionalExpression':
      return outer.test !== inner
    case 'ArrayExpression':
      return isFirstOf(tree, outer)
    case 'CallExpression':
      return isFirstOf(tree, inner)
    default:
      return withoutTypes(outer) !== outer
  }
}

/** `Promise.race([…])`, `Promise.any([…])`. */
function isFirstOf(tree: SyntaxTree, list: Node): boolean {
  const call = tree.parentOf(list)
  return call !== null && 'callee' in call && /^Promise\.(?:race|any)$/.test(tree.sourceOf(call.callee as Node))
}

/** By the name that declares them: variables that are sent, and functions that a route has. */
const SENT = new WeakMap<Identifier, boolean>()
const OF_ROUTES = new WeakMap<Identifier, boolean>()

/** Whether a place that mentions a name has what is asked; each name is asked once, also where it leads to itself. */
function isMentioned(
  tree: SyntaxTree,
  name: Node,
  known: WeakMap<Identifier, boolean>,
  asked: (mention: Node) => boolean,
): boolean {
  const declaration: Declaration | null = name.type === 'Identifier' ? declarationAt(tree, name.name, name) : null
  if (declaration === null) return false
  const before = known.get(declaration.name)
  if (before !== undefined) return before
  known.set(declaration.name, false)
  const found = mentionsOfDeclaration(tree, declaration).some(asked)
  known.set(declaration.name, found)
  return found
}

const isSentByName = (tree: SyntaxTree, name: Node, depth: number) =>
  isMentioned(tree, name, SENT, (mention) => isSent(tree, mention, depth + 1))

const ROUTES =
  /^(?:get|post|put|patch|delete|del|head|options|all|any|use|route|on|mount|notFound|onError|setNotFoundHandler)$/

/** Whether what a function returns becomes the answer of a route: it is given to one, called, or made for one. */
function isOfRoute(tree: SyntaxTree, made: Node | null, depth: number): boolean {
  const outer = made === null ? null : tree.parentOf(made)
  if (made === null || outer === null || depth > MAX_DEPTH) return false
  if (ROUTES.test(methodOf(outer) ?? '') || keyOf(outer) === 'handler' || keyOf(made) === 'handler') return true
  switch (outer.type) {
    case 'CallExpression':
      if (methodOf(outer) === 'finally') return false
      // `up(c)`, `retry(up)` and `.then(up)` give its answer; `cached(up)` may also give another function.
      return isSent(tree, outer, depth + 1) || (outer.callee !== made && isOfRoute(tree, outer, depth + 1))
    case 'SpreadElement':
    case 'ArrayExpression':
      return isOfRoute(tree, outer, depth + 1)
    case 'VariableDeclarator':
      return outer.init === made && isUsedByRoute(tree, outer.id, depth)
    case 'ReturnStatement':
      return isMadeForRoute(tree, ownerOf(tree, outer), depth)
    case 'ArrowFunctionExpression':
      return outer.body === made && isMadeForRoute(tree, outer, depth)
    default:
      return made.type === 'FunctionDeclaration' && made.id != null && isUsedByRoute(tree, made.id, depth)
  }
}

const isUsedByRoute = (tree: SyntaxTree, name: Node, depth: number) =>
  isMentioned(tree, name, OF_ROUTES, (mention) => isOfRoute(tree, mention, depth + 1))

const MAKERS = new WeakMap<Identifier, boolean>()

/** `const to = (url) => (c) => fetch(url)`: whether a call of it is given to a route. */
function isMadeForRoute(tree: SyntaxTree, maker: Node | null, depth: number): boolean {
  const outer = maker === null ? null : tree.parentOf(maker)
  const name = outer?.type === 'VariableDeclarator' ? outer.id : maker?.type === 'FunctionDeclaration' ? maker.id : null
  if (name == null) return false
  return isMentioned(tree, name, MAKERS, (mention) => {
    const call = tree.parentOf(mention)
    return call?.type === 'CallExpression' && call.callee === mention && isOfRoute(tree, call, depth + 1)
  })
}
