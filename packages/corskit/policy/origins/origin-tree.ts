/**
 * Wildcard patterns in a tree: one level a label, from the right, so that `https://*.example.com` sits at com → example. A look-up walks the labels
 * of one host, whatever the number of patterns. Labels are compared whole: no pattern can match from the middle of a name.
 */
import type { OriginParts } from './origin-syntax.ts'

/** A pattern taken apart. */
export interface PatternParts {
  readonly scheme: string
  /** Without the leading `*.` */
  readonly host: string
  /** Digits, the empty string for the default port, or `*`. */
  readonly port: string
  /** Whether the pattern began with `*.`: subdomains of `host`, and not `host` itself. */
  readonly subdomains: boolean
}

/** Scheme → ports; the port `*` stands for any. */
type Leaf = Map<string, Set<string>>

interface Node {
  readonly children: Map<string, Node>
  /** For the host that ends here. */
  host: Leaf | null
  /** For every host below. */
  below: Leaf | null
}

export type OriginTree = Node

export function createOriginTree(patterns: Iterable<PatternParts>): OriginTree {
  const root = createNode()
  for (const pattern of patterns) insert(root, pattern)
  return root
}

function createNode(): Node {
  return { children: new Map(), host: null, below: null }
}

function insert(root: Node, pattern: PatternParts): void {
  let node = root
  for (const label of labelsFromTheRight(pattern.host)) {
    let child = node.children.get(label)
    if (child === undefined) {
      child = createNode()
      node.children.set(label, child)
    }
    node = child
  }
  const leaf: Leaf = (pattern.subdomains ? node.below : node.host) ?? new Map()
  if (pattern.subdomains) node.below = leaf
  else node.host = leaf
  const ports = leaf.get(pattern.scheme)
  if (ports === undefined) leaf.set(pattern.scheme, new Set([pattern.port]))
  else ports.add(pattern.port)
}

/** An IPv6 address has colons and no dots, so it is one label. */
function labelsFromTheRight(host: string): string[] {
  return host.split('.').reverse()
}

/** Whether some pattern in the tree matches. */
export function treeMatches(root: OriginTree, origin: OriginParts): boolean {
  const { host } = origin
  let node = root
  let end = host.length
  while (true) {
    const dot = host.lastIndexOf('.', end - 1)
    const child = node.children.get(host.slice(dot + 1, end))
    if (child === undefined) return false
    if (dot < 0) return leafMatches(child.host, origin)
    if (leafMatches(child.below, origin)) return true
    node = child
    end = dot
  }
}

function leafMatches(leaf: Leaf | null, origin: OriginParts): boolean {
  const ports = leaf?.get(origin.scheme)
  return ports !== undefined && (ports.has('*') || ports.has(origin.port))
}
