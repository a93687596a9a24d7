/** Where the routers that files export are put into apps: `app.use('/api', require('./routes'))`. */
import type { Node } from '@babel/types'
import { keyOf, parseSource, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { Loading } from './imports.ts'
import { appKind, type Place, partNames, placeOf } from './own-app.ts'

export interface Mount extends Place {
  readonly file: string
}

export interface Mounts {
  /** The places of a router that a file exports under one of these names; `null` where they are not all known. */
  of(file: string, names: readonly string[]): readonly Mount[] | null
  /** Whether requests come to an app or router of a file in one way only. */
  isOnePlace(file: string, receiver: string): boolean
}

/** A router is put into a router, but never so deep in real code. */
const DEEPEST = 5

export function mountsOf(files: readonly { readonly name: string; readonly text: string }[], loading: Loading): Mounts {
  const texts = new Map(files.map(({ name, text }) => [name, text]))
  const trees = new Map<string, SyntaxTree | null>()
  const treeOf = (name: string) => {
    const known = trees.get(name)
    if (known !== undefined) return known
    const tree = parsed(name, texts.get(name) ?? '')
    trees.set(name, tree)
    return tree
  }

  const known = new Map<string, Mount[] | null>()
  const of = (file: string, names: readonly string[]) => {
    const key = JSON.stringify([file, names])
    const before = known.get(key)
    if (before !== undefined) return before
    const found = mounts(file, names)
    known.set(key, found)
    return found
  }

  function mounts(file: string, names: readonly string[]): Mount[] | null {
    const loaders = loading.loadersOf(file)
    if (loaders === null || loaders.length === 0) return null
    const found: Mount[] = []
    for (const loader of loaders) {
      const tree = treeOf(loader)
      const places = tree === null ? null : placesIn(tree, (specifier) => loading.means(loader, specifier, file), names)
      if (places === null) return null
      found.push(...places.map((place) => ({ file: loader, ...place })))
    }
    return found
  }

  const places = new Map<string, boolean>()
  const isOnePlace = (file: string, receiver: string, depth = 0) => {
    const key = JSON.stringify([file, receiver])
    const before = places.get(key)
    if (before !== undefined) return before
    const found = isPlacedOnce(file, receiver, depth)
    places.set(key, found)
    return found
  }

  function isPlacedOnce(file: string, receiver: string, depth: number): boolean {
    const tree = treeOf(file)
    if (tree === null || depth > DEEPEST) return false
    const kind = appKind(tree, receiver)
    if (kind === 'private') return true
    if (kind === 'exported' && !(loading.loadersOf(file) ?? [file]).some((name) => PUTS.test(texts.get(name) ?? '')))
      return true
    const names = partNames(tree, receiver)
    const [only, second] = (names === null ? null : of(file, names)) ?? []
    return only !== undefined && second === undefined && isOnePlace(only.file, only.receiver, depth + 1)
  }

  return { of, isOnePlace }
}

/** What an app is put into another one with. */
const PUTS = /\.(?:use|route|mount|register|all)\s*\(/

function parsed(name: string, text: string): SyntaxTree | null {
  try {
    return parseSource(name, text)
  } catch {
    return null
  }
}

/** @param isFile whether an import names the file of the router */
function placesIn(tree: SyntaxTree, isFile: (specifier: string) => boolean, names: readonly string[]): Place[] | null {
  const places: Place[] = []
  for (const node of tree.nodes) {
    if (node.type !== 'StringLiteral' || !isFile(node.value)) continue
    const uses = usesOf(tree, node, names)
    const found = uses?.map((use) => placeOf(tree, use)) ?? [null]
    if (found.includes(null)) return null
    places.push(...(found as Place[]))
  }
  return places
}

/** The places that use what a file exports, by the text that names the file; `null` where they are not understood. */
function usesOf(tree: SyntaxTree, specifier: Node, names: readonly string[]): Node[] | null {
  const parent = tree.parentOf(specifier)
  if (parent?.type === 'ImportDeclaration') {
    const uses = parent.specifiers.map((one) => {
      if (one.type === 'ImportNamespaceSpecifier') return null
      const name = one.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(one.imported)
      return names.includes(name) ? mentions(tree, one.local) : []
    })
    return uses.includes(null) ? null : (uses as Node[][]).flat()
  }
  if (parent?.type !== 'CallExpression' || parent.callee.type !== 'Identifier' || parent.callee.name !== 'require')
    return null
  const outer = tree.parentOf(parent)
  if (outer?.type === 'MemberExpression' && outer.object === parent)
    return outer.property.type === 'Identifier' && !outer.computed && names.includes(outer.property.name)
      ? usesOfValue(tree, outer)
      : null
  if (outer?.type === 'VariableDeclarator' && outer.id.type === 'ObjectPattern') {
    const uses = outer.id.properties.map((one) => {
      const key = keyOf(one)
      if (one.type !== 'ObjectProperty' || key === null) return null
      return !names.includes(key) ? [] : one.value.type === 'Identifier' ? mentions(tree, one.value) : null
    })
    return uses.includes(null) ? null : (uses as Node[][]).flat()
  }
  return names.includes('default') ? usesOfValue(tree, parent) : null
}

const nameOf = (node: Node) =>
  node.type === 'Identifier' ? node.name : node.type === 'StringLiteral' ? node.value : ''

/** `const routes = require('./routes')` is used where the name is. */
function usesOfValue(tree: SyntaxTree, value: Node): Node[] | null {
  const outer = tree.parentOf(value)
  if (outer?.type !== 'VariableDeclarator') return [value]
  return outer.id.type === 'Identifier' ? mentions(tree, outer.id) : null
}

const mentions = (tree: SyntaxTree, name: Node): Node[] =>
  name.type === 'Identifier' ? tree.mentionsOf(name.name).filter((mention) => mention !== name) : []
