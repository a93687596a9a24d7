/** One call that makes several middlewares: in a loop, a method, or a function that is called in several places. */
import type { CallExpression, Identifier, Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import { fieldOf } from '../syntax/class-fields.ts'
import { declarationAt } from '../syntax/declarations.ts'
import { loopAround } from '../syntax/loops.ts'
import { constantOf, staticValue } from '../syntax/static-value.ts'
import { isInside, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/** Where the options are not the same each time, one request may come to two of them. */
export function madeSeveralTimes(tree: SyntaxTree, calls: readonly CallExpression[]): Decision[] {
  return calls.flatMap((call) => {
    const loop = loopAround(tree, call)
    // Where it is given back, its uses are layers of their own.
    const isGivenBack = /^(?:ReturnStatement|ArrowFunctionExpression)$/.test(tree.parentOf(call)?.type ?? '')
    const around = isGivenBack ? null : functionAround(tree, call)
    if (loop === null && around === null) return []
    const names = call.arguments.flatMap((options) => variablesIn(tree, options))
    const isOfLoop = loop !== null && names.some((name) => changesIn(tree, name, loop, call))
    const field = fieldGiven(tree, call)
    const isOfFunction =
      around !== null &&
      (field === null
        ? namesThis(tree, call) || names.some((name) => variesIn(tree, name, around, call))
        : variesInField(tree, field))
    if (!isOfLoop && !isOfFunction) return []
    return {
      code: 'two-layers',
      line: tree.lineOf(call),
      message: `${isOfLoop ? 'a loop makes' : 'a function that may be called several times makes'} several middlewares here with other options, and one request may come to two of them: with corskit the inner one rules both`,
      instead: 'one call for each path, written out; or one policy for all',
    }
  })
}

interface GivenField {
  readonly owner: Node
  readonly value: Node
}

/** `this.options`, where the class gives it one value. */
function fieldGiven(tree: SyntaxTree, { arguments: given }: CallExpression): GivenField | null {
  const used = given.find((one) => one.type === 'MemberExpression')
  const field = used === undefined ? null : fieldOf(tree, used)
  if (field === null) return null
  const [value, second] = field.values
  return value === undefined || second !== undefined ? null : { owner: field.owner, value }
}

/** Whether objects of the class have other values there: `constructor(origin) { this.options = { origin } }`. */
const variesInField = (tree: SyntaxTree, { owner, value }: GivenField) =>
  mayDiffer(tree, value) || variablesIn(tree, value).some((name) => variesIn(tree, name, owner, value))

/** A method, or a function that is called in several places. */
function functionAround(tree: SyntaxTree, node: Node): Node | null {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (/^(?:ClassMethod|ClassPrivateMethod|ClassProperty|ClassPrivateProperty|ObjectMethod)$/.test(outer.type))
      return outer
    const { id } = outer as { id?: Node | null }
    if (outer.type === 'FunctionDeclaration' && id?.type === 'Identifier' && tree.mentionsOf(id.name).length > 2)
      return outer
  }
  return null
}

/** So many names are defined by each other in no real code. */
const DEEPEST = 20

/** Whether a name of the function may be something else each time: a parameter, or what is made of one. */
function variesIn(tree: SyntaxTree, name: Identifier, around: Node, call: Node, depth = 0): boolean {
  const by = declarationAt(tree, name.name, name)?.by
  if (by === undefined || isInside(tree, by, call)) return false
  if (!isInside(tree, by, around)) return depth > 0 && isSetLater(tree, name, by)
  if (depth > DEEPEST) return true
  const meant = by.type === 'FunctionDeclaration' && by !== around ? by : constantOf(tree, name)
  if (meant === null || mayDiffer(tree, meant)) return true
  return variablesIn(tree, meant).some(
    (inner) => inner !== name && !declaresInside(tree, inner, meant) && variesIn(tree, inner, around, call, depth + 1),
  )
}

/** A variable of the file that gets other values. */
function isSetLater(tree: SyntaxTree, name: Identifier, by: Node): boolean {
  const statement = tree.parentOf(by)
  return statement?.type === 'VariableDeclaration' && statement.kind !== 'const' && constantOf(tree, name) === null
}

const declaresInside = (tree: SyntaxTree, name: Identifier, outer: Node) => {
  const by = declarationAt(tree, name.name, name)?.by
  return by !== undefined && isInside(tree, by, outer)
}

/** Functions and methods that give the same for the same. */
const SAME_EACH_TIME =
  /^(?:String|Number|Boolean|parseInt|parseFloat|require|RegExp|URL|Set|Map|\w*Error|split|map|filter|trim|concat|slice|join|flat|flatMap|toLowerCase|toUpperCase|replace|replaceAll|includes|indexOf|startsWith|endsWith|from|keys|values|entries|parse|get|freeze)$/

/** Whether an expression itself may have another value each time: it names `this`, sets something, or calls others. */
function mayDiffer(tree: SyntaxTree, expression: Node): boolean {
  const seen = new Set<Node>([expression])
  for (const node of seen) {
    if (/^(?:This|Await|Update|Assignment|Yield)Expression$/.test(node.type)) return true
    if ('callee' in node && !SAME_EACH_TIME.test(methodOf(node) ?? tree.sourceOf(node.callee as Node))) return true
    // A function that is not called here is the same each time.
    const isCalled = 'callee' in (tree.parentOf(node) ?? {})
    if (!isCalled && /Function|ObjectMethod/.test(node.type)) continue
    for (const child of tree.childrenOf(node)) seen.add(child)
  }
  return false
}

/** `this.origin` in the options: each object has its own. */
const namesThis = (tree: SyntaxTree, node: Node): boolean =>
  node.type === 'ThisExpression' || tree.childrenOf(node).some((inner) => namesThis(tree, inner))

function variablesIn(tree: SyntaxTree, options: Node): Identifier[] {
  const own = options.type === 'Identifier' && tree.mentionsOf(options.name).includes(options) ? [options] : []
  return [...own, ...tree.childrenOf(options).flatMap((inner) => variablesIn(tree, inner))]
}

/** A name of the loop; and where the loop names none, any variable, which may be another one each time. */
function changesIn(tree: SyntaxTree, name: Identifier, loop: Node, call: Node): boolean {
  if (isDeclaredIn(tree, name, loop, call)) return true
  if (!/^(?:For|While|DoWhile)Statement$/.test(loop.type)) return false
  const by = declarationAt(tree, name.name, name)?.by
  return staticValue(tree, name) === null && (by === undefined || !isInside(tree, by, call))
}

function isDeclaredIn(tree: SyntaxTree, name: Identifier, outer: Node, call: Node): boolean {
  const by = declarationAt(tree, name.name, name)?.by
  return by !== undefined && isInside(tree, by, outer) && !isInside(tree, by, call)
}
