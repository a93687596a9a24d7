/** Where a file gets the old middleware from, and where it uses it. */
import type { CallExpression, Node } from '@babel/types'
import type { Decision } from './finding.ts'
import type { OldPackage } from './old-package.ts'
import { type Source, sourcesOf } from './package-source.ts'
import type { SyntaxTree } from './syntax-tree.ts'

export interface MiddlewareUses {
  readonly sources: readonly Source[]
  /** The calls that make a middleware (Express) or register one (Fastify). */
  readonly calls: readonly CallExpression[]
  /** The mentions of the type of the options. */
  readonly types: readonly Node[]
  /** What is done with the old package otherwise: then the file is left alone. */
  readonly decisions: readonly Decision[]
}

/** `null`: the file does not use the package. */
export function findUses(tree: SyntaxTree, old: OldPackage): MiddlewareUses | null {
  const { sources, decisions } = sourcesOf(tree, old)
  if (sources.length === 0 && decisions.length === 0) return null
  const calls: CallExpression[] = []
  const types: Node[] = []
  const use = (node: Node) => {
    const call = callOf(tree, node, old)
    const type = call === null ? typeOf(tree, node, old) : null
    if (call !== null) calls.push(call)
    else if (type !== null) types.push(type)
    else decisions.push(unclear(tree, node, old))
  }
  for (const source of sources) {
    if (source.expression !== null) use(source.expression)
    for (const name of source.names) {
      for (const mention of tree.mentionsOf(name)) if (!source.declares(mention)) use(mention)
    }
  }
  return { sources, calls, types, decisions }
}

/** The call that `node`, which is the middleware, is used by. */
function callOf(tree: SyntaxTree, node: Node, old: OldPackage): CallExpression | null {
  const parent = tree.parentOf(node)
  if (parent?.type !== 'CallExpression') return null
  if (old.name === 'cors') return parent.callee === node ? parent : null
  const { callee } = parent
  const registers =
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'register'
  return registers && parent.arguments[0] === node ? parent : null
}

/** `CorsOptions` or `cors.CorsOptions`, where a type stands. */
function typeOf(tree: SyntaxTree, node: Node, { optionsType }: OldPackage): Node | null {
  const parent = tree.parentOf(node)
  if (parent?.type === 'TSTypeReference') return tree.sourceOf(node) === optionsType.name ? node : null
  if (parent?.type !== 'TSQualifiedName' || tree.parentOf(parent)?.type !== 'TSTypeReference') return null
  return parent.right.name === optionsType.name ? parent : null
}

function unclear(tree: SyntaxTree, node: Node, old: OldPackage): Decision {
  const wanted = old.name === 'cors' ? 'called with its options' : 'registered with its options'
  return {
    code: 'use-not-understood',
    line: tree.lineOf(node),
    message: `${old.name} is used here in another way than being ${wanted}`,
    instead: `move this file by hand: import { cors } from '${old.entry}'`,
  }
}
