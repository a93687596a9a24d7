/** Where the headers of another server's answer become those of this one. */
import type { Identifier, Node } from '@babel/types'
import { type Declaration, declarationAt, madeAs, mentionsOfDeclaration } from '../../syntax/declarations.ts'
import { loopOf, walkedAt } from '../../syntax/loops.ts'
import { staticValue, withoutTypes } from '../../syntax/static-value.ts'
import { keyOf, methodOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { loopName, mayRunForOrigin } from './runs-for-name.ts'

const WRITERS = /^(?:writeHead|setHeaders?|set|headers?|append|appendHeader)$/
/** A request, the options of one, and the app's own answer are not what another server answered. */
const NOT_ANSWERED =
  /^(?:(?:(?:c|ctx|context|this)\.)?_?(?:req|request|init|axios|this|\w*(?:options|opts|config|params|defaults|settings))|(?:c|ctx|context)\.(?:res|response))\b/i

/** `res.writeHead(200, answer.headers)`, `new Response(body, { headers: answer.headers })`, and the same in a loop. */
export function copiesHeaders(tree: SyntaxTree, node: Node): boolean {
  if (makesAnswer(tree, node)) return partsOf(tree, node).some((one) => areHeaders(tree, one))
  if (!WRITERS.test(methodOf(node) ?? '') || !('arguments' in node)) return false
  const [name, value] = node.arguments as Node[]
  if (name === undefined) return false
  // `cache.set(url, answer.headers)` sets one value by its name.
  const isNamed = value !== undefined && SETS_ONE.test(methodOf(node) ?? '')
  return (
    (!isNamed && partsOf(tree, node).some((one) => areHeaders(tree, one))) || isNameOfTheirs(tree, node, name, value)
  )
}

const SETS_ONE = /^(?:set|setHeader|header|append|appendHeader)$/

/** `new Response(…)`, `new Headers(…)`, `Response.json(…)`, and Hono's `c.body(…)`, `c.json(…)`, `c.newResponse(…)`. */
export const makesAnswer = (tree: SyntaxTree, node: Node) =>
  (node.type === 'NewExpression' && /^(?:Next)?(?:Response|Headers)$/.test(tree.sourceOf(node.callee))) ||
  /^(?:body|newResponse|json|text|html)$/.test(methodOf(node) ?? '')

/** What is given, without the body of an answer; of objects, their `headers` too. */
function partsOf(tree: SyntaxTree, call: Node): Node[] {
  const given = 'arguments' in call ? (call.arguments as Node[]) : []
  const isBodyFirst = makesAnswer(tree, call) && !/^new Headers\b/.test(tree.sourceOf(call))
  return given.slice(isBodyFirst ? 1 : 0).flatMap((one) => {
    const made = madeAs(tree, one)
    if (made.type !== 'ObjectExpression') return one
    const inner = made.properties.find((property) => keyOf(property) === 'headers')
    return inner?.type === 'ObjectProperty' ? [one, inner.value] : one
  })
}

/** Whether a header is written here by a name that another answer gave, in a loop over its headers. */
function isNameOfTheirs(tree: SyntaxTree, place: Node, given: Node, value?: Node): boolean {
  const name = loopName(tree, given)
  if (name.type === 'MemberExpression') return name.computed && areHeaders(tree, name.object)
  const all = name.type === 'Identifier' ? walkedAt(tree, name) : null
  const loop = name.type === 'Identifier' ? loopOf(tree, name) : null
  if (all === null || loop === null) return false
  const isTheirs = areHeaders(tree, all) || (value !== undefined && isOnlyKnownLater(tree, all, value))
  return isTheirs && mayRunForOrigin(tree, place, loop, tree.sourceOf(name))
}

/** Code is not nested so deeply, and a name does not stand for so many others. */
const MAX_DEPTH = 20

/** Functions that give the headers back that they get, without some of them. */
const GIVES_BACK = /headers?$|^(?:omit|clone|filter|strip|clean|copy|structuredClone)/i

/** `answer.headers`, `answer.headers.entries()`, `[...answer.headers]`, `Object.entries(answer.headers)`. */
function areHeaders(tree: SyntaxTree, given: Node, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false
  const node = withoutTypes(given)
  const are = (one: Node | null) =>
    one !== null && areHeaders(tree, one.type === 'SpreadElement' ? one.argument : one, depth + 1)
  switch (node.type) {
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const receiver = receiverOf(node)
      const name = methodOf(node) ?? tree.sourceOf(node.callee)
      if (receiver !== null && /^(?:entries|keys|toJSON|raw|filter|map|reduce)$/.test(name) && are(receiver))
        return true
      const isOfLibrary = receiver === null || /^(?:_|lodash|R)$/.test(tree.sourceOf(receiver))
      const givesBack = isOfLibrary && GIVES_BACK.test(name) && !/^(?:get|pick|parse)/.test(name)
      return (
        (givesBack ||
          (receiver !== null && /^(?:Object|JSON|Array|Iterator|Reflect)$/.test(tree.sourceOf(receiver)))) &&
        node.arguments.some(are)
      )
    }
    case 'NewExpression':
      return /^(?:Map|Headers)$/.test(tree.sourceOf(node.callee)) && node.arguments.some(are)
    case 'ArrayExpression':
      return node.elements.some((one) => one?.type === 'SpreadElement' && are(one))
    case 'ObjectExpression':
      return node.properties.some((one) => one.type === 'SpreadElement' && are(one))
    case 'ConditionalExpression':
      return are(node.consequent) || are(node.alternate)
    case 'LogicalExpression':
      return are(node.left) || are(node.right)
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return isNameOfHeaders(tree.sourceOf(node.property)) && !NOT_ANSWERED.test(tree.sourceOf(node.object))
    case 'Identifier':
      return standsForHeaders(tree, node, depth)
    default:
      return false
  }
}

/** `header` is what superagent calls them. */
const isNameOfHeaders = (name: string) => /^(?:header|(?:raw)?headers(?:Distinct)?)$/i.test(name)

/** By the name that declares the variable. */
const KNOWN = new WeakMap<Identifier, boolean>()

function standsForHeaders(tree: SyntaxTree, name: Identifier, depth: number): boolean {
  const declaration = declarationAt(tree, name.name, name)
  if (declaration === null) return false
  const known = KNOWN.get(declaration.name)
  if (known !== undefined) return known
  // A variable that is made of itself is asked once.
  KNOWN.set(declaration.name, false)
  const found =
    isTakenOut(tree, declaration, depth) || isFilled(tree, declaration, depth) || isGiven(tree, declaration, depth)
  KNOWN.set(declaration.name, found)
  return found
}

/** `const headers = { ...answer.headers }`, `const { headers } = await axios.get(…)`, `({ headers }) => …`. */
function isTakenOut(tree: SyntaxTree, { by, name }: Declaration, depth: number): boolean {
  const init = by.type === 'VariableDeclarator' ? (by.init ?? null) : null
  if (init !== null && 'id' in by && by.id === name) return areHeaders(tree, init, depth + 1)
  const holder = tree.parentOf(name)
  // `const { connection, ...others } = answer.headers`
  const rest = holder?.type === 'RestElement' ? tree.parentOf(holder) : null
  if (rest !== null && init !== null && 'id' in by && by.id === rest) return areHeaders(tree, init, depth + 1)
  const property = rest === null ? holder : tree.parentOf(rest)
  if (property?.type !== 'ObjectProperty' || !isNameOfHeaders(keyOf(property) ?? '')) return false
  if (by.type === 'VariableDeclarator') return init !== null && !NOT_ANSWERED.test(tree.sourceOf(init))
  // `stream(url, options, ({ headers }) => …)`
  return /^(?:Arrow)?FunctionExpression$/.test(by.type) && tree.parentOf(by)?.type === 'CallExpression'
}

/** `answer.headers.forEach((value, name) => { out[name] = value })`, `Object.assign(out, answer.headers)`. */
function isFilled(tree: SyntaxTree, declaration: Declaration, depth: number): boolean {
  return mentionsOfDeclaration(tree, declaration).some((mention) => {
    const outer = tree.parentOf(mention)
    if (outer?.type === 'AssignmentExpression')
      return outer.left === mention && areHeaders(tree, outer.right, depth + 1)
    if (outer?.type === 'CallExpression')
      return (
        tree.sourceOf(outer.callee) === 'Object.assign' &&
        outer.arguments[0] === mention &&
        outer.arguments.slice(1).some((one) => areHeaders(tree, one, depth + 1))
      )
    if (outer?.type !== 'MemberExpression' || outer.object !== mention || !outer.computed) return false
    const set = tree.parentOf(outer)
    if (set?.type !== 'AssignmentExpression' || set.left !== outer) return false
    return isNameOfTheirs(tree, set, outer.property)
  })
}

/** A parameter of `function copy(headers, response)`, where the file calls `copy(answer.headers, response)`. */
function isGiven(tree: SyntaxTree, { by, name }: Declaration, depth: number): boolean {
  if (!('params' in by) || !Array.isArray(by.params)) return false
  const place = by.params.indexOf(name as never)
  const holder = by.type === 'FunctionDeclaration' ? by : tree.parentOf(by)
  const id = holder?.type === 'FunctionDeclaration' || holder?.type === 'VariableDeclarator' ? holder.id : null
  const called = id?.type === 'Identifier' ? declarationAt(tree, id.name, by) : null
  if (place < 0 || called === null) return false
  return mentionsOfDeclaration(tree, called).some((mention) => {
    const call = tree.parentOf(mention)
    const given = call?.type === 'CallExpression' && call.callee === mention ? call.arguments[place] : undefined
    return given !== undefined && areHeaders(tree, given, depth + 1)
  })
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
