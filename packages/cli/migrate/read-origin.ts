/** What an old `origin` says, and whether it was dangerous. */
import type { Function as FunctionNode, Node } from '@babel/types'
import type { Decision } from './finding.ts'
import { constantOf, isExported, staticValue, withoutTypes } from './static-value.ts'
import type { SyntaxTree } from './syntax-tree.ts'

export type OriginValue = { readonly decisions: readonly Decision[] } & (
  | { readonly kind: 'known'; readonly value: unknown }
  | { readonly kind: 'predicate'; readonly predicate: FunctionNode }
  /** It is known when the app runs, and checked then. */
  | { readonly kind: 'unknown' }
)

/** @param credentials what stands at `credentials`, if anything does */
export function readOrigin(tree: SyntaxTree, given: Node, credentials: Node | null): OriginValue {
  const node = withoutTypes(given)
  const predicate = functionOf(tree, node)
  if (predicate !== null) return { kind: 'predicate', predicate, decisions: [] }
  const found = staticValue(tree, node)
  if (found !== null) return fromKnown(tree, node, found.value)
  const decisions = possibleValues(tree, node).flatMap((leaf) => {
    const value = staticValue(tree, leaf)
    if (value === null || (typeof value.value === 'string' && value.value !== '*' && value.value !== 'null')) return []
    if (value.value === '*' && isOff(tree, credentials)) return []
    if (value.value === '*') return [anyWithCredentials(tree, leaf)]
    return fromKnown(tree, leaf, value.value).decisions
  })
  return { kind: 'unknown', decisions }
}

function fromKnown(tree: SyntaxTree, node: Node, value: unknown): OriginValue {
  const line = tree.lineOf(node)
  const stop = (code: string, message: string, instead: string): OriginValue => ({
    kind: 'unknown',
    decisions: [{ code, line, message, instead }],
  })
  if (value === true) {
    return stop(
      'origin-reflected',
      'origin: true lets every site on the web in by repeating its own name; name the origins',
      "origin: ['https://app.example.com'], or origin: '*' without credentials when everyone may read",
    )
  }
  if (namesNobody(value)) {
    return stop('origin-switched-off', `origin: ${String(value)} switched the middleware off`, 'remove the call')
  }
  return { kind: 'known', value, decisions: [] }
}

/** For the old packages, a falsy origin is none. */
export function namesNobody(value: unknown): boolean {
  return value === false || value === null || value === undefined || value === ''
}

function anyWithCredentials(tree: SyntaxTree, node: Node): Decision {
  return {
    code: 'origin-any-with-credentials',
    line: tree.lineOf(node),
    message: "browsers refuse '*' when credentials are included; name the origins that may act for a user",
    instead: "origin: ['https://app.example.com']",
  }
}

function isOff(tree: SyntaxTree, credentials: Node | null): boolean {
  if (credentials === null) return true
  const found = staticValue(tree, credentials)
  return found !== null && !found.value
}

/** The branches of `a ? b : c`, `a || b` and `a ?? b`, and the entries of a list. */
function possibleValues(tree: SyntaxTree, given: Node): Node[] {
  const leaves: Node[] = []
  const pending = [given]
  for (const next of pending) {
    const node = withoutTypes(next)
    if (pending.length > MAX_BRANCHES) break
    if (node.type === 'ConditionalExpression') pending.push(node.consequent, node.alternate)
    else if (node.type === 'LogicalExpression') pending.push(node.right, ...(node.operator === '&&' ? [] : [node.left]))
    else if (node.type === 'Identifier') {
      const meant = constantOf(tree, node.name)
      if (meant === null) leaves.push(node)
      else pending.push(meant)
    } else leaves.push(node)
  }
  return leaves
}

const MAX_BRANCHES = 100

/** The function that stands there, or that the name there stands for and nothing else is done with. */
function functionOf(tree: SyntaxTree, node: Node): FunctionNode | null {
  if (isFunction(node)) return node
  if (node.type !== 'Identifier') return null
  const mentions = tree.mentionsOf(node.name)
  if (mentions.length !== 2 || isExported(tree, node.name)) return null
  for (const mention of mentions) {
    const parent = tree.parentOf(mention)
    if (parent?.type === 'FunctionDeclaration' && parent.id === mention) return parent
  }
  const meant = constantOf(tree, node.name)
  return meant !== null && isFunction(meant) ? meant : null
}

function isFunction(node: Node): node is FunctionNode {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' || node.type === 'ObjectMethod'
}
