/** Policies of routes of Fastify, which the old package and corskit take in different ways. */
import type { CallExpression, Node } from '@babel/types'
import type { Decision } from './finding.ts'
import { isFalse } from './syntax/static-value.ts'
import { keyOf, ownerOf, type SyntaxTree } from './syntax/syntax-tree.ts'

/** `config: { cors: … }` of Fastify's routes, which has the options of either package. */
export function routePolicies(tree: SyntaxTree): Decision[] {
  return tree.nodes.flatMap((node) => {
    const object = tree.parentOf(node)
    const isInConfig =
      node.type === 'ObjectProperty' &&
      keyOf(node) === 'cors' &&
      !isFalse(node) &&
      object !== null &&
      isConfig(tree, object)
    const isSet =
      node.type === 'AssignmentExpression' && /\bconfig(?:\.cors|\[['"]cors['"]\])$/.test(tree.sourceOf(node.left))
    if (!isInConfig && !isSet) return []
    const message = "the policy of a route; @fastify/cors ignores it on the route's preflight, and corskit does not"
    const instead = 'config: { cors: … } with the options of docs/policy.md'
    return [{ code: 'route-policy', line: tree.lineOf(node), message, instead }]
  })
}

/**
 * Whether a value becomes the `config` of a route: `config: { … }`, `route.config = { … }`, and the same by way of
 * variables, members, branches and functions.
 *
 * @param seen what was asked before: names may go round
 */
function isConfig(tree: SyntaxTree, given: Node, seen = new Set<Node>()): boolean {
  const outer = tree.parentOf(given)
  if (outer === null || seen.has(given)) return false
  seen.add(given)
  const isUsedSo = (name: Node | null | undefined) =>
    name?.type === 'Identifier' &&
    tree.mentionsOf(name.name).some((mention) => mention !== name && isConfig(tree, mention, seen))
  if (keyOf(outer) === 'config') return true
  switch (outer.type) {
    case 'AssignmentExpression':
      return /\bconfig$/.test(tree.sourceOf(outer.left))
    case 'VariableDeclarator':
    case 'FunctionDeclaration':
      return isUsedSo(outer.id)
    case 'CallExpression':
      if (/^Object\.assign$/.test(tree.sourceOf(outer.callee)) && /\bconfig$/.test(firstOf(tree, outer))) return true
      return (outer.callee === given || /^Object\./.test(tree.sourceOf(outer.callee))) && isConfig(tree, outer, seen)
    case 'ReturnStatement': {
      const owner = ownerOf(tree, outer)
      return owner?.type === 'FunctionDeclaration' ? isUsedSo(owner.id) : owner !== null && isConfig(tree, owner, seen)
    }
    default:
      return PASSES.test(outer.type) && isConfig(tree, outer, seen)
  }
}

const firstOf = (tree: SyntaxTree, { arguments: [first] }: CallExpression) =>
  first === undefined ? '' : tree.sourceOf(first)

/** What has the value of its part, or has it in it. */
const PASSES =
  /^(?:SpreadElement|Object(?:Expression|Property)|MemberExpression|ConditionalExpression|LogicalExpression|ArrowFunctionExpression|TS\w+Expression)$/
