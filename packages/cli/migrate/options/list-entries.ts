/** What may stand in a list at `origin` when the app runs, as far as the source shows it. */
import type { Node } from '@babel/types'
import { constantOf, staticValue, thawed, withoutTypes } from '../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import { mayBeUnset } from './may-be-unset.ts'
import { usesVariable } from './uses-variable.ts'
import { declared } from './wildcards-in-source.ts'

/** One thing that an entry may turn out to be. */
export type Possibility =
  | { readonly kind: 'known'; readonly value: unknown; readonly node: Node }
  /** A text that only the running app knows. */
  | { readonly kind: 'text'; readonly isOfEnvironment: boolean }
  /** `false`, `undefined` or an empty text: the old packages passed over it. */
  | { readonly kind: 'missing'; readonly isUnsetVariable: boolean }
  /** `true`, or an object that is not a RegExp. */
  | { readonly kind: 'not-origin'; readonly node: Node }

/** How sure it is that a list has an entry: always, while its variables are set, or only under a condition. */
export type Filled = 'always' | 'while-set' | 'sometimes'

export interface ListEntries {
  readonly entries: readonly (readonly Possibility[])[]
  readonly filled: Filled
}

const MAX_DEPTH = 20
export const NO_ORIGIN: Possibility = { kind: 'missing', isUnsetVariable: false }
const UNSET = { kind: 'missing', isUnsetVariable: true } as const
/** What a variable holds that is set. */
export const SET: Possibility = { kind: 'text', isOfEnvironment: true }
/** A list of which nothing is known here. */
const UNKNOWN: ListEntries = { entries: [], filled: 'always' }

const ASKS = /^(?:Boolean|includes|startsWith|endsWith|test|has|some|every)$/

export function possibilitiesOf(tree: SyntaxTree, given: Node, depth = 0): Possibility[] {
  const node = withoutTypes(given)
  const inner = (part: Node) => (depth > MAX_DEPTH ? [] : possibilitiesOf(tree, part, depth + 1))
  const known = staticValue(tree, node)
  if (known !== null) {
    if (!known.value) return [NO_ORIGIN]
    const isOrigin = typeof known.value === 'string' || known.value instanceof RegExp
    return [isOrigin ? { kind: 'known', value: known.value, node } : { kind: 'not-origin', node }]
  }
  switch (node.type) {
    case 'ConditionalExpression':
      return [...inner(node.consequent), ...inner(node.alternate)]
    case 'LogicalExpression': {
      const left = inner(node.left)
      if (node.operator === '&&') return [...whereFalse(left), ...inner(node.right)]
      const kept = node.operator === '||' ? left.filter((one) => !isMissing(one)) : left
      return [...kept, ...inner(node.right)]
    }
    case 'UnaryExpression':
    case 'ArrayExpression':
    case 'ObjectExpression':
      return node.type === 'UnaryExpression' && node.operator === '!'
        ? [NO_ORIGIN, { kind: 'not-origin', node }]
        : [{ kind: 'not-origin', node }]
    case 'NewExpression':
      return isRegExp(node) ? [] : [{ kind: 'not-origin', node }]
    case 'BinaryExpression':
      if (node.operator !== '+') return [NO_ORIGIN, { kind: 'not-origin', node }]
      return [{ kind: 'text', isOfEnvironment: usesVariable(tree, node) }]
    case 'TemplateLiteral':
      return [{ kind: 'text', isOfEnvironment: usesVariable(tree, node) }]
    case 'Identifier': {
      const meant = constantOf(tree, node)
      if (meant !== null) return inner(meant)
      break
    }
    case 'CallExpression':
      if (ASKS.test(methodOf(node) ?? tree.sourceOf(node.callee))) return [NO_ORIGIN, { kind: 'not-origin', node }]
  }
  if (usesVariable(tree, node)) return [SET, UNSET]
  const text = { kind: 'text', isOfEnvironment: false } as const
  return mayBeUnset(tree, node) ? [text, UNSET] : [text]
}

/** What is left of `test && value`. A name of which nothing is known may be false. */
function whereFalse(test: readonly Possibility[]): readonly Possibility[] {
  const missing = test.filter(isMissing)
  return missing.length > 0 || test.every(({ kind }) => kind === 'known') ? missing : [NO_ORIGIN]
}

const isMissing = ({ kind }: Possibility) => kind === 'missing'

const isRegExp = (node: Node) =>
  node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'RegExp'

/** `null`: it is not seen to be a list. */
export function listEntries(tree: SyntaxTree, given: Node, depth = 0): ListEntries | null {
  const node = thawed(tree, given)
  if (depth > MAX_DEPTH) return null
  const list = (part: Node) => listEntries(tree, ofSet(part) ?? part, depth + 1) ?? UNKNOWN
  switch (node.type) {
    case 'ArrayExpression':
      return joined(
        node.elements.flatMap((element) => {
          if (element === null) return []
          return [element.type === 'SpreadElement' ? list(element.argument) : oneEntry(tree, element)]
        }),
      )
    case 'ConditionalExpression':
      return either(list(node.consequent), list(node.alternate))
    case 'LogicalExpression':
      return node.operator === '&&' ? list(node.right) : either(list(node.left), list(node.right))
    case 'CallExpression':
    case 'OptionalCallExpression':
      return ofCall(tree, node, list)
    case 'Identifier':
      return ofName(tree, node, depth)
    default:
      return null
  }
}

function oneEntry(tree: SyntaxTree, node: Node): ListEntries {
  const entry = possibilitiesOf(tree, node)
  const missing = entry.filter((one) => one.kind === 'missing')
  const filled =
    missing.length === 0 ? 'always' : missing.every((one) => one.isUnsetVariable) ? 'while-set' : 'sometimes'
  return { entries: [entry], filled }
}

const ORDER: readonly Filled[] = ['sometimes', 'while-set', 'always']

/** All of them, one behind the other. */
const joined = (lists: readonly ListEntries[]): ListEntries => ({
  entries: lists.flatMap(({ entries }) => entries),
  filled: ORDER[Math.max(0, ...lists.map(({ filled }) => ORDER.indexOf(filled)))] ?? 'sometimes',
})

const either = (one: ListEntries, other: ListEntries): ListEntries => ({
  entries: [...one.entries, ...other.entries],
  filled: ORDER[Math.min(ORDER.indexOf(one.filled), ORDER.indexOf(other.filled))] ?? 'sometimes',
})

function ofCall(tree: SyntaxTree, node: Node, list: (part: Node) => ListEntries): ListEntries | null {
  const receiver = receiverOf(node)
  const parts = 'arguments' in node ? node.arguments : []
  if (receiver === null) return null
  switch (methodOf(node)) {
    case 'filter': {
      const { entries, filled } = list(receiver)
      return { entries: entries.map((entry) => entry.filter((one) => !isMissing(one))), filled }
    }
    case 'concat':
      return joined([
        list(receiver),
        ...(parts as Node[]).map((part) => listEntries(tree, part) ?? oneEntry(tree, part)),
      ])
    case 'from':
      return tree.sourceOf(receiver) === 'Array' && parts.length === 1 ? list(parts[0] as Node) : null
    case 'split':
      return node.type === 'OptionalCallExpression' ? UNSET_LIST : ofText(tree, receiver, parts[0])
    case 'map':
    case 'flatMap':
    case 'slice': {
      if (!usesVariable(tree, receiver)) return UNKNOWN
      const { entries, filled } = list(receiver)
      return { entries: [[SET, UNSET, ...entries.flat().filter((one) => one === NO_ORIGIN)]], filled }
    }
    default:
      return null
  }
}

/** The list that a Set is made of. */
function ofSet(given: Node): Node | null {
  const node = withoutTypes(given)
  return node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Set'
    ? (node.arguments[0] ?? null)
    : null
}

const UNSET_LIST: ListEntries = { entries: [[SET, UNSET]], filled: 'while-set' }

/** `(process.env.ORIGINS || 'http://localhost:3000').split(',')`. */
function ofText(tree: SyntaxTree, given: Node, separator: Node | undefined): ListEntries {
  const text = withoutTypes(given)
  if (!usesVariable(tree, text)) return UNKNOWN
  if (text.type !== 'LogicalExpression') return { entries: [[SET, UNSET]], filled: 'always' }
  const otherwise = staticValue(tree, text.right)?.value
  if (typeof otherwise !== 'string') return { entries: [[SET, UNSET]], filled: 'always' }
  if (otherwise === '') return UNSET_LIST
  const texts = textsOf(tree, otherwise, separator)?.map((value) =>
    value.trim() === '' ? NO_ORIGIN : ({ kind: 'known', value, node: text.right } as const),
  )
  const empty = text.operator === '||' ? [] : [UNSET]
  // The texts of the variable or those of the default, never both.
  return { entries: [[SET, ...empty, ...(texts ?? [NOT_KNOWN])]], filled: 'always' }
}

const NOT_KNOWN = { kind: 'text', isOfEnvironment: false } as const

/** `/[,;]\s+/`: of other RegExps it is not known how long they take. */
const SEPARATORS = /^(?:(?:\\s|[,;| ]|\[(?:\\s|[,;| ])+\])[*+]?){1,4}$/

/** The parts of a text of the source; `null` where it is not known what stands between them. */
function textsOf(tree: SyntaxTree, text: string, separator: Node | undefined): readonly string[] | null {
  const value: unknown = separator === undefined ? undefined : staticValue(tree, separator)?.value
  if (typeof value === 'string') return text.split(value)
  if (value instanceof RegExp && SEPARATORS.test(value.source)) return text.split(value)
  return separator === undefined ? [text] : null
}

/** A list that gets other entries before the call. */
function ofName(tree: SyntaxTree, name: Node, depth: number): ListEntries | null {
  const meant = name.type === 'Identifier' ? constantOf(tree, name) : null
  if (meant !== null) return listEntries(tree, meant, depth + 1)
  const [init, ...added] = declared(tree, name)
  const first = init === undefined ? null : listEntries(tree, init, depth + 1)
  if (first === null) return null
  const others = added.filter(({ type }) => !/Member/.test(type)).map((part) => oneEntry(tree, part).entries)
  return { ...first, entries: [...first.entries, ...others.flat()] }
}
