/** The options of the old middleware to the options of a policy, in place. */
import type { Node, ObjectExpression } from '@babel/types'
import { checkOptions, type Issue } from 'corskit'
import { type Change, type ChangeCode, type Decision, decisionOf } from '../finding.ts'
import type { OldPackage } from '../old-package.ts'
import type { Edit } from '../syntax/edit.ts'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'
import { ALL_HEADERS } from './all-headers.ts'
import { moveOption } from './move-option.ts'
import { type Option, readOptions, rewriteObject } from './option-list.ts'
import { wildcardsIn } from './wildcards-in-source.ts'

/** What has been found out about one object of options so far. */
export interface OptionsMove {
  readonly tree: SyntaxTree
  readonly old: OldPackage
  readonly given: readonly Option[]
  readonly dropped: Set<Option>
  readonly edits: Edit[]
  readonly decisions: Decision[]
  /** What is known of the new options, for the check that corskit itself will make; with the lines where they stand. */
  readonly known: Record<string, unknown>
  readonly lines: Map<string, number>
  change(code: ChangeCode, node: Node, detail?: string): void
}

export interface MovedOptions {
  readonly edits: readonly Edit[]
  readonly changes: readonly Change[]
  readonly decisions: readonly Decision[]
  /** Options to write that were not there. */
  readonly added: readonly string[]
}

/** @param object `null` when the call names no options */
export function moveOptions(
  tree: SyntaxTree,
  object: ObjectExpression | null,
  call: Node,
  old: OldPackage,
): MovedOptions {
  const changes: Change[] = []
  const move: OptionsMove = {
    tree,
    old,
    given: object === null ? [] : readOptions(object),
    dropped: new Set(),
    edits: [],
    decisions: [],
    known: {},
    lines: new Map(),
    change: (code, node, detail) =>
      changes.push({ code, line: tree.lineOf(node), ...(detail === undefined ? {} : { detail }) }),
  }
  for (const option of move.given) moveOption(move, option)
  const where = object ?? call
  move.decisions.push(...literalWildcards(move))
  const isOpen = move.given.some(({ name }) => name === null)
  // What a spread adds is not known, and may be one of them.
  const added = isOpen ? [] : unsaid(move, where)
  for (const issue of issuesOf(move)) {
    move.decisions.push(decisionOf(issue, move.lines.get(rootOf(issue)) ?? tree.lineOf(where)))
  }
  if (object !== null) move.edits.push(...rewriteObject(tree, object, move.given, move.dropped, added))
  return { edits: move.edits, changes, decisions: move.decisions, added }
}

/** What the old middleware did when nothing was said, and corskit does not. */
function unsaid({ tree, given, dropped, known, old, decisions, change }: OptionsMove, where: Node): string[] {
  const has = (wanted: string) =>
    given.some((option) => !dropped.has(option) && option.name !== null && old.options[option.name] === wanted)
  const added: string[] = []
  if (!has('origin')) {
    added.push("origin: '*'")
    known['origin'] = '*'
  }
  if (!has('methods') && old.defaultMethods === null) decisions.push(versionUnknown(tree, where, old))
  if (!has('methods') && old.defaultMethods !== null && old.defaultMethods.length > 0) {
    added.push(`methods: [${old.defaultMethods.map((method) => `'${method}'`).join(', ')}]`)
    change('methods-written-out', where)
  }
  if (!has('allowedHeaders')) {
    added.push(`allowedHeaders: ${ALL_HEADERS}`)
    change('headers-written-out', where)
  }
  return added
}

function versionUnknown(tree: SyntaxTree, where: Node, { name }: OldPackage): Decision {
  return {
    code: 'version-unknown',
    line: tree.lineOf(where),
    message: `the methods are not named, and package.json does not say which version of ${name} this is: before 11 it allowed PUT, PATCH and DELETE unasked, from 11 on it does not`,
    instead: "methods: ['PUT', 'PATCH', 'DELETE'], as far as the app uses them; or [] when pages only GET and POST",
  }
}

/**
 * Under credentials browsers take `*` for a name. The old packages sent it all the same; corskit names what was asked
 * for, which allows more.
 */
function literalWildcards({ given, known, lines, tree, old }: OptionsMove): Decision[] {
  const credentials = given.find(({ name }) => name === 'credentials')
  if (credentials === undefined || known['credentials'] === false) return []
  return ['methods', 'allowedHeaders'].flatMap((name) => {
    const value = known[name]
    const names = typeof value === 'string' ? value.split(',').map((entry) => entry.trim()) : value
    const source = given.find((option) => option.name !== null && old.options[option.name] === name)?.value
    const mayBeAny = value === undefined && source != null && wildcardsIn(tree, source).length > 0
    if (!mayBeAny && !(Array.isArray(names) && names.includes('*'))) return []
    const line = lines.get(name) ?? tree.lineOf(credentials.node)
    const message = `${name}: with credentials '*' allowed nothing, because browsers take it for a name; to corskit it is everything`
    return [{ code: 'wildcard-with-credentials', line, message, instead: 'the names that the app needs' }]
  })
}

/** What the policy would be refused for at start. Where the origin is not known, one that is right stands in. */
function issuesOf({ known }: OptionsMove): readonly Issue[] {
  return checkOptions({ origin: 'https://app.example.com', ...known }).issues
}

const rootOf = ({ path }: Issue) => path.split('[', 1)[0] ?? path
