/** The function that a predicate hands to `list.some(…)` and its like. */
import type { BinaryExpression, Node } from '@babel/types'
import { withoutTypes } from '../../syntax/static-value.ts'
import type { AskedOrigin } from '../asked-origin.ts'

/** `(entry) => entry === origin`, in any form. */
export function comparesWithEntry(test: Node, origin: AskedOrigin, wanted = /^===?$/): boolean {
  const [entry, second] = 'params' in test ? test.params : []
  const compared = comparisonIn(test)
  if (entry?.type !== 'Identifier' || second !== undefined || compared === null) return false
  if (!wanted.test(compared.operator)) return false
  const { left, right } = compared
  const isEntry = (side: Node) => side.type === 'Identifier' && side.name === entry.name
  return (isEntry(left) && origin.is(right)) || (isEntry(right) && origin.is(left))
}

/** `(entry) => entry !== origin`, and every other comparison with the origin that a stranger's origin meets. */
export function isMetByStrangers(test: Node, origin: AskedOrigin): boolean {
  const compared = comparisonIn(test)
  return compared !== null && !/^===?$/.test(compared.operator) && origin.reaches(compared)
}

/** The comparison that the function gives; of `!(a === b)`, that of `a !== b`. */
function comparisonIn(test: Node): BinaryExpression | null {
  const result = resultOf(test)
  if (result?.type === 'BinaryExpression') return /^(?:[=!]==?|[<>]=?)$/.test(result.operator) ? result : null
  if (result?.type !== 'UnaryExpression' || result.operator !== '!') return null
  const inner = withoutTypes(result.argument)
  const negated = inner.type === 'BinaryExpression' ? NEGATED[inner.operator] : undefined
  return negated === undefined ? null : { ...(inner as BinaryExpression), operator: negated }
}

const NEGATED: Readonly<Record<string, BinaryExpression['operator']>> = {
  '===': '!==',
  '==': '!=',
  '!==': '===',
  '!=': '==',
}

/** What a function gives that does nothing else. */
function resultOf(test: Node): Node | null {
  if (test.type !== 'ArrowFunctionExpression' && test.type !== 'FunctionExpression') return null
  if (test.body.type !== 'BlockStatement') return withoutTypes(test.body)
  const [only, second] = test.body.body
  return only?.type === 'ReturnStatement' && second === undefined && only.argument != null
    ? withoutTypes(only.argument)
    : null
}
