/** What an old `origin` says, and whether it was dangerous. */
import type { Function as FunctionNode, Node } from '@babel/types'
import type { ChangeCode, Decision } from '../finding.ts'
import type { OldPackage } from '../old-package.ts'
import type { Edit } from '../syntax/edit.ts'
import { isVariable } from '../syntax/environment.ts'
import { isList } from '../syntax/shared-lists.ts'
import { constantOf, isExported, meantBy, staticValue, withoutTypes } from '../syntax/static-value.ts'
import { endOf, methodOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'
import { textQuestion } from '../syntax/text-question.ts'
import { listDecisions } from './changing-list.ts'
import { listEntries, possibilitiesOf } from './list-entries.ts'
import { fromElsewhere, isOff, offSometimes, offWhereUnset, originDecisions } from './origin-decisions.ts'
import { cannotBeFunction, isTypedLookup, type Leaf, leavesOf } from './origin-leaves.ts'
import { type Choice, isFalseIn, isRuledOut } from './ruled-out.ts'
import { startOfLeaf } from './starts.ts'
import { usesVariable } from './uses-variable.ts'
import { wildcardsIn } from './wildcards-in-source.ts'

export type OriginValue = { readonly decisions: readonly Decision[] } & (
  | { readonly kind: 'known'; readonly value: unknown }
  | { readonly kind: 'predicate'; readonly predicate: FunctionNode; readonly isInline: boolean }
  /** It is known when the app runs, and checked then. */
  | { readonly kind: 'unknown'; readonly changes: readonly ChangeCode[]; readonly edits: readonly Edit[] }
)

/** @param credentials what stands at `credentials`, if anything does */
export function readOrigin(tree: SyntaxTree, given: Node, credentials: Node | null, old: OldPackage): OriginValue {
  const node = withoutTypes(given)
  const predicate = functionOf(tree, node)
  if (predicate !== null) return { kind: 'predicate', predicate, isInline: predicate === node, decisions: [] }
  const found = staticValue(tree, node)
  if (found !== null) {
    const decisions = originDecisions(tree, node, found.value, old)
    return decisions.length > 0
      ? { kind: 'unknown', decisions, changes: [], edits: [] }
      : { kind: 'known', value: found.value, decisions }
  }
  const leaves = leavesOf(tree, given).filter(({ node, conditions }) => !isRuledOut(tree, conditions, node))
  const edits: Edit[] = []
  const changes = new Set<ChangeCode>(['checked-at-start'])
  const decisions: Decision[] = []
  for (const leaf of leaves) {
    const told = [
      ...leafDecisions(tree, leaf, credentials, old, leaf.node === given),
      ...listDecisions(tree, leaf.node, given),
    ]
    const start = startOfLeaf(tree, leaf, !isOffIn(tree, credentials, leaf.conditions), old)
    decisions.push(...(told.length > 0 ? told : start.decisions))
    edits.push(...start.edits)
    for (const code of start.changes) changes.add(code)
    const fallback = tree.isTyped ? fallbackFor(tree, leaf, given) : null
    if (fallback !== null) edits.push(fallback)
    if (mayBeUnset(tree, leaf, given))
      changes.add(old.falsyOrigin === 'everybody' ? 'unset-allowed-all' : 'unset-variable')
    if (mayHoldPattern(tree, leaf.node)) changes.add('wildcard-is-pattern')
    if (leaf.node.type === 'TemplateLiteral') changes.add('variable-in-origin')
  }
  return { kind: 'unknown', decisions, changes: [...changes], edits }
}

function leafDecisions(
  tree: SyntaxTree,
  { node, at, choice, conditions }: Leaf,
  credentials: Node | null,
  old: OldPackage,
  isWhole: boolean,
): Decision[] {
  const value = staticValue(tree, node)
  if (value !== null) {
    const isEmptyList = Array.isArray(value.value) && value.value.length === 0
    if (!value.value || (isEmptyList && !isWhole)) {
      if (choice !== null) return [offSometimes(tree, node, choice, old)]
      return isWhole ? [] : [offWhereUnset(tree, node, old)]
    }
    if (value.value === '*' && !isOffIn(tree, credentials, conditions)) {
      const line = tree.lineOf(node)
      const message = "browsers refuse '*' when credentials are included; name the origins that may act for a user"
      return [{ code: 'origin-any-with-credentials', line, message, instead: "origin: ['https://app.example.com']" }]
    }
    return originDecisions(tree, node, value.value, old)
  }
  if (joinsOrigins(tree, node)) return [severalInOne(tree, node, old)]
  const made = regExpsOfTexts(tree, node)
  if (made !== null) return [made]
  if (node.type === 'LogicalExpression') {
    return [
      ...leavesOf(tree, node.right).flatMap((leaf) =>
        leafDecisions(tree, leaf, credentials, old, leaf.node === node.right),
      ),
      offSometimes(tree, node, { test: node.left, when: false }, old),
    ]
  }
  if (old.lists === 'none' && isListOfTexts(tree, node)) return [listForOne(tree, node, old)]
  if (node.type === 'ArrayExpression') {
    return node.elements.flatMap((entry) => {
      if (entry === null) return []
      if (old.lists !== 'strings' && meansYes(tree, entry)) return [everybodyByEntry(tree, entry, old)]
      return staticValue(tree, entry) !== null ? [] : wildcardDecisions(tree, entry, conditions, old)
    })
  }
  if (listDecisions(tree, node, at).length > 0) return []
  if (!cannotBeFunction(tree, node) && !cannotBeFunction(tree, at)) return [fromElsewhere(tree, node, old)]
  return wildcardDecisions(tree, node, conditions, old)
}

/** Whether credentials are off where the branches are taken. */
const isOffIn = (tree: SyntaxTree, credentials: Node | null, conditions: readonly Choice[]) =>
  isOff(tree, credentials) || (credentials !== null && isFalseIn(tree, conditions, credentials))

/** `list.map((entry) => new RegExp(entry))`: the texts were hardly ever written as RegExps. */
function regExpsOfTexts(tree: SyntaxTree, node: Node): Decision | null {
  const meant = meantBy(tree, node)
  const entries = meant.type === 'ArrayExpression' ? meant.elements : [meant]
  const isMade = /^(?:map|flatMap|from)$/.test(methodOf(meant) ?? '') && /\bRegExp\(/.test(tree.sourceOf(meant))
  if (!isMade && !entries.some((entry) => entry !== null && isRegExpOfText(tree, entry))) return null
  return {
    code: 'regexp-not-known',
    line: tree.lineOf(node),
    message:
      'RegExps are made of texts here: without ^ and $, or with a dot that is not escaped, they also allowed the sites of others; corskit would stop at start',
    instead: 'the list itself, with patterns like https://*.example.com in it',
  }
}

/** `new RegExp(process.env.ORIGIN)`. */
function isRegExpOfText(tree: SyntaxTree, given: Node): boolean {
  const node = withoutTypes(given)
  return (
    (node.type === 'NewExpression' || node.type === 'CallExpression') &&
    tree.sourceOf(node.callee) === 'RegExp' &&
    staticValue(tree, node) === null
  )
}

/** A function, an object or `true` in a list: `cors` takes each value that is not a text or a RegExp for yes. */
function meansYes(tree: SyntaxTree, entry: Node): boolean {
  const known = staticValue(tree, entry)
  if (known !== null) return known.value === true || (typeof known.value === 'number' && known.value !== 0)
  const node = withoutTypes(entry)
  const meant = meantBy(tree, node)
  return isFunction(meant) || meant.type === 'ObjectExpression'
}

const everybodyByEntry = (tree: SyntaxTree, entry: Node, { name }: OldPackage): Decision => ({
  code: 'origin-reflected',
  line: tree.lineOf(entry),
  message: `${name} takes this entry of the list for yes, and lets every site in; a function in a list is never called`,
  instead: 'only origins, patterns and RegExps in the list; or one function: origin: (origin) => list.includes(origin)',
})

/** A pattern in the source is a decision, also where it is a default or is put together. */
const wildcardDecisions = (tree: SyntaxTree, node: Node, conditions: readonly Choice[], old: OldPackage) =>
  wildcardsIn(tree, node).flatMap((found) =>
    isRuledOut(tree, conditions, found.node) ? [] : originDecisions(tree, found.node, [found.text], old),
  )

const isListOfTexts = (tree: SyntaxTree, node: Node) => listEntries(tree, node) !== null || isList(node)

/** `list.join(',')`: one text of all entries. */
function joinsOrigins(tree: SyntaxTree, node: Node): boolean {
  if (node.type !== 'CallExpression' || methodOf(node) !== 'join') return false
  const [given] = node.arguments
  const separator = given === undefined ? ',' : staticValue(tree, given)?.value
  return typeof separator === 'string' && /[\s,;|]/.test(separator)
}

const severalInOne = (tree: SyntaxTree, node: Node, { name }: OldPackage): Decision => ({
  code: 'origin-several-in-one',
  line: tree.lineOf(node),
  message: `${name} sent this text as it stands, and several origins in one text are equal to no origin; corskit would stop at start`,
  instead: 'the list itself, when all of its origins are meant',
})

function listForOne(tree: SyntaxTree, node: Node, { name }: OldPackage): Decision {
  const message = `${name} takes one origin as a text; it sent a list as it stands, which is equal to no origin`
  return {
    code: 'origin-several-in-one',
    line: tree.lineOf(node),
    message,
    instead: 'a list in corskit, when all of them are meant',
  }
}

/** Whether an unset variable leaves nothing at `origin`. */
function mayBeUnset(tree: SyntaxTree, { node, choice, hasDefault }: Leaf, given: Node): boolean {
  const known = choice === null ? staticValue(tree, node) : null
  // `process.env.X || false`
  if (known !== null && node !== given) return !known.value
  if (hasDefault) return false
  return isVariable(tree, node)
    ? !isGivenDefault(tree, node)
    : node.type === 'OptionalCallExpression' || isTypedLookup(tree, node)
}

/** `process.env.X ??= 'https://app.example.com'`. */
const isGivenDefault = (tree: SyntaxTree, variable: Node) =>
  givesDefaults(tree) &&
  tree.nodes.some(
    (node) =>
      node.type === 'AssignmentExpression' &&
      /^(?:\?\?|\|\|)=$/.test(node.operator) &&
      tree.sourceOf(node.left) === tree.sourceOf(variable) &&
      endOf(node) < startOf(variable),
  )

/** The quick look. */
const givesDefaults = textQuestion(/(?:\?\?|\|\|)=/)

/** A text that only the running app knows: the old packages compared it, corskit reads patterns. */
function mayHoldPattern(tree: SyntaxTree, node: Node): boolean {
  const entries = node.type === 'ArrayExpression' ? node.elements : [node]
  return entries.some(
    (entry) =>
      entry !== null &&
      (entry.type === 'SpreadElement' || possibilitiesOf(tree, entry).some(({ kind }) => kind === 'text')),
  )
}

/** TypeScript knows that a variable may be unset; `origin` may not. */
function fallbackFor(tree: SyntaxTree, leaf: Leaf, given: Node): Edit | null {
  const { node, at } = leaf
  if (!mayBeUnset(tree, leaf, given) || withoutTypes(at) !== at) return null
  const isOptional = node.type === 'OptionalCallExpression'
  const isLookup = isTypedLookup(tree, node)
  if (!isOptional && !isLookup && !usesVariable(tree, node)) return null
  const isOfTexts = isOptional || (isLookup && tree.sourceOf(node).includes('[]>'))
  const parent = tree.parentOf(at)
  const operator = parent?.type === 'LogicalExpression' && parent.operator === '||' ? '||' : '??'
  return {
    start: endOf(at),
    end: endOf(at),
    text: ` ${operator} ${isOfTexts ? '[]' : "''"}`,
  }
}

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
  const meant = constantOf(tree, node)
  return meant !== null && isFunction(meant) ? meant : null
}

function isFunction(node: Node): node is FunctionNode {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' || node.type === 'ObjectMethod'
}
