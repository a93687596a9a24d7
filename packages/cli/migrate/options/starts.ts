/** Whether corskit starts with a list, or with what stands at `origin`, and what must be written so that it does. */
import type { Node } from '@babel/types'
import { checkOptions } from 'corskit'
import { type ChangeCode, type Decision, decisionOf } from '../finding.ts'
import { type OldPackage, takesAnswers } from '../old-package.ts'
import type { Edit } from '../syntax/edit.ts'
import { shownOnOneLine } from '../syntax/shown-source.ts'
import { withoutTypes } from '../syntax/static-value.ts'
import { endOf, methodOf, receiverOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'
import { type ListEntries, listEntries, NO_ORIGIN, type Possibility, possibilitiesOf, SET } from './list-entries.ts'
import { originDecisions } from './origin-decisions.ts'
import type { Leaf } from './origin-leaves.ts'
import { isNeverEmpty, isRuledOut } from './ruled-out.ts'

export interface Start {
  readonly decisions: readonly Decision[]
  readonly changes: readonly ChangeCode[]
  readonly edits: readonly Edit[]
}

const AS_IT_IS: Start = { decisions: [], changes: [], edits: [] }

/** @param withCredentials whether credentials are allowed, or may be */
export function startOfLeaf(tree: SyntaxTree, leaf: Leaf, withCredentials: boolean, old: OldPackage): Start {
  const { node, at, conditions } = leaf
  const list = listEntries(tree, node)
  if (list === null) {
    const decisions = possibilitiesOf(tree, node).flatMap((one) => refused(tree, one, withCredentials, old))
    return { ...AS_IT_IS, decisions }
  }
  const all = list.entries.flat().filter((one) => one.kind !== 'known' || !isRuledOut(tree, conditions, one.node))
  const filled = isNeverEmpty(tree, conditions, node) || isReplaced(leaf) ? 'always' : list.filled
  const decisions = all.flatMap((one) => {
    if (one.kind !== 'known') return refused(tree, one, withCredentials, old)
    const told = originDecisions(tree, one.node, [one.value], old)
    return told.length > 0 ? told : refused(tree, one, withCredentials, old)
  })
  if (filled === 'sometimes') decisions.push(emptySometimes(tree, node))
  if (decisions.length > 0) return { ...AS_IT_IS, decisions }
  // The default of a variable may have a comma at its end.
  const isOfTexts = list.entries.some((entry) => entry.includes(NO_ORIGIN) && entry.includes(SET))
  const written = rewritten(tree, withoutTypes(at), list, list.entries.length > 1 || isOfTexts, false)
  const unset: ChangeCode[] = filled === 'while-set' ? ['unset-variable'] : []
  return { ...written, changes: [...unset, ...written.changes] }
}

/** `process.env.X?.split(',') ?? otherwise`: while the variable is not set, `otherwise` takes the place of the list. */
const isReplaced = ({ node, hasDefault }: Leaf) =>
  hasDefault && node.type === 'OptionalCallExpression' && methodOf(node) !== 'filter'

/** The same for a list of methods or headers, which may be empty. */
export function startOfNames(tree: SyntaxTree, { node, at }: Leaf, name: string): Start {
  const place = withoutTypes(at)
  if (!/^(?:ArrayExpression|Identifier|CallExpression)$/.test(place.type)) return AS_IT_IS
  const list = listEntries(tree, node)
  if (list === null) return AS_IT_IS
  const decisions = list.entries.flat().flatMap((one): Decision[] => {
    if (one.kind !== 'known' && one.kind !== 'not-origin') return []
    const value = one.kind === 'known' ? one.value : true
    const { issues } = checkOptions({ origin: 'https://app.example.com', [name]: [value] } as never)
    return issues.map((issue) => decisionOf(issue, tree.lineOf(one.node)))
  })
  return decisions.length > 0
    ? { ...AS_IT_IS, decisions }
    : rewritten(tree, place, list, node.type === 'ArrayExpression' || list.entries.length > 1, name !== 'methods')
}

/**
 * @param mayFilter whether a list without its missing entries says something else than a missing origin
 * @param isOfHeaders whether `X-A` and `x-a` are the same entry
 */
function rewritten(tree: SyntaxTree, place: Node, list: ListEntries, mayFilter: boolean, isOfHeaders: boolean): Start {
  const isFiltered = mayFilter && list.entries.flat().some(({ kind }) => kind === 'missing')
  const isUnique = mayRepeat(list, isOfHeaders) && (isOfHeaders || !isOfSet(tree, place))
  const changes: ChangeCode[] = []
  if (isFiltered) changes.push('missing-left-out')
  if (isUnique) changes.push(isOfHeaders ? 'headers-once' : 'entries-once')
  return { decisions: [], changes, edits: edits(tree, place, { isFiltered, isUnique, isOfHeaders }) }
}

/** What corskit does not take, whatever stands beside it. */
function refused(tree: SyntaxTree, one: Possibility, credentials: boolean, old: OldPackage): Decision[] {
  if (one.kind === 'known') {
    if (one.value === '*') return []
    return checkOptions({ origin: one.value, credentials } as never).issues.map((issue) =>
      decisionOf(issue, tree.lineOf(one.node)),
    )
  }
  if (one.kind !== 'not-origin') return []
  const text = shownOnOneLine(tree, one.node)
  const isList = one.node.type === 'ArrayExpression'
  const before = isList
    ? `a list in a list is not taken by corskit`
    : takesAnswers(old.predicate)
      ? `${old.name} takes everything that is not a text, a list or a RegExp for yes or no, so where it is not false every site was let in by its own name`
      : `${old.name} compares texts only, so this allowed nobody or ended in an error`
  return [
    {
      code: isList || !takesAnswers(old.predicate) ? 'origin-wrong-type' : 'origin-reflected',
      line: tree.lineOf(one.node),
      message: `${text} is not an origin: ${before}; corskit would stop at start`,
      instead: isList
        ? 'its entries beside the others: [...list, other]'
        : 'the origins: a list, or [...set] of a Set, or url.origin of a URL',
    },
  ]
}

function emptySometimes(tree: SyntaxTree, node: Node): Decision {
  return {
    code: 'origin-switched-off',
    line: tree.lineOf(node),
    message:
      'under some conditions this list has no entry: then nobody was allowed, and corskit, which has no origin that means nobody, would stop at start',
    instead: 'an origin that is always in the list; or the call only where the list has an entry',
  }
}

/** Whether two entries may be the same text, which corskit refuses as a mistake. */
function mayRepeat({ entries }: ListEntries, isOfHeaders: boolean): boolean {
  const textOf = (value: unknown) => (isOfHeaders ? String(value).toLowerCase() : String(value))
  const texts = entries.flatMap((entry) => [
    ...new Set(entry.flatMap((one) => (one.kind === 'known' ? [textOf(one.value)] : []))),
  ])
  const isRepeated = new Set(texts).size < texts.length
  const isOpen = entries.some((entry) => entry.some((one) => one.kind === 'text' && one.isOfEnvironment))
  return isRepeated || (isOpen && entries.length > 1)
}

/** `[...new Set(list)]` and `Array.from(new Set(list))`, filtered or not. */
function isOfSet(tree: SyntaxTree, place: Node): boolean {
  if (methodOf(place) === 'filter') return isOfSet(tree, receiverOf(place) ?? place)
  const isOne = place.type === 'ArrayExpression' ? place.elements.length === 1 : methodOf(place) === 'from'
  return isOne && /^(?:\[\s*\.\.\.\s*|Array\.from\(\s*)new Set\(/.test(tree.sourceOf(place))
}

function edits(
  tree: SyntaxTree,
  place: Node,
  { isFiltered, isUnique, isOfHeaders }: { isFiltered: boolean; isUnique: boolean; isOfHeaders: boolean },
): Edit[] {
  const [start, end] = [startOf(place), endOf(place)]
  // TypeScript does not see that filter(Boolean) takes the others away.
  const filter = tree.isTyped ? '.flatMap((entry) => entry || [])' : '.filter(Boolean)'
  const filtered = isFiltered ? filter : ''
  const after = isOfHeaders ? `${filtered}.map((entry) => entry.toLowerCase()))]` : `)]${filtered}`
  return [
    ...(isUnique ? [{ start, end: start, text: '[...new Set(' }] : []),
    ...(isUnique || isFiltered ? [{ start: end, end, text: isUnique ? after : filtered }] : []),
  ]
}
