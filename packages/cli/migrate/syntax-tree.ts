/** The syntax of one source file: JavaScript or TypeScript, module or CommonJS, JSX included. */
import { extname } from 'node:path'
import { type ParserPlugin, parse } from '@babel/parser'
import type { Identifier, Node } from '@babel/types'

export interface SyntaxTree {
  readonly text: string
  /** All nodes, each after the one that it is in. */
  readonly nodes: readonly Node[]
  parentOf(node: Node): Node | null
  sourceOf(node: Node): string
  /** Counted from 1. */
  lineOf(node: Node): number
  /** The identifiers of this name that stand for a variable, declarations included. */
  mentionsOf(name: string): readonly Identifier[]
}

/** @throws {SyntaxError} and, when the source is nested too deeply, RangeError */
export function parseSource(path: string, text: string): SyntaxTree {
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
  // The list grows while it is read; no recursion, for sources may be nested deeply.
  for (const node of nodes) {
    for (const child of childrenOf(node)) {
      parents.set(child, node)
      nodes.push(child)
    }
  }
  const parentOf = (node: Node) => parents.get(node) ?? null
  return {
    text,
    nodes,
    parentOf,
    sourceOf: (node) => text.slice(startOf(node), endOf(node)),
    lineOf: (node) => node.loc?.start.line ?? 1,
    mentionsOf: (name) =>
      nodes.filter(
        (node): node is Identifier =>
          node.type === 'Identifier' && node.name === name && standsForVariable(node, parentOf(node)),
      ),
  }
}

export const startOf = (node: Node) => node.start ?? 0
export const endOf = (node: Node) => node.end ?? 0

function pluginsFor(ending: string): ParserPlugin[] {
  const typed = ending === '.ts' || ending === '.mts' || ending === '.cts' || ending === '.tsx'
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

/** The names of properties stand for no variable. */
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
    default:
      return true
  }
}
