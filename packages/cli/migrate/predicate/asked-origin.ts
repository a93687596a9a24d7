/** How a predicate's own text names the origin that it is asked about. */
import type { Function as FunctionNode, Identifier, Node } from '@babel/types'
import { type PredicateStyle, takesAnswers } from '../old-package.ts'
import { declarationAt } from '../syntax/declarations.ts'
import { constantOf, withoutTypes } from '../syntax/static-value.ts'
import { isInside, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

export interface AskedOrigin {
  /** A variable that holds it; `null` where the function names none. */
  readonly name: string | null
  /** Whether an expression is the origin, letter by letter. */
  is(node: Node): boolean
  /** Whether what an expression gives depends on the origin. */
  reaches(node: Node): boolean
}

export function askedOrigin(tree: SyntaxTree, predicate: FunctionNode, style: PredicateStyle): AskedOrigin {
  const contexts = takesAnswers(style) ? [] : predicate.params.slice(style === 'header-of-origin' ? 1 : 0)
  return originAt(tree, predicate, style, 0, predicate.params, contexts)
}

/** How a function that a predicate calls names the origin. @param at the number of the parameter that gets it */
export const originOfHelper = (tree: SyntaxTree, helper: FunctionNode, at: number): AskedOrigin =>
  originAt(tree, helper, 'callback', at, helper.params.slice(at, at + 1), [])

/**
 * @param dependents the parameters that depend on the origin
 * @param contexts those of them that have other parts of the request too
 */
function originAt(
  tree: SyntaxTree,
  predicate: FunctionNode,
  style: PredicateStyle,
  at: number,
  dependents: readonly Node[],
  contexts: readonly Node[],
): AskedOrigin {
  const first = predicate.params[at]
  const parameter =
    first?.type === 'Identifier'
      ? first.name
      : first?.type === 'AssignmentPattern' && first.left.type === 'Identifier'
        ? first.left.name
        : null
  const names = new Set<string>()
  /** The declarations of those names. */
  const declared = new Set<Node>()
  const dependent = new Set<string>()
  if (style === 'header-of-context') dependent.add(parameter ?? '')
  else if (parameter !== null) names.add(parameter)
  if (first !== undefined) declared.add(first.type === 'AssignmentPattern' ? first.left : first)
  for (const node of dependents) if (node.type === 'Identifier') dependent.add(node.name)
  const isOrigin = (given: Node): boolean => {
    const node = withoutTypes(given)
    if (node.type === 'Identifier') return names.has(node.name) && !isAnother(tree, node, declared)
    return !takesAnswers(style) && readsHeader(tree, node, dependent)
  }
  const reaches = (outer: Node) =>
    identifierNodesIn(tree, outer).some(
      (node) =>
        (names.has(node.name) || dependent.has(node.name)) &&
        !(contexts.some((context) => namesSame(context, node)) && readsOtherPart(tree, node)),
    )
  // Local variables, in the order of their declarations. A variable that is set later is taken to depend on the origin.
  for (const node of tree.nodes) {
    if (node.type !== 'VariableDeclarator' || !isInside(tree, node, predicate.body)) continue
    if (node.id.type === 'Identifier') {
      const meant = constantOf(tree, node.id)
      if (meant !== null && isOrigin(meant)) {
        names.add(node.id.name)
        declared.add(node.id)
      } else if (meant === null || reaches(meant)) dependent.add(node.id.name)
    } else for (const name of identifiersIn(tree, node.id)) dependent.add(name)
  }
  // Parameters of inner functions: `list.some((entry) => …)`.
  for (const node of tree.nodes) {
    if (!('params' in node) || node === predicate || !isInside(tree, node, predicate.body)) continue
    for (const parameter of node.params as Node[])
      for (const name of identifiersIn(tree, parameter)) dependent.add(name)
  }
  return { name: [...names][0] ?? null, is: isOrigin, reaches }
}

/** A variable of the same name that an inner function or block declares: `list.some((origin) => …)`. */
function isAnother(tree: SyntaxTree, node: Identifier, declared: ReadonlySet<Node>): boolean {
  const declaration = declarationAt(tree, node.name, node)
  return declaration !== null && !declared.has(declaration.name)
}

/** `ctx.get('Origin')`, `ctx.headers.origin`, `c.req.header('origin')` and their like. */
function readsHeader(tree: SyntaxTree, node: Node, contexts: ReadonlySet<string>): boolean {
  const text = tidied(tree, node)
  const root = text.split(/[.[(]/, 1)[0] ?? ''
  if (!contexts.has(root)) return false
  const rest = text.slice(root.length)
  if (methodOf(node) !== null) return /^(?:\.req(?:uest)?)?\.(?:get|header|headers\.get)\('origin'\)$/i.test(rest)
  return /^(?:\.req(?:uest)?)?\.headers?(?:\.origin|\['origin'\])$/.test(rest)
}

const namesSame = (context: Node, node: Identifier) => context.type === 'Identifier' && context.name === node.name

/** What a request has beside its headers, and its headers other than `Origin`. */
const OTHER_PARTS =
  /^(?:\.req(?:uest)?)?\.(?:path|routePath|method|url|originalUrl|href|hostname|host|protocol|secure|ip|query|queries|param|params|cookies|env|state|session|(?:(?:get|header|headers\.get)\('(?!origin')|headers?(?:\['(?!origin')|\.(?!origin\b|get\b)))\b)/i

/** `ctx.path`, `c.req.header('x-key')`: a test of these says nothing about the origin. */
function readsOtherPart(tree: SyntaxTree, context: Identifier): boolean {
  let outer: Node = context
  for (let next = tree.parentOf(outer); next !== null; next = tree.parentOf(outer)) {
    const isMember = /^(?:Optional)?MemberExpression$/.test(next.type) && 'object' in next && next.object === outer
    const isCalled = /^(?:Optional)?CallExpression$/.test(next.type) && 'callee' in next && next.callee === outer
    if (!isMember && !isCalled) break
    outer = next
  }
  return OTHER_PARTS.test(tidied(tree, outer).slice(context.name.length))
}

const tidied = (tree: SyntaxTree, node: Node) =>
  tree.sourceOf(node).replace(/\s+/g, '').replaceAll('?.', '.').replaceAll('"', "'")

const identifiersIn = (tree: SyntaxTree, outer: Node) => new Set(identifierNodesIn(tree, outer).map(({ name }) => name))

function identifierNodesIn(tree: SyntaxTree, outer: Node): Identifier[] {
  const found: Identifier[] = []
  const pending: Node[] = [outer]
  for (const node of pending) {
    if (node.type === 'Identifier') found.push(node)
    pending.push(...tree.childrenOf(node))
  }
  return found
}
