/**
 * Wildcard patterns in a tree with one level for each label, from the right: `https://*.example.com` is at com →
 * example. A look-up walks the labels of one host, however many patterns there are. Labels are compared whole, so no
 * pattern can match from the middle of a name.
 */
import { MAX_LABEL_LENGTH, type OriginParts } from './origin-syntax.ts'

/** A pattern taken apart. */
export interface PatternParts {
  readonly scheme: string
  /** The host without the leading `*.` or the label that has the wildcard. */
  readonly host: string
  /** Digits, the empty string for the default port, or `*`. */
  readonly port: string
  /** Whether the pattern began with `*.`: subdomains of `host`, and not `host` itself. */
  readonly subdomains: boolean
  /** The leftmost label, when it has a wildcard inside: `preview-*` is `preview-` and the empty string. */
  readonly label: WildcardLabel | null
}

export interface WildcardLabel {
  readonly prefix: string
  readonly suffix: string
}

/** Scheme → ports; the port `*` stands for any. */
type Leaf = Map<string, Set<string>>

interface Node {
  readonly children: Map<string, Node>
  /** For the host that ends here. */
  host: Leaf | null
  /** For every host below. */
  below: Leaf | null
  /** For the hosts with one more label, by that label. */
  within: Within | null
}

/** Prefix → suffix → leaf. A look-up tries each different length once, however many prefixes there are. */
interface Within {
  readonly prefixes: Map<string, Map<string, Leaf>>
  readonly prefixLengths: Set<number>
  readonly suffixLengths: Set<number>
}

export type OriginTree = Node

export function createOriginTree(patterns: Iterable<PatternParts>): OriginTree {
  const root = createNode()
  for (const pattern of patterns) insert(root, pattern)
  return root
}

function createNode(): Node {
  return { children: new Map(), host: null, below: null, within: null }
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
  const leaf = leafOf(node, pattern)
  const ports = leaf.get(pattern.scheme)
  if (ports === undefined) leaf.set(pattern.scheme, new Set([pattern.port]))
  else ports.add(pattern.port)
}

function leafOf(node: Node, { subdomains, label }: PatternParts): Leaf {
  if (label !== null) {
    node.within ??= { prefixes: new Map(), prefixLengths: new Set(), suffixLengths: new Set() }
    const { prefixes, prefixLengths, suffixLengths } = node.within
    prefixLengths.add(label.prefix.length)
    suffixLengths.add(label.suffix.length)
    const suffixes = prefixes.get(label.prefix) ?? new Map<string, Leaf>()
    prefixes.set(label.prefix, suffixes)
    const leaf: Leaf = suffixes.get(label.suffix) ?? new Map()
    suffixes.set(label.suffix, leaf)
    return leaf
  }
  const leaf: Leaf = (subdomains ? node.below : node.host) ?? new Map()
  if (subdomains) node.below = leaf
  else node.host = leaf
  return leaf
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
    if (dot < 0 && node.within !== null && withinMatches(node.within, origin, host.slice(0, end))) return true
    const child = node.children.get(host.slice(dot + 1, end))
    if (child === undefined) return false
    if (dot < 0) return leafMatches(child.host, origin)
    if (leafMatches(child.below, origin)) return true
    node = child
    end = dot
  }
}

function withinMatches(
  { prefixes, prefixLengths, suffixLengths }: Within,
  origin: OriginParts,
  label: string,
): boolean {
  if (label.length > MAX_LABEL_LENGTH) return false
  for (const start of prefixLengths) {
    const suffixes = prefixes.get(label.slice(0, start))
    if (suffixes === undefined) continue
    for (const length of suffixLengths) {
      const end = label.length - length
      const leaf = end > start ? suffixes.get(label.slice(end)) : undefined
      if (leafMatches(leaf, origin) && !label.slice(start, end).includes('_')) return true
    }
  }
  return false
}

function leafMatches(leaf: Leaf | null | undefined, origin: OriginParts): boolean {
  const ports = leaf?.get(origin.scheme)
  return ports !== undefined && (ports.has('*') || ports.has(origin.port))
}
