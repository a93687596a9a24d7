/** One source file moved to corskit, as text. */
import type { CallExpression, Node, ObjectExpression, ObjectProperty } from '@babel/types'
import { applyEdits, type Edit } from './edit.ts'
import type { Change, Decision } from './finding.ts'
import { findUses } from './middleware-uses.ts'
import { moveOptions } from './move-options.ts'
import { OLD_PACKAGES, type OldPackage } from './old-package.ts'
import { constantOf, isExported, withoutTypes } from './static-value.ts'
import { endOf, parseSource, type SyntaxTree, startOf } from './syntax-tree.ts'

export interface MovedSource {
  /** The new text; the old one when a decision is wanted, or when there is nothing to do. */
  readonly text: string
  readonly changes: readonly Change[]
  readonly decisions: readonly Decision[]
  readonly packages: readonly OldPackage['name'][]
}

/** Never throws: a file that cannot be parsed is left to its author. */
export function migrateSource(path: string, text: string): MovedSource {
  if (!mayUse(text)) return { text, changes: [], decisions: [], packages: [] }
  try {
    const tree = parseSource(path, text)
    const moved = OLD_PACKAGES.map((old) => movePackage(tree, old)).filter((result) => result !== null)
    const packages = moved.map(({ name }) => name)
    const decisions = moved.flatMap((result) => result.decisions).sort((a, b) => a.line - b.line)
    if (decisions.length > 0) return { text, changes: [], decisions, packages }
    const result = applyEdits(
      text,
      moved.flatMap(({ edits }) => edits),
    )
    // The net under all of the above: what is no program any more was not understood.
    parseSource(path, result)
    return {
      text: result,
      changes: moved.flatMap(({ changes }) => changes).sort((a, b) => a.line - b.line),
      decisions,
      packages,
    }
  } catch (error) {
    return { text, changes: [], decisions: [cannotBeParsed(error)], packages: [] }
  }
}

/** The quick look, which spares nearly every file the parser. */
function mayUse(text: string): boolean {
  return /\b(?:from|require\s*\(|import\s*\(?)\s*['"`](?:@fastify\/)?cors['"`]/.test(text)
}

interface MovedPackage {
  readonly name: OldPackage['name']
  readonly edits: readonly Edit[]
  readonly changes: readonly Change[]
  readonly decisions: readonly Decision[]
}

function movePackage(tree: SyntaxTree, old: OldPackage): MovedPackage | null {
  const uses = findUses(tree, old)
  if (uses === null) return null
  const edits: Edit[] = uses.sources.map(({ edit }) => edit)
  const changes: Change[] = []
  const decisions: Decision[] = [...uses.decisions]
  const moved = new Set<Node>()
  for (const call of uses.calls) {
    const options = optionsOf(tree, call, old, new Set(uses.calls))
    if (options === 'unknown') decisions.push(unknownOptions(tree, call, old))
    if (options === 'unknown' || (options !== null && moved.has(options))) continue
    if (options !== null) moved.add(options)
    const result = moveOptions(tree, options, call, old)
    edits.push(...result.edits)
    if (options === null) edits.push(addArgument(call, result.added))
    decisions.push(...result.decisions)
    changes.push(...result.changes, ...alwaysSaid(tree, call))
  }
  if (old.name === '@fastify/cors') decisions.push(...routePolicies(tree))
  for (const type of uses.types) {
    if (!isTypeOf(tree, type, moved)) decisions.push(optionsForElsewhere(tree, type, old))
    edits.push({ start: startOf(type), end: endOf(type), text: old.optionsType.replacement })
  }
  for (const source of uses.sources) {
    if (source.isRequire) changes.push({ code: 'require-of-a-module', line: lineAt(tree, source.edit.start) })
  }
  return { name: old.name, edits, changes, decisions }
}

/** Whether a type is that of options which were moved. */
function isTypeOf(tree: SyntaxTree, type: Node, moved: ReadonlySet<Node>): boolean {
  for (let outer = tree.parentOf(type); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'VariableDeclarator') return outer.init != null && moved.has(withoutTypes(outer.init))
    if (outer.type === 'TSAsExpression' || outer.type === 'TSSatisfiesExpression') {
      if (moved.has(withoutTypes(outer))) return true
    } else if (outer.type.endsWith('Statement')) return false
  }
  return false
}

function optionsForElsewhere(tree: SyntaxTree, type: Node, old: OldPackage): Decision {
  return {
    code: 'options-not-understood',
    line: tree.lineOf(type),
    message: 'these are options for a call that is elsewhere',
    instead: `move them by hand: docs/migrate.md has each option of ${old.name}`,
  }
}

/** `null`: there are none. */
function optionsOf(
  tree: SyntaxTree,
  call: CallExpression,
  old: OldPackage,
  calls: ReadonlySet<Node>,
): ObjectExpression | null | 'unknown' {
  const given = old.name === 'cors' ? call.arguments : call.arguments.slice(1)
  const [first] = given
  if (first === undefined) return null
  if (given.length > 1) return 'unknown'
  const node = withoutTypes(first)
  if (node.type === 'ObjectExpression') return node
  if (node.type !== 'Identifier' || isExported(tree, node.name)) return 'unknown'
  const meant = constantOf(tree, node.name)
  const object = meant === null ? null : withoutTypes(meant)
  // Who else gets the object would get the new options in it.
  const elsewhere = tree.mentionsOf(node.name).some((mention) => {
    const parent = tree.parentOf(mention)
    return parent?.type !== 'VariableDeclarator' && !(parent !== null && calls.has(parent))
  })
  return object?.type === 'ObjectExpression' && !elsewhere ? object : 'unknown'
}

/** `config: { cors: … }` of Fastify's routes, which has the options of either package. */
function routePolicies(tree: SyntaxTree): Decision[] {
  return tree.nodes.flatMap((node) => {
    if (node.type !== 'ObjectProperty' || !isNamed(node, 'cors')) return []
    const config = tree.parentOf(tree.parentOf(node) ?? node)
    if (config?.type !== 'ObjectProperty' || !isNamed(config, 'config')) return []
    if (node.value.type === 'BooleanLiteral' && !node.value.value) return []
    const message = "the policy of a route; @fastify/cors ignores it on the route's preflight, and corskit does not"
    const instead = 'config: { cors: … } with the options of docs/policy.md'
    return [{ code: 'route-policy', line: tree.lineOf(node), message, instead }]
  })
}

function isNamed({ key, computed }: ObjectProperty, name: string): boolean {
  return !computed && key.type === 'Identifier' && key.name === name
}

function addArgument(call: CallExpression, options: readonly string[]): Edit {
  const text = `{ ${options.join(', ')} }`
  const last = call.arguments.at(-1)
  if (last !== undefined) return { start: endOf(last), end: endOf(last), text: `, ${text}` }
  return { start: endOf(call) - 1, end: endOf(call) - 1, text }
}

function alwaysSaid(tree: SyntaxTree, call: Node): Change[] {
  const line = tree.lineOf(call)
  const always: Change[] = [
    { code: 'plain-options', line },
    { code: 'denied-bare', line },
  ]
  // cors(options)(request, response, next)
  const outer = tree.parentOf(call)
  const isCalled = outer?.type === 'CallExpression' && outer.callee === call
  return isCalled ? [...always, { code: 'made-per-request', line }] : always
}

const lineAt = ({ text }: SyntaxTree, position: number) => text.slice(0, position).split('\n').length

function unknownOptions(tree: SyntaxTree, call: CallExpression, old: OldPackage): Decision {
  return {
    code: 'options-not-understood',
    line: tree.lineOf(call),
    message: 'the options are no object that is written in this file for such calls alone',
    instead: `move them by hand: docs/migrate.md has each option of ${old.name}; a function of the request returns a policy and takes no callback`,
  }
}

function cannotBeParsed(error: unknown): Decision {
  const line = (error as { loc?: { line?: number } }).loc?.line ?? 1
  const message = String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? ''
  return {
    code: 'source-not-understood',
    line,
    message: `it cannot be parsed: ${message}`,
    instead: 'move this file by hand',
  }
}
