/** Where a call of the callback stands, and whether a `return` can stand there instead. */
import type { Function as FunctionNode, Node } from '@babel/types'
import { endOf, ownerOf, type SyntaxTree, startOf } from '../../syntax/syntax-tree.ts'

/** A statement that ends the function, or the whole body of an arrow function. */
export type Place = 'expression' | { readonly start: number; readonly end: number; readonly semicolon: string }

/** @param call the call, or the choice between two: `ok ? callback(null, true) : callback(error)` */
export function placeOf(tree: SyntaxTree, call: Node, predicate: FunctionNode): Place | null {
  const parent = tree.parentOf(call)
  if (parent === predicate && predicate.type === 'ArrowFunctionExpression') return 'expression'
  const semicolon = parent !== null && tree.sourceOf(parent).endsWith(';') ? ';' : ''
  if (parent?.type === 'ReturnStatement') {
    return ownerOf(tree, parent) === predicate ? { start: startOf(parent), end: endOf(parent), semicolon } : null
  }
  if (parent?.type !== 'ExpressionStatement' || !endsFunction(tree, parent, predicate)) return null
  const next = nextStatement(tree, parent)
  return { start: startOf(parent), end: endOf(next ?? parent), semicolon }
}

/** Whether only a `return` runs after a statement. */
function endsFunction(tree: SyntaxTree, statement: Node, predicate: FunctionNode): boolean {
  let current = statement
  for (;;) {
    const parent = tree.parentOf(current)
    if (parent === null) return false
    if (parent.type === 'BlockStatement') {
      const next = nextStatement(tree, current)
      if (next !== null && !(next.type === 'ReturnStatement' && next.argument == null)) return false
      const owner = tree.parentOf(parent)
      if (owner === predicate || next !== null) return ownerOf(tree, parent) === predicate
      current = parent
    } else if (parent.type === 'IfStatement' || parent.type === 'CatchClause') current = parent
    else if (parent.type === 'TryStatement' && parent.finalizer == null) current = parent
    else return false
  }
}

function nextStatement(tree: SyntaxTree, statement: Node): Node | null {
  const parent = tree.parentOf(statement)
  if (parent?.type !== 'BlockStatement') return null
  return parent.body[parent.body.indexOf(statement as (typeof parent.body)[number]) + 1] ?? null
}
