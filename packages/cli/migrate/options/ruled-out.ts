/** What a condition rules out: in the second branch of `list.includes('*') ? '*' : list`, the list has no '*'. */
import type { Node } from '@babel/types'
import { declarationAt } from '../syntax/declarations.ts'
import { constantOf, meantBy } from '../syntax/static-value.ts'
import { methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { type Case, valueInCase } from '../syntax/value-in-case.ts'

/** A branch: it runs where the test is true, or where it is false. */
export interface Choice {
  readonly test: Node
  readonly when: boolean
}

/** The branches that a place is in, up to the function around it. */
export function choicesAround(tree: SyntaxTree, place: Node): Choice[] {
  const found: Choice[] = []
  let inner = place
  for (let outer = tree.parentOf(inner); outer !== null && !/Function|Method/.test(outer.type); ) {
    if (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') {
      if (outer.test !== inner) found.push({ test: outer.test, when: outer.consequent === inner })
    } else if (outer.type === 'LogicalExpression' && outer.right === inner && outer.operator !== '??')
      found.push({ test: outer.left, when: outer.operator === '&&' })
    inner = outer
    outer = tree.parentOf(inner)
  }
  return found
}

/** Whether a text of the source is never what the branches give. */
export const isRuledOut = (tree: SyntaxTree, choices: readonly Choice[], text: Node) =>
  isNever(tree, choices, { taken: text, known: () => null })

/** Whether a list is never empty in the branches: `list.length === 0 ? '*' : list`. */
export function isNeverEmpty(tree: SyntaxTree, choices: readonly Choice[], list: Node): boolean {
  const named = list.type === 'Identifier' ? declarationAt(tree, list.name, list)?.name : undefined
  const isList = (node: Node) =>
    node === list ||
    (node.type === 'Identifier' &&
      (constantOf(tree, node) === list ||
        (named !== undefined && declarationAt(tree, node.name, node)?.name === named)))
  return isNever(tree, choices, { taken: null, known: (node) => (isList(node) ? { value: [] } : null) })
}

/** Whether an expression is certainly false in the branches: `credentials: !open` where `open` is true. */
export const isFalseIn = (tree: SyntaxTree, choices: readonly Choice[], expression: Node) =>
  choices.some(({ test, when }) => {
    const meant = meantBy(tree, test)
    const isTest = (node: Node) => isBoolean(meant) && tree.sourceOf(meantBy(tree, node)) === tree.sourceOf(meant)
    const value = valueInCase(tree, expression, {
      taken: null,
      known: (node) => (isTest(node) ? { value: when } : null),
    })
    return value !== null && !value.value
  })

const isBoolean = (node: Node) =>
  (node.type === 'UnaryExpression' && node.operator === '!') ||
  (node.type === 'BinaryExpression' && /^(?:[<>]=?|[!=]==?)$/.test(node.operator)) ||
  /^(?:includes|some|every|has|test|startsWith|endsWith)$/.test(methodOf(node) ?? '')

const isNever = (tree: SyntaxTree, choices: readonly Choice[], one: Case) =>
  choices.some(({ test, when }) => {
    const value = valueInCase(tree, test, one)
    return value !== null && !!value.value !== when
  })
