/** Where the answer of another server, or its headers, become the answer of this one. */
import type { Identifier, Node } from '@babel/types'
import { type Declaration, declarationAt, mentionsOfDeclaration } from '../../syntax/declarations.ts'
import { walkedAt } from '../../syntax/loops.ts'
import { constantOf, staticValue, withoutTypes } from '../../syntax/static-value.ts'
import { keyOf, methodOf, ownerOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { textQuestion } from '../../syntax/text-question.ts'

const WRITERS = /^(?:writeHead|setHeaders?|set|headers?|append|appendHeader)$/
/** A request, and the options of one, are not what another server answered. */
const NOT_ANSWERED = /^(?:(?:c|ctx|context|this)\.)?_?(?:req|request|init|options|opts|config|params|axios|this)\b/i

/** `res.writeHead(200, answer.headers)`, `new Response(body, { headers: answer.headers })`, and the same in a loop. */
export function copiesHeaders(tree: SyntaxTree, node: Node): boolean {
  const isWriter = WRITERS.test(methodOf(node) ?? '')
  if (!isWriter && !makesAnswer(tree, node)) return false
  const given = ('arguments' in node ? (node.arguments as Node[]) : []).flatMap((one) =>
    one.type === 'ObjectExpression' ? one.properties : one,
  )
  const isCopied = given.some((one) =>
    areHeaders(tree, one.type === 'SpreadElement' ? one.argument : one.type === 'ObjectProperty' ? one.value : one),
  )
  if (isCopied) return true
  const [name, value] = given
  if (!isWriter || name === undefined) return false
  if (name.type === 'MemberExpression') return name.computed && areHeaders(tree, name.object)
  const all = name.type === 'Identifier' ? walkedAt(tree, name) : null
  return all !== null && (areHeaders(tree, all) || (value !== undefined && isOnlyKnownLater(tree, all, value)))
}

/** `new Response(…)`, `new Headers(…)`, and Hono's `c.body(…)` and `c.newResponse(…)`. */
const makesAnswer = (tree: SyntaxTree, node: Node) =>
  (node.type === 'NewExpression' && /^(?:Next)?(?:Response|Headers)$/.test(tree.sourceOf(node.callee))) ||
  /^(?:body|newResponse)$/.test(methodOf(node) ?? '')

/** `answer.headers`, `answer.headers.entries()`, `[...answer.headers]`, `Object.entries(answer.headers)`. */
function areHeaders(tree: SyntaxTree, given: Node): boolean {
  const node = withoutTypes(given)
  switch (node.type) {
    case 'CallExpression': {
      const [first] = node.arguments
      const receiver = receiverOf(node)
      if (receiver !== null && tree.sourceOf(receiver) === 'Object')
        return first !== undefined && areHeaders(tree, first)
      const isAll = /^(?:entries|keys|toJSON|raw|filter|map)$/.test(methodOf(node) ?? '')
      return receiver !== null && isAll && areHeaders(tree, receiver)
    }
    case 'ArrayExpression':
      return node.elements.some((one) => one?.type === 'SpreadElement' && areHeaders(tree, one.argument))
    case 'ObjectExpression':
      return node.properties.some((one) => one.type === 'SpreadElement' && areHeaders(tree, one.argument))
    case 'MemberExpression':
      return isNameOfHeaders(tree.sourceOf(node.property)) && !NOT_ANSWERED.test(tree.sourceOf(node.object))
    case 'Identifier':
      return isTakenOut(tree, node)
    default:
      return false
  }
}

const isNameOfHeaders = (name: string) => /^(?:raw)?headers(?:Distinct)?$/i.test(name)

/** `const { headers } = await axios.get(…)`, `({ headers }) => …`, `const headers = answer.headers`. */
function isTakenOut(tree: SyntaxTree, name: Identifier): boolean {
  const constant = constantOf(tree, name)
  if (constant !== null) return constant.type !== 'ObjectExpression' && areHeaders(tree, constant)
  const declaration = declarationAt(tree, name.name, name)
  const property = declaration === null ? null : tree.parentOf(declaration.name)
  if (declaration === null || property?.type !== 'ObjectProperty' || !isNameOfHeaders(keyOf(property) ?? ''))
    return false
  const { by } = declaration
  if (by.type === 'VariableDeclarator') return by.init != null && !NOT_ANSWERED.test(tree.sourceOf(by.init))
  // `stream(url, options, ({ headers }) => …)`
  return /^(?:Arrow)?FunctionExpression$/.test(by.type) && tree.parentOf(by)?.type === 'CallExpression'
}

/** What a file makes itself is looked at where it is filled. */
const MADE_HERE = /^(?:Array|Object|New)Expression$/

/** Pairs of names and values of which this file says nothing. What another file of the app has is looked at there. */
function isOnlyKnownLater(tree: SyntaxTree, all: Node, value: Node): boolean {
  const [first] = all.type === 'CallExpression' ? all.arguments : []
  const source = first ?? all
  if (value.type !== 'Identifier' || walkedAt(tree, value) !== all || staticValue(tree, source) !== null) return false
  if (source.type !== 'Identifier') return !MADE_HERE.test(source.type)
  const by = declarationAt(tree, source.name, source)?.by
  return by?.type === 'VariableDeclarator' && by.init != null && !MADE_HERE.test(by.init.type)
}

/** What sends a whole answer on: a client that is piped takes its headers along. */
const isPipingClient = textQuestion(/['"](?:request|postman-request|@cypress\/request|got|hyperquest)['"]/)
const ROUTES = /^(?:get|post|put|patch|delete|head|options|all|any|use|route|on|mount)$/

/** `(c) => fetch(url)` of a route, `ctx.body = await fetch(url)`, `new Response(answer.body, answer)`, `.pipe(res)`. */
export function handsOnAnswer(tree: SyntaxTree, node: Node): boolean {
  if (/^(?:pipe|pipeline)$/.test(nameOfCall(tree, node)) && 'arguments' in node && isPipingClient(tree))
    return isGivenToHandler(tree, node.arguments.at(-1) as Node | undefined)
  if (nameOfCall(tree, node) !== 'fetch') return false
  const receiver = receiverOf(node)
  // The app's own files.
  return !(receiver !== null && /\bASSETS$/.test(tree.sourceOf(receiver))) && isSent(tree, node)
}

const nameOfCall = (tree: SyntaxTree, node: Node) =>
  methodOf(node) ?? (node.type === 'CallExpression' ? tree.sourceOf(node.callee) : '')

/** `res`, `ctx.res`, `reply.raw`: a parameter of a function around it. */
function isGivenToHandler(tree: SyntaxTree, given: Node | undefined): boolean {
  const whole = given?.type === 'MemberExpression' ? given.object : given
  if (whole?.type !== 'Identifier') return false
  return /Function|Method/.test(declarationAt(tree, whole.name, whole)?.by.type ?? '')
}

/** Whether an answer becomes that of a route as it is. */
function isSent(tree: SyntaxTree, answer: Node): boolean {
  const inner = wholeOf(tree, answer)
  const outer = tree.parentOf(inner)
  if (outer === null) return false
  if (outer.type === 'VariableDeclarator' && outer.id.type === 'Identifier' && outer.init === inner) {
    const declaration = declarationAt(tree, outer.id.name, outer)
    return declaration !== null && mentionsOfDeclaration(tree, declaration).some((one) => isSent(tree, one))
  }
  if (outer.type === 'ReturnStatement' || (outer.type === 'ArrowFunctionExpression' && outer.body === inner))
    return isRoute(tree, outer.type === 'ReturnStatement' ? ownerOf(tree, outer) : outer)
  if (outer.type === 'AssignmentExpression') return outer.right === inner && /\bbody$/.test(tree.sourceOf(outer.left))
  const isSecond = 'arguments' in outer && (outer.arguments as Node[]).indexOf(inner) === 1
  if (isSecond && makesAnswer(tree, outer)) return true
  return /^(?:send|body)$/.test(methodOf(outer) ?? '') && 'arguments' in outer && outer.arguments[0] === inner
}

function wholeOf(tree: SyntaxTree, node: Node): Node {
  const outer = tree.parentOf(node)
  return outer !== null && (outer.type === 'AwaitExpression' || withoutTypes(outer) !== outer)
    ? wholeOf(tree, outer)
    : node
}

/** A function that is given to a route, in place, by its name, or as `handler`. */
function isRoute(tree: SyntaxTree, made: Node | null): boolean {
  const outer = made === null ? null : tree.parentOf(made)
  if (made === null || outer === null) return false
  if (ROUTES.test(methodOf(outer) ?? '')) return true
  if (keyOf(outer) === 'handler' || keyOf(made) === 'handler') return true
  const name =
    outer.type === 'VariableDeclarator' ? outer.id : made.type === 'FunctionDeclaration' ? (made.id ?? null) : null
  const declaration: Declaration | null = name?.type === 'Identifier' ? declarationAt(tree, name.name, made) : null
  return (
    declaration !== null &&
    mentionsOfDeclaration(tree, declaration).some((mention) => {
      const user = tree.parentOf(mention)
      return user !== null && (ROUTES.test(methodOf(user) ?? '') || keyOf(user) === 'handler')
    })
  )
}
