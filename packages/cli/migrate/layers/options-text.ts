/** The options of a middleware as text, to compare those of two calls. */
import type { CallExpression, Node } from '@babel/types'
import { constantOf, isExported, withoutTypes } from '../syntax/static-value.ts'
import { endOf, isInside, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'

export interface OptionsText {
  readonly text: string
  /** With its constants written out, so that it means the same in every file; `null` where it does not. */
  readonly closed: string | null
}

export function optionsText(tree: SyntaxTree, call: CallExpression): OptionsText {
  const given = call.callee.type === 'MemberExpression' && isRegister(call) ? call.arguments.slice(1) : call.arguments
  const text = given
    .map((argument) => {
      const node = withoutTypes(argument)
      const meant = node.type === 'Identifier' && !isExported(tree, node.name) ? constantOf(tree, node) : null
      return tree.sourceOf(meant ?? argument).replace(/\s+/g, ' ')
    })
    .join(', ')
  const parts = given.map((argument) => closedText(tree, argument))
  return { text, closed: parts.includes(null) ? null : parts.join(', ').replace(/\s+/g, ' ') }
}

const isRegister = ({ callee }: CallExpression) =>
  callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'register'

/** A constant may be defined by another constant, but never so many times in real code. */
const DEEPEST = 10

/** `null`: it contains a name that another file may not have, or has for something else. */
function closedText(tree: SyntaxTree, given: Node, depth = 0): string | null {
  const outer = withoutTypes(given)
  const pending: Node[] = [outer]
  const names: { readonly node: Node; readonly text: string }[] = []
  for (const node of pending) {
    // A function may do anything.
    if (/Function|ObjectMethod|CallExpression/.test(node.type)) return null
    if (node.type !== 'Identifier' || !tree.mentionsOf(node.name).includes(node)) pending.push(...tree.childrenOf(node))
    else if (node.name !== 'process' && node.name !== 'undefined') {
      const meant = depth < DEEPEST ? constantOf(tree, node) : null
      const text = meant === null || isInside(tree, node, meant) ? null : closedText(tree, meant, depth + 1)
      if (text === null) return null
      const parent = tree.parentOf(node)
      names.push({ node, text: parent?.type === 'ObjectProperty' && parent.shorthand ? `${node.name}: ${text}` : text })
    }
  }
  let closed = ''
  let position = startOf(outer)
  for (const { node, text } of names.sort((a, b) => startOf(a.node) - startOf(b.node))) {
    closed += tree.text.slice(position, startOf(node)) + text
    position = endOf(node)
  }
  return closed + tree.text.slice(position, endOf(outer))
}
