/** All uses of one old package in a file. */
import type { CallExpression, ClassPrivateProperty, ClassProperty, Node } from '@babel/types'
import type { Change, Decision } from './finding.ts'
import { isRegistered, type OldPackage } from './old-package.ts'
import { moveOptions } from './options/move-options.ts'
import type { ProjectFacts } from './project/project-facts.ts'
import { routePolicies } from './route-policies.ts'
import type { Edit } from './syntax/edit.ts'
import { classKey, ownName } from './syntax/meaning.ts'
import { isFalse, thawed } from './syntax/static-value.ts'
import { endOf, keyOf, methodOf, ownerOf, type SyntaxTree, startOf } from './syntax/syntax-tree.ts'
import { inlineTypes } from './uses/inline-types.ts'
import { findUses } from './uses/middleware-uses.ts'
import { optionsOf } from './uses/options-of.ts'

export interface MovedPackage {
  readonly name: OldPackage['name']
  readonly installedAs: string | null
  readonly calls: readonly CallExpression[]
  readonly edits: readonly Edit[]
  readonly changes: readonly Change[]
  readonly decisions: readonly Decision[]
}

export function movePackage(tree: SyntaxTree, given: OldPackage, project: ProjectFacts): MovedPackage | null {
  const old = project.withVersion(given)
  const uses = findUses(tree, old, project.has('@nestjs/platform-fastify'))
  if (uses === null) return null
  const { name, installedAs } = old
  const edits: Edit[] = [...uses.sources.map(({ edit }) => edit), ...uses.edits]
  const changes: Change[] = []
  const decisions: Decision[] = [...uses.decisions]
  if (isRegistered(old)) {
    decisions.push(...routePolicies(tree))
    changes.push(...ignoredRouteOptions(tree))
  }
  if (uses.calls.length + uses.types.length + decisions.length === 0) {
    const unused = uses.sources.map(({ edit }) => ({ code: 'import-unused' as const, line: lineAt(tree, edit.start) }))
    return { name, installedAs, calls: [], edits: [], changes: unused, decisions }
  }
  const [call] = uses.calls
  const tooOld = project.majorOf(old.framework.name)
  if (call !== undefined && tooOld !== null && tooOld < old.framework.from)
    decisions.push(frameworkTooOld(tree, call, old, tooOld))
  const moved = new Set<Node>()
  const calls = new Set<Node>(uses.calls)
  const inline = inlineTypes(tree, old)
  const types = [...uses.types, ...inline.flatMap(({ node }) => node ?? [])]
  for (const call of uses.calls) {
    const found = optionsOf(tree, call, old, calls, types)
    if (found.kind === 'unknown') decisions.push(found.decision)
    const options = found.kind === 'object' ? found.object : null
    if (found.kind === 'unknown' || (options !== null && moved.has(options))) continue
    if (options !== null) moved.add(options)
    const result = moveOptions(tree, options, call, old)
    edits.push(...result.edits)
    if (options === null) edits.push(addArgument(call, result.added))
    decisions.push(...result.decisions)
    changes.push(...result.changes, ...alwaysSaid(tree, call, old))
  }
  for (const type of types) {
    if (!isTypeOf(tree, type, moved)) decisions.push(optionsForElsewhere(tree, type, old))
  }
  const replacement = old.optionsType?.replacement ?? ''
  edits.push(...uses.types.map((type) => ({ start: startOf(type), end: endOf(type), text: replacement })))
  edits.push(...inline.map(({ edit }) => edit))
  for (const source of uses.sources) {
    if (source.isRequire) changes.push({ code: 'require-of-a-module', line: lineAt(tree, source.edit.start) })
  }
  return { name, installedAs, calls: uses.calls, edits: onceEach(edits), changes, decisions }
}

/** Several functions may want one import. */
const onceEach = (edits: readonly Edit[]) => [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()]

/** Whether a type is that of options which were moved. */
function isTypeOf(tree: SyntaxTree, type: Node, moved: ReadonlySet<Node>): boolean {
  for (let outer = tree.parentOf(type); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'VariableDeclarator') return outer.init != null && moved.has(thawed(tree, outer.init))
    if (outer.type === 'ClassProperty' || outer.type === 'ClassPrivateProperty')
      return [...moved].some((object) => isOfField(tree, object, outer))
    if (outer.type === 'TSAsExpression' || outer.type === 'TSSatisfiesExpression') {
      if (moved.has(thawed(tree, outer))) return true
    } else if (outer.type.endsWith('Statement')) return false
  }
  return false
}

/** Whether an object is what a field of a class holds: `options = { … }`, or `this.options = { … }`. */
function isOfField(tree: SyntaxTree, object: Node, field: ClassProperty | ClassPrivateProperty): boolean {
  if (field.value != null) return thawed(tree, field.value) === object
  const assignment = tree.parentOf(object)
  const target = assignment?.type === 'AssignmentExpression' ? assignment.left : null
  return target?.type === 'MemberExpression' && ownName(target) === classKey(field.key)
}

function optionsForElsewhere(tree: SyntaxTree, type: Node, old: OldPackage): Decision {
  return {
    code: 'options-not-understood',
    line: tree.lineOf(type),
    message: 'no call of this file that can be moved has options of this type',
    instead: `move them by hand: docs/migrate.md has each option of ${old.name}`,
  }
}

function frameworkTooOld(tree: SyntaxTree, call: Node, { entry, framework }: OldPackage, major: number): Decision {
  const { title, from } = framework
  return {
    code: 'framework-too-old',
    line: tree.lineOf(call),
    message: `${entry} is for ${title} ${from} and later, and this project names ${title} ${major}`,
    instead: `update ${title} first, and name the methods that pages use: what is allowed unasked changes with its version`,
  }
}

/** `app.get('/x', { cors: false }, …)`: an option that no route has. */
function ignoredRouteOptions(tree: SyntaxTree): Change[] {
  return tree.nodes.flatMap((node) => {
    if (node.type !== 'ObjectProperty' || keyOf(node) !== 'cors' || !isFalse(node)) return []
    const call = tree.parentOf(tree.parentOf(node) ?? node)
    const isRoute = call !== null && /^(?:get|post|put|patch|delete|head|options|all|route)$/.test(methodOf(call) ?? '')
    return isRoute ? [{ code: 'route-option-ignored' as const, line: tree.lineOf(node) }] : []
  })
}

function addArgument(call: CallExpression, options: readonly string[]): Edit {
  const text = `{ ${options.join(', ')} }`
  const last = call.arguments.at(-1)
  if (last !== undefined) return { start: endOf(last), end: endOf(last), text: `, ${text}` }
  return { start: endOf(call) - 1, end: endOf(call) - 1, text }
}

function alwaysSaid(tree: SyntaxTree, call: Node, old: OldPackage): Change[] {
  const line = tree.lineOf(call)
  const always: Change[] = [
    { code: 'plain-options', line },
    { code: 'denied-bare', line },
    ...(old.mayLoseHeadersOnErrors ? [{ code: 'errors-keep-headers' as const, line }] : []),
  ]
  // cors(options)(request, response, next)
  const outer = tree.parentOf(call)
  const isCalled = (outer?.type === 'CallExpression' && outer.callee === call) || isCalledByName(tree, outer)
  return isCalled ? [...always, { code: 'made-per-request', line }] : always
}

/** `const middleware = cors(…); return middleware(context, next)`. */
function isCalledByName(tree: SyntaxTree, declarator: Node | null): boolean {
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return false
  const owner = ownerOf(tree, declarator)
  return tree.mentionsOf(declarator.id.name).some((mention) => {
    const use = tree.parentOf(mention)
    return use?.type === 'CallExpression' && use.callee === mention && owner !== null && ownerOf(tree, use) === owner
  })
}

const lineAt = ({ text }: SyntaxTree, position: number) => text.slice(0, position).split('\n').length
