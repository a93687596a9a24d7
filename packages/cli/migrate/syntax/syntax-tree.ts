/** The syntax of one source file: JavaScript or TypeScript, module or CommonJS, JSX included. */
import { extname } from 'node:path'
import { type ParserPlugin, parse } from '@babel/parser'
import type { Comment, Identifier, Node } from '@babel/types'

export interface SyntaxTree {
  /** As it is shown. */
  readonly name: string
  readonly text: string
  /** Whether the file is TypeScript. */
  readonly isTyped: boolean
  /** All nodes; each comes after the node that contains it. */
  readonly nodes: readonly Node[]
  readonly comments: readonly Comment[]
  parentOf(node: Node): Node | null
  childrenOf(node: Node): readonly Node[]
  sourceOf(node: Node): string
  /** Counted from 1. */
  lineOf(node: Node): number
  /** The identifiers of this name that stand for a variable, declarations included. */
  mentionsOf(name: string): readonly Identifier[]
  /** The file that an import names; `null` where it is not a file of this project, or cannot be read. */
  imported(specifier: string): SyntaxTree | null
}

/** A file of the project that another one imports. */
export interface ImportedFile {
  readonly path: string
  /** As it is shown. */
  readonly name: string
  readonly text: string
}

/** Finds the file that the file at `path` means. The same file is the same object each time. */
export type FindImported = (path: string, specifier: string) => ImportedFile | null

const TREES = new WeakMap<ImportedFile, SyntaxTree | null>()

function importedTree(file: ImportedFile, find: FindImported): SyntaxTree | null {
  const known = TREES.get(file)
  if (known !== undefined) return known
  let tree: SyntaxTree | null = null
  try {
    const isData = extname(file.path) === '.json'
    tree = parseSource(file.path, isData ? `module.exports = ${file.text}` : file.text, find, file.name)
  } catch {
    // What cannot be parsed is not known.
  }
  TREES.set(file, tree)
  return tree
}

/** @throws {SyntaxError} and, when the source is nested too deeply, RangeError */
export function parseSource(
  path: string,
  text: string,
  findImported: FindImported = () => null,
  name = path,
): SyntaxTree {
  const file = parse(text, {
    sourceType: 'unambiguous',
    plugins: pluginsFor(extname(path)),
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowNewTargetOutsideFunction: true,
    allowUndeclaredExports: true,
  })
  const parents = new Map<Node, Node>()
  const nodes: Node[] = [file.program]
  // The loop adds to the list that it walks. Recursion would overflow the stack, because sources may be nested deeply.
  for (const node of nodes) {
    for (const child of childrenOf(node)) {
      parents.set(child, node)
      nodes.push(child)
    }
  }
  const parentOf = (node: Node) => parents.get(node) ?? null
  let byName: Map<string, Identifier[]> | null = null
  const mentions = () => {
    byName ??= mentionsByName(nodes, parentOf)
    return byName
  }
  return {
    name,
    text,
    isTyped: isTyped(path),
    nodes,
    comments: file.comments ?? [],
    parentOf,
    childrenOf,
    sourceOf: (node) => text.slice(startOf(node), endOf(node)),
    lineOf: (node) => node.loc?.start.line ?? 1,
    mentionsOf: (name) => mentions().get(name) ?? [],
    imported: (specifier) => {
      const found = findImported(path, specifier)
      return found === null ? null : importedTree(found, findImported)
    },
  }
}

function mentionsByName(nodes: readonly Node[], parentOf: (node: Node) => Node | null): Map<string, Identifier[]> {
  const found = new Map<string, Identifier[]>()
  for (const node of nodes) {
    if (node.type !== 'Identifier' || !standsForVariable(node, parentOf(node))) continue
    const known = found.get(node.name)
    if (known === undefined) found.set(node.name, [node])
    else known.push(node)
  }
  return found
}

/** The node and all that is in it. */
export function nodesIn(tree: SyntaxTree, node: Node): readonly Node[] {
  const found = [node]
  // The loop adds to the list that it walks.
  for (const one of found) found.push(...tree.childrenOf(one))
  return found
}

/** The function that a node is directly in. */
export function ownerOf(tree: SyntaxTree, node: Node): Node | null {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (/Function|ObjectMethod|ClassMethod/.test(outer.type)) return outer
  }
  return null
}

export function isInside(tree: SyntaxTree, node: Node, outer: Node): boolean {
  for (let inner: Node | null = node; inner !== null; inner = tree.parentOf(inner)) if (inner === outer) return true
  return false
}

/** `name` of `anything.name(…)`; `null` where a call is written in another way. */
export function methodOf(call: Node): string | null {
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return null
  return memberName(call.callee)
}

/** `name` of `anything.name` and `anything['name']`; `null` where it is put together, or private. */
export function memberName(member: Node): string | null {
  if (member.type !== 'MemberExpression' && member.type !== 'OptionalMemberExpression') return null
  const { property, computed } = member
  if (property.type === 'StringLiteral') return property.value
  return property.type === 'Identifier' && !computed ? property.name : null
}

/** `name` of `name` and of `anything.name`, for what is called; empty where it does not end with a name. */
export const lastNameOf = (tree: SyntaxTree, callee: Node) => /[\w$]*$/.exec(tree.sourceOf(callee))?.[0] ?? ''

/** What a method is called on. */
export function receiverOf(call: Node): Node | null {
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return null
  const { callee } = call
  return callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression' ? callee.object : null
}

/** `name` of `{ name: … }`. */
export function keyOf(property: Node): string | null {
  if (property.type !== 'ObjectProperty' && property.type !== 'ObjectMethod') return null
  const { key, computed } = property
  if (key.type === 'StringLiteral') return key.value
  return key.type === 'Identifier' && !computed ? key.name : null
}

export const startOf = (node: Node | Comment) => node.start ?? 0
export const endOf = (node: Node | Comment) => node.end ?? 0

/** As the file has them. */
export const newlineOf = ({ text }: SyntaxTree) => (text.includes('\r\n') ? '\r\n' : '\n')

const isTyped = (path: string) => /\.[mc]?tsx?$/.test(path)

function pluginsFor(ending: string): ParserPlugin[] {
  const typed = isTyped(ending)
  const plugins: ParserPlugin[] = ['decorators-legacy']
  if (typed) plugins.push('typescript')
  if (!typed || ending === '.tsx') plugins.push('jsx')
  return plugins
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc' || key === 'extra' || key.endsWith('Comments')) continue
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child)
  }
  return children
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

/** The names of properties are not variables. */
function standsForVariable(node: Node, parent: Node | null): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.object === node || parent.computed
    case 'ObjectProperty':
      // Of `{ name }` the parser makes two identifiers; the value is the variable.
      return parent.value === node || parent.computed
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
      return parent.key !== node || parent.computed
    case 'TSQualifiedName':
      return parent.left === node
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return parent.key !== node
    case 'ImportSpecifier':
      return parent.local === node
    case 'ClassAccessorProperty':
      return parent.key !== node || parent.computed
    case 'TSEnumMember':
      return parent.id !== node
    case 'TSFunctionType':
    case 'TSConstructorType':
    case 'TSCallSignatureDeclaration':
    case 'TSConstructSignatureDeclaration':
    case 'TSIndexSignature':
    case 'TSNamedTupleMember':
    case 'TSTypePredicate':
    case 'PrivateName':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return false
    default:
      return true
  }
}
