/** Finds the values of expressions without running them. */
import type { Identifier, Node, ObjectProperty } from '@babel/types'
import { declarationAt, mentionsOfDeclaration } from './declarations.ts'
import { isChangedAt, isDeclaredForOthers, isHandedOn, isList } from './shared-lists.ts'
import { endOf, methodOf, ownerOf, receiverOf, type SyntaxTree, startOf } from './syntax-tree.ts'

/** `null`: it cannot be known. */
export type StaticValue = { readonly value: unknown } | null

export function staticValue(tree: SyntaxTree, node: Node, depth = 0): StaticValue {
  if (depth > MAX_DEPTH) return null
  const known = (inner: Node) => staticValue(tree, inner, depth + 1)
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { value: node.value }
    case 'NullLiteral':
      return { value: null }
    case 'RegExpLiteral':
      return regExp(node.pattern, node.flags)
    case 'TemplateLiteral':
      return template(
        node.quasis.map(({ value }) => value.cooked),
        node.expressions.map(known),
      )
    case 'UnaryExpression': {
      if (node.operator === 'void') return node.argument.type === 'NumericLiteral' ? { value: undefined } : null
      const operand = known(node.argument)
      if (operand === null) return null
      if (node.operator === '-') return { value: -(operand.value as number) }
      return node.operator === '!' ? { value: !operand.value } : null
    }
    case 'BinaryExpression': {
      const [left, right] = [known(node.left), known(node.right)]
      if (typeof left?.value === 'string' && typeof right?.value === 'string' && node.operator === '+')
        return { value: left.value + right.value }
      if (typeof left?.value !== 'number' || typeof right?.value !== 'number') return null
      if (node.operator === '*') return { value: left.value * right.value }
      return node.operator === '+' ? { value: left.value + right.value } : null
    }
    case 'ArrayExpression': {
      const values: unknown[] = []
      for (const element of node.elements) {
        const value = element === null ? null : known(element)
        if (value === null) return null
        values.push(value.value)
      }
      return { value: values }
    }
    case 'NewExpression': {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return null
      const [pattern, flags] = node.arguments.map(known)
      const text = pattern?.value instanceof RegExp ? pattern.value.source : pattern?.value
      const marks = flags === undefined ? '' : flags?.value
      return typeof text === 'string' && typeof marks === 'string' ? regExp(text, marks) : null
    }
    case 'CallExpression': {
      const inner = thawed(tree, node)
      if (inner !== node) return known(inner)
      const receiver = receiverOf(node)
      const of = receiver === null ? null : known(receiver)
      const given = node.arguments.map(known)
      if (of === null || given.includes(null)) return null
      return calledOn(
        of.value,
        methodOf(node) ?? '',
        given.map((one) => one?.value),
      )
    }
    case 'Identifier': {
      if (node.name === 'undefined') return { value: undefined }
      const meant = constantOf(tree, node)
      return meant === null ? null : known(meant)
    }
    default: {
      const inner = withoutTypes(node)
      return inner === node ? null : known(inner)
    }
  }
}

/** A constant may be defined by another constant, but never so many times in real code. */
const MAX_DEPTH = 50

function regExp(pattern: string, flags: string): StaticValue {
  try {
    return { value: new RegExp(pattern, flags) }
  } catch {
    return null
  }
}

/** The methods that make a list of a text, or a text of a list. */
function calledOn(value: unknown, method: string, given: readonly unknown[]): StaticValue {
  const [separator] = given
  if (separator !== undefined && typeof separator !== 'string') return null
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) {
    if (method === 'join') return { value: value.join(separator) }
    return method === 'toString' ? { value: String(value) } : null
  }
  if (typeof value !== 'string') return null
  if (method === 'split' && separator !== undefined) return { value: value.split(separator) }
  if (given.length > 0) return null
  if (method === 'trim') return { value: value.trim() }
  return method === 'toLowerCase' ? { value: value.toLowerCase() } : null
}

function template(texts: readonly (string | null | undefined)[], values: readonly StaticValue[]): StaticValue {
  let text = texts[0] ?? ''
  for (const [index, found] of values.entries()) {
    if (typeof found?.value !== 'string' && typeof found?.value !== 'number') return null
    text += String(found.value) + (texts[index + 1] ?? '')
  }
  return { value: text }
}

/** The value of the variable that `name` stands for where it is used, if nothing changes it later, or may do so. */
export function constantOf(tree: SyntaxTree, name: Identifier): Node | null {
  const declaration = declarationAt(tree, name.name, name)
  if (declaration?.by.type !== 'VariableDeclarator' || declaration.by.id !== declaration.name) return null
  if (isUsedBefore(tree, name, declaration.by)) return null
  const known = CONSTANTS.get(declaration.name)
  if (known !== undefined) return known
  const { init = null } = declaration.by
  const isShared = isList(init)
  const isChanged =
    (isShared && isDeclaredForOthers(tree, declaration)) ||
    mentionsOfDeclaration(tree, declaration).some(
      (mention) => isChangedAt(tree, mention) || (isShared && isHandedOn(tree, mention)),
    )
  const constant = isChanged ? null : init
  CONSTANTS.set(declaration.name, constant)
  return constant
}

/** What a constant stands for; any other expression itself. */
export const meantBy = (tree: SyntaxTree, node: Node): Node =>
  (node.type === 'Identifier' ? constantOf(tree, node) : null) ?? node

/** A `var` that gets its value below the place where it is used, or below a call of the function that uses it. */
export function isUsedBefore(tree: SyntaxTree, name: Identifier, declarator: Node): boolean {
  const statement = tree.parentOf(declarator)
  if (statement?.type !== 'VariableDeclaration' || statement.kind !== 'var') return false
  const owner = ownerOf(tree, declarator)
  const isAbove = (node: Node) => endOf(node) < startOf(declarator)
  let outermost: Node = name
  for (let around = ownerOf(tree, name); around !== owner; around = ownerOf(tree, around)) {
    if (around === null) return false
    outermost = around
  }
  if (outermost === name) return isAbove(name)
  if (outermost.type !== 'FunctionDeclaration' || outermost.id == null) return false
  return tree.mentionsOf(outermost.id.name).some((mention) => {
    const call = tree.parentOf(mention)
    return call?.type === 'CallExpression' && call.callee === mention && isAbove(call) && ownerOf(tree, call) === owner
  })
}

/** By the identifier that declares the variable: a file that a tool made mentions it thousands of times. */
const CONSTANTS = new WeakMap<Identifier, Node | null>()

/** `x as T`, `x satisfies T`, `x!` and `<T>x` are x. */
export function withoutTypes(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return withoutTypes(node.expression)
    case 'ParenthesizedExpression':
      return withoutTypes(node.expression)
    default:
      return node
  }
}

/** What stands in `Object.freeze(…)`. */
export function thawed(tree: SyntaxTree, given: Node): Node {
  const node = withoutTypes(given)
  const [first] = node.type === 'CallExpression' && tree.sourceOf(node.callee) === 'Object.freeze' ? node.arguments : []
  return first === undefined ? node : thawed(tree, first)
}

/** Whether other files can get at what a declaration declares. */
export function isExported(tree: SyntaxTree, name: string): boolean {
  return tree.mentionsOf(name).some((mention) => {
    for (let outer = tree.parentOf(mention); outer !== null; outer = tree.parentOf(outer)) {
      if (outer.type === 'ExportNamedDeclaration' || outer.type === 'ExportDefaultDeclaration') return true
      if (outer.type === 'BlockStatement' || outer.type === 'CallExpression') return false
    }
    return false
  })
}

/** `name: false`. */
export const isFalse = ({ value }: ObjectProperty) => value.type === 'BooleanLiteral' && !value.value
