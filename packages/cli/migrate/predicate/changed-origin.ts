/**
 * A predicate that gives its origin, another name for it, or the list that it looks at another value: then it does not
 * answer for the page that asked.
 */
import type { Function as FunctionNode, Identifier, Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import { declarationAt, mentionsOfDeclaration } from '../syntax/declarations.ts'
import { staticValue, withoutTypes } from '../syntax/static-value.ts'
import { isInside, methodOf, ownerOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { AskedOrigin } from './asked-origin.ts'
import { isBoolean } from './boolean-text.ts'

export function changedOrigin(tree: SyntaxTree, predicate: FunctionNode, asked: AskedOrigin): Decision[] {
  for (const node of tree.nodes) {
    if (!isInside(tree, node, predicate.body)) continue
    if (addsOrigin(tree, node, asked)) return [changed(tree, node, 'puts the origin into a list and then looks at it')]
    if (node.type !== 'Identifier') continue
    if (node.name === 'arguments' && tree.mentionsOf('arguments').includes(node))
      return [changed(tree, node, 'reads its arguments by another name')]
    if (isSetWrongly(tree, node, predicate, asked))
      return [changed(tree, node, 'gives the origin, or a name for it, another value')]
  }
  return []
}

function changed(tree: SyntaxTree, node: Node, does: string): Decision {
  return {
    code: 'origin-reflected',
    line: tree.lineOf(node),
    message: `this function ${does}, so it may let every site in, whatever the list says; name the origins`,
    instead: "origin: ['https://app.example.com'], or a function that only looks: (origin) => list.includes(origin)",
  }
}

/** Whether this mention of a variable sets it, and mixes the origin with something else in it. */
function isSetWrongly(tree: SyntaxTree, name: Identifier, predicate: FunctionNode, asked: AskedOrigin): boolean {
  const target = targetOf(tree, name)
  if (target === null) return false
  if (predicate.params.some((parameter) => namesSame(parameter, name)) && target.type === 'VariableDeclarator')
    return isVarOf(tree, target, predicate)
  const declaration = declarationAt(tree, name.name, name)
  if (declaration === null || !isInside(tree, declaration.name, predicate)) return false
  const isParameter = predicate.params.some((parameter) => isInside(tree, declaration.name, parameter))
  if (target.type === 'VariableDeclarator') return false
  const { init } = declaration.by.type === 'VariableDeclarator' ? declaration.by : { init: null }
  const values = [
    ...(init == null ? [] : [init]),
    ...mentionsOfDeclaration(tree, declaration).flatMap((mention) => {
      const by = targetOf(tree, mention)
      if (by === null) return []
      return by.type === 'AssignmentExpression' && by.left === mention && by.operator === '=' ? [by.right] : [by]
    }),
  ]
  const isOrigin = (node: Node) => asked.is(node) || isTidied(tree, node, asked)
  const isName = isParameter ? asked.is(name) : values.some(isOrigin)
  if (isName) return values.some((value) => !isOrigin(value) && !isEmpty(tree, value))
  const reaches = values.some((value) => asked.reaches(value) && !isBoolean(tree, value))
  return reaches && values.some((value) => !asked.reaches(value) && !isEmpty(tree, value) && !isBoolean(tree, value))
}

const namesSame = (parameter: Node, name: Identifier) => parameter.type === 'Identifier' && parameter.name === name.name

/** `var origin = …` is the parameter itself. */
function isVarOf(tree: SyntaxTree, declarator: Node, predicate: FunctionNode): boolean {
  const statement = tree.parentOf(declarator)
  const isVar = statement?.type === 'VariableDeclaration' && statement.kind === 'var'
  return isVar && ownerOf(tree, declarator) === predicate
}

/** The assignment, loop or declaration that sets the variable in any form; `null` where it is only used. */
function targetOf(tree: SyntaxTree, name: Node): Node | null {
  for (let inner = name, outer = tree.parentOf(name); outer !== null; inner = outer, outer = tree.parentOf(outer)) {
    if (/^(?:ArrayPattern|ObjectPattern|RestElement)$/.test(outer.type)) continue
    if (outer.type === 'ObjectProperty' && outer.value === inner) continue
    if (outer.type === 'AssignmentPattern' && outer.left === inner) continue
    if (outer.type === 'AssignmentExpression' || /^For(?:Of|In)Statement$/.test(outer.type))
      return 'left' in outer && outer.left === inner ? outer : null
    if (outer.type === 'UpdateExpression') return outer
    return outer.type === 'VariableDeclarator' && outer.id === inner ? outer : null
  }
  return null
}

const isEmpty = (tree: SyntaxTree, node: Node) => {
  const known = staticValue(tree, node)
  return known !== null && !known.value
}

/** `origin.toLowerCase()`, `origin || ''`: still the origin. */
function isTidied(tree: SyntaxTree, given: Node, asked: AskedOrigin): boolean {
  const node = withoutTypes(given)
  if (asked.is(node)) return true
  if (node.type === 'LogicalExpression' && node.operator !== '&&')
    return isTidied(tree, node.left, asked) && isEmpty(tree, node.right)
  const receiver = /^(?:toLowerCase|trim|toString)$/.test(methodOf(node) ?? '') ? receiverOf(node) : null
  return receiver !== null && isTidied(tree, receiver, asked)
}

const ADDS = /^(?:push|unshift|splice|add|set|fill|assign)$/

/** `list.push(origin)`, `map[origin] = true`. */
function addsOrigin(tree: SyntaxTree, node: Node, asked: AskedOrigin): boolean {
  const reaches = (part: Node) => asked.reaches(part)
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
    const { object, property, computed } = node.left
    return isUsedTwice(tree, object) && (reaches(node.right) || (computed && reaches(property)))
  }
  if (node.type !== 'CallExpression' || !ADDS.test(methodOf(node) ?? '')) return false
  const [first] = node.arguments
  const to = methodOf(node) === 'assign' ? first : receiverOf(node)
  return to != null && isUsedTwice(tree, to) && node.arguments.some(reaches)
}

/** Whether the function names it more than once: what it only collects does not decide. */
function isUsedTwice(tree: SyntaxTree, given: Node): boolean {
  const node = withoutTypes(given)
  if (node.type !== 'Identifier') return false
  const owner = ownerOf(tree, node)
  return tree.mentionsOf(node.name).filter((mention) => owner !== null && isInside(tree, mention, owner)).length > 1
}
