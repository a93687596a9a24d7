/**
 * Functions that make a middleware of what they are given: each of their calls may make another one, so the layers are
 * where the functions are called.
 */
import type { CallExpression, Node } from '@babel/types'
import { declarationAt, mentionsOfDeclaration } from '../syntax/declarations.ts'
import { isInside, methodOf, ownerOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

export interface MadeMiddleware {
  /** The expression that is the middleware. */
  readonly call: CallExpression
  /** What tells its options from those of the other calls; `null` where the options stand in the call itself. */
  readonly given: string | null
  /** The function of a walk over a list that makes one for each entry; `null` where there is none. */
  readonly walk: Node | null
}

/** A function asks another one, but never so many times in real code. */
const DEEPEST = 5

/** The calls that make the middlewares of one call of `cors`: mostly this call alone. */
export function middlewaresOf(tree: SyntaxTree, call: CallExpression, depth = 0): MadeMiddleware[] {
  const own: MadeMiddleware = { call, given: null, walk: null }
  const maker = depth > DEEPEST ? null : makerOf(tree, call)
  if (maker === null) return [own]
  if (isWalked(tree, maker) || isHandedOn(tree, maker))
    return ['first', 'second'].map((given) => ({ call, given, walk: maker }))
  const sites = callsOf(tree, maker).filter((site) => site !== call)
  if (sites.length === 0) return [own]
  return sites.flatMap((site) =>
    middlewaresOf(tree, site, depth + 1).map((made) => ({
      call: made.call,
      walk: made.walk,
      given: `${tree.lineOf(call)} ${givenAt(tree, site)} ${made.given ?? ''}`,
    })),
  )
}

export interface SharedMaker {
  /** `default`, or the name under which others import it. */
  readonly name: string
  readonly line: number
  /** What its own file gives it, as text. */
  readonly given: readonly string[]
  /** Whether it is a method that uses its own object, so that equal calls may make different middlewares. */
  readonly isOfObject: boolean
}

/** The makers that other files may call. */
export function sharedMakers(tree: SyntaxTree, calls: readonly CallExpression[]): SharedMaker[] {
  return calls.flatMap((call) => {
    const maker = makerOf(tree, call)
    const name = maker === null ? null : exportedAs(tree, maker)
    if (maker === null || name === null) return []
    const isOfObject = /Method/.test(maker.type) && /\bthis\b/.test(tree.sourceOf(call))
    const given = callsOf(tree, maker).map((site) => givenAt(tree, site))
    return [{ name, line: tree.lineOf(call), given, isOfObject }]
  })
}

const givenAt = (tree: SyntaxTree, { callee, arguments: given }: CallExpression) => {
  const receiver = callee.type === 'MemberExpression' ? tree.sourceOf(callee.object) : ''
  return `${receiver}(${given.map((argument) => tree.sourceOf(argument).replace(/\s+/g, ' ')).join(', ')})`
}

/** The function whose parameters decide about the options of a call inside of it, or the walk whose entries do. */
function makerOf(tree: SyntaxTree, call: CallExpression): Node | null {
  const pending: Node[] = [...call.arguments]
  const seen = new Set<Node>()
  // The loop adds to the list that it walks.
  for (const node of pending) {
    if (node.type === 'ThisExpression') {
      const method = ownerOf(tree, call)
      if (method !== null && /Method/.test(method.type)) return method
    }
    if (node.type !== 'Identifier' || !tree.mentionsOf(node.name).includes(node)) {
      pending.push(...tree.childrenOf(node))
      continue
    }
    const by = declarationAt(tree, node.name, node)?.by
    if (by === undefined || seen.has(by) || isInside(tree, by, call)) continue
    seen.add(by)
    if ('params' in by && isInside(tree, call, by) && isParameter(tree, by, node.name)) return by
    if (by.type !== 'VariableDeclarator') continue
    const owner = ownerOf(tree, by)
    if (owner === null || !isInside(tree, call, owner)) continue
    if (by.init != null) pending.push(by.init)
  }
  return null
}

const isParameter = (tree: SyntaxTree, maker: Node, name: string) =>
  'params' in maker && (maker.params as Node[]).some((one) => new RegExp(`\\b${name}\\b`).test(tree.sourceOf(one)))

/** `origins.map((origin) => cors({ origin }))`. */
function isWalked(tree: SyntaxTree, maker: Node): boolean {
  const call = tree.parentOf(maker)
  return (
    call?.type === 'CallExpression' && call.callee !== maker && /^(?:forEach|map|flatMap)$/.test(methodOf(call) ?? '')
  )
}

/** The name by which a function is called: its own, that of its variable, or its key. */
function nameOf(tree: SyntaxTree, maker: Node): Node | null {
  if (maker.type === 'FunctionDeclaration') return maker.id ?? null
  if ('key' in maker) return maker.key as Node
  const parent = tree.parentOf(maker)
  if (parent?.type === 'VariableDeclarator') return parent.id
  if (parent?.type === 'ObjectProperty' || parent?.type === 'ClassProperty') return parent.key
  if (parent?.type !== 'AssignmentExpression' || parent.left.type !== 'MemberExpression') return null
  return parent.left.property
}

function callsOf(tree: SyntaxTree, maker: Node): CallExpression[] {
  const name = nameOf(tree, maker)
  if (name?.type !== 'Identifier') return []
  const declaration = declarationAt(tree, name.name, name)
  if (declaration?.name === name)
    return mentionsOfDeclaration(tree, declaration).flatMap((mention) => {
      const call = tree.parentOf(mention)
      return call?.type === 'CallExpression' && call.callee === mention ? [call] : []
    })
  return tree.nodes.filter(
    (node): node is CallExpression => node.type === 'CallExpression' && methodOf(node) === name.name,
  )
}

/** `[true, false].map(make)`, `make.bind(null, true)`: it may be called with anything. */
function isHandedOn(tree: SyntaxTree, maker: Node): boolean {
  const name = nameOf(tree, maker)
  const declaration = name?.type === 'Identifier' ? declarationAt(tree, name.name, name) : null
  if (declaration === null || declaration.name !== name) return false
  return mentionsOfDeclaration(tree, declaration).some((mention) => {
    const parent = tree.parentOf(mention)
    if (parent?.type === 'CallExpression') return parent.callee !== mention
    return (
      parent?.type === 'MemberExpression' &&
      parent.object === mention &&
      /^(?:bind|call|apply)$/.test(tree.sourceOf(parent.property))
    )
  })
}

function exportedAs(tree: SyntaxTree, maker: Node): string | null {
  const name = nameOf(tree, maker)
  if (/ClassMethod/.test(maker.type) && name?.type === 'Identifier') return name.name
  const holder = maker.type === 'FunctionDeclaration' ? maker : tree.parentOf(maker)
  const around = holder === null ? null : tree.parentOf(holder)
  if ([holder, around].some((node) => node?.type === 'ExportDefaultDeclaration')) return 'default'
  if (holder?.type === 'AssignmentExpression') {
    const left = tree.sourceOf(holder.left)
    return left === 'module.exports' ? 'default' : (/^(?:module\.)?exports\.(\w+)$/.exec(left)?.[1] ?? null)
  }
  if (name?.type !== 'Identifier') return null
  const isDefault = tree.mentionsOf(name.name).some((mention) => {
    const parent = tree.parentOf(mention)
    if (parent?.type === 'ExportDefaultDeclaration') return true
    return parent?.type === 'AssignmentExpression' && tree.sourceOf(parent.left) === 'module.exports'
  })
  if (isDefault) return 'default'
  const isNamed =
    around?.type === 'ExportNamedDeclaration' ||
    (around !== null && tree.parentOf(around)?.type === 'ExportNamedDeclaration') ||
    tree.mentionsOf(name.name).some((mention) => isExport(tree, mention))
  return isNamed ? name.name : null
}

/** `export { make }`, `exports.make = make`, `module.exports = { make }`, a key of what is exported. */
export function isExport(tree: SyntaxTree, mention: Node): boolean {
  for (let outer = tree.parentOf(mention); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'ExportSpecifier' || outer.type === 'ExportNamedDeclaration') return true
    if (outer.type === 'AssignmentExpression') return /\bexports\b/.test(tree.sourceOf(outer.left))
    if (
      !/^(?:ObjectProperty|ObjectMethod|ObjectExpression|VariableDeclarator|VariableDeclaration|Class\w+)$/.test(
        outer.type,
      )
    ) {
      return false
    }
  }
  return false
}
