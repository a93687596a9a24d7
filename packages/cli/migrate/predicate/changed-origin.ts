/**
 * A predicate that gives its origin, another name for it, or the list that it looks at another value: then it does not
 * answer for the page that asked.
 */
import type { Function as FunctionNode, Identifier, Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import { declarationAt, mentionsOfDeclaration } from '../syntax/declarations.ts'
import { staticValue, withoutTypes } from '../syntax/static-value.ts'
import { isInside, methodOf, ownerOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { isBoolean } from './answers/boolean-text.ts'
import type { AskedOrigin } from './asked-origin.ts'
import { ofOtherFile } from './decisions.ts'
import type { AskedHelpers } from './helpers.ts'
import { holdsOrigin } from './holds-origin.ts'

/** @param helpers the functions that the predicate asks, in which the same can happen */
export function changedOrigin(
  tree: SyntaxTree,
  predicate: FunctionNode,
  origin: AskedOrigin,
  { helpers }: AskedHelpers,
): Decision[] {
  const functions = [predicate, ...helpers.filter((one) => one.tree === tree).map(({ called }) => called)]
  const own = changedIn(tree, predicate, origin, functions)
  if (own.length > 0) return own
  for (const helper of helpers) {
    const around = helper.tree === tree ? functions : [helper.called]
    const found = changedIn(helper.tree, helper.called, helper.origin, around)
    const line = tree.lineOf(helper.from)
    if (found.length > 0) return helper.tree === tree ? found : found.map((one) => ofOtherFile(one, helper.tree, line))
  }
  return []
}

function changedIn(
  tree: SyntaxTree,
  predicate: FunctionNode,
  asked: AskedOrigin,
  functions: readonly FunctionNode[],
): Decision[] {
  for (const node of tree.nodes) {
    if (!isInside(tree, node, predicate.body)) continue
    if (addsOrigin(tree, node, asked, functions))
      return [changed(tree, node, 'puts the origin into a list and then looks at it')]
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

const ADDS = /^(?:push|unshift|splice|add|set|fill|assign|append|defineProperty)$/
const STATIC = /^(?:assign|defineProperty)$/

/** `list.push(origin)`, `push.call(list, origin)`, `map[origin] = true`, `list = [...list, origin]`. */
function addsOrigin(tree: SyntaxTree, node: Node, asked: AskedOrigin, functions: readonly FunctionNode[]): boolean {
  const reaches = (part: Node) => asked.reaches(part)
  const isAsked = (list: Node) => isNamedAgain(tree, list, functions)
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
    const { object, property, computed } = node.left
    return isAsked(object) && (reaches(node.right) || (computed && reaches(property)))
  }
  // A variable of the function itself is looked at by `isSetWrongly`.
  if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') {
    const declaration = declarationAt(tree, node.left.name, node.left)
    const isOutside = declaration !== null && !functions.some((one) => isInside(tree, declaration.name, one))
    return isOutside && holdsOrigin(tree, node.right, asked) !== false && isAsked(node.left)
  }
  if (node.type !== 'CallExpression') return false
  const borrowed = /^(?:call|apply)$/.test(methodOf(node) ?? '')
    ? /\.(\w+)\.\w+$/.exec(tree.sourceOf(node.callee))?.[1]
    : null
  const method = borrowed ?? methodOf(node) ?? ''
  if (!ADDS.test(method)) return false
  const [first] = node.arguments
  const to = borrowed != null || STATIC.test(method) ? first : receiverOf(node)
  return to != null && node.arguments.some((one) => one !== to && reaches(one)) && isAsked(to)
}

/** Whether the functions name it, or another name for it, again: what they only collect does not decide. */
function isNamedAgain(tree: SyntaxTree, given: Node, functions: readonly FunctionNode[]): boolean {
  const root = rootOf(tree, given)
  let count = 0
  for (const node of tree.nodes) {
    if (!/^(?:Identifier|MemberExpression|ThisExpression)$/.test(node.type)) continue
    if (!functions.some((one) => isInside(tree, node, one.body))) continue
    if (
      tree.parentOf(node)?.type === 'VariableDeclarator' &&
      tree.sourceOf(tree.parentOf(node) as Node).startsWith(`${tree.sourceOf(node)} =`)
    )
      continue
    if (rootOf(tree, node) === root) count++
  }
  return count > 1
}

/** What a name stands for: the place of its declaration, through other names; of a member, its text. */
function rootOf(tree: SyntaxTree, given: Node, depth = 0): Node | string {
  const node = withoutTypes(given)
  if (node.type !== 'Identifier') return tree.sourceOf(node)
  const declaration = declarationAt(tree, node.name, node)
  if (declaration === null) return node.name
  const { by } = declaration
  const init = by.type === 'VariableDeclarator' && by.id === declaration.name ? by.init : null
  const inner = init == null ? null : withoutTypes(init)
  const isName = inner !== null && /^(?:Identifier|MemberExpression)$/.test(inner.type)
  return isName && depth < 10 ? rootOf(tree, inner, depth + 1) : declaration.name
}
