/** Finds where a file imports the old middleware, and where it uses it. */
import type { CallExpression, Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import { isRegistered, type OldPackage } from '../old-package.ts'
import { declarationAt } from '../syntax/declarations.ts'
import type { Edit } from '../syntax/edit.ts'
import { shownSource } from '../syntax/shown-source.ts'
import { withoutTypes } from '../syntax/static-value.ts'
import { endOf, isInside, methodOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'
import { enableCorsUses } from './enable-cors.ts'
import { type Source, sourcesOf } from './package-source.ts'

export interface MiddlewareUses {
  readonly sources: readonly Source[]
  /** The calls that make a middleware (Express) or register one (Fastify). */
  readonly calls: readonly CallExpression[]
  /** The mentions of the type of the options. */
  readonly types: readonly Node[]
  /** What is changed beside the options. */
  readonly edits: readonly Edit[]
  /** Other uses of the old package: then the file is not changed. */
  readonly decisions: readonly Decision[]
}

/** `null`: the file does not use the package. */
export function findUses(tree: SyntaxTree, old: OldPackage, isOnFastify: boolean): MiddlewareUses | null {
  if (old.name === 'enableCors') return enableCorsUses(tree, old, isOnFastify)
  const { sources, decisions } = sourcesOf(tree, old)
  if (sources.length === 0 && decisions.length === 0) return null
  const calls: CallExpression[] = []
  const types: Node[] = []
  const mentions = sources.flatMap((source) => [
    ...(source.expression === null ? [] : [source.expression]),
    ...source.names.flatMap((name) =>
      tree.mentionsOf(name).filter((mention) => !source.declares(mention) && !isParameter(tree, name, mention)),
    ),
  ])
  for (const node of mentions) {
    const call = callOf(tree, node, old)
    if (call !== null) calls.push(call)
  }
  const generics = calls.flatMap(({ typeParameters }) => (typeParameters == null ? [] : [typeParameters]))
  for (const node of mentions) {
    if (callOf(tree, node, old) !== null || generics.some((outer) => isInside(tree, node, outer))) continue
    const type = typeOf(tree, node, old)
    if (type !== null) types.push(type)
    else decisions.push(unclear(tree, node, old))
  }
  // The type of requests in `cors` becomes Node's own.
  const edits = generics.map((node) => ({ start: startOf(node), end: endOf(node), text: '' }))
  return { sources, calls, types, edits, decisions }
}

/** A function may call one of its parameters `cors` too. */
function isParameter(tree: SyntaxTree, name: string, mention: Node): boolean {
  const by = declarationAt(tree, name, mention)?.by
  return by !== undefined && ('params' in by || by.type === 'CatchClause')
}

/** The call that `node`, which is the middleware, is used by. */
function callOf(tree: SyntaxTree, node: Node, old: OldPackage): CallExpression | null {
  const whole = withTypes(tree, node)
  const parent = tree.parentOf(whole)
  if (parent?.type !== 'CallExpression') return null
  if (!isRegistered(old)) return parent.callee === whole ? parent : null
  return methodOf(parent) === 'register' && parent.arguments[0] === whole ? parent : null
}

/** `(cors as any)` and `cors!` around `cors`. */
function withTypes(tree: SyntaxTree, node: Node): Node {
  let outer = node
  for (let next = tree.parentOf(outer); next !== null && withoutTypes(next) === node; next = tree.parentOf(outer))
    outer = next
  return outer
}

/** `CorsOptions` or `cors.CorsOptions`, where a type stands. */
function typeOf(tree: SyntaxTree, node: Node, { optionsType }: OldPackage): Node | null {
  if (optionsType === null) return null
  const parent = tree.parentOf(node)
  if (parent?.type === 'TSTypeReference') return tree.sourceOf(node) === optionsType.name ? node : null
  if (parent?.type !== 'TSQualifiedName' || tree.parentOf(parent)?.type !== 'TSTypeReference') return null
  return parent.right.name === optionsType.name ? parent : null
}

function unclear(tree: SyntaxTree, node: Node, old: OldPackage): Decision {
  return {
    code: 'use-not-understood',
    line: tree.lineOf(node),
    message: `${old.name} ${usedAs(tree, node)}; only a ${isRegistered(old) ? 'register' : 'call'} with options is moved`,
    instead: `move this file by hand: import { cors } from '${old.entry}'`,
  }
}

function usedAs(tree: SyntaxTree, node: Node): string {
  const whole = withTypes(tree, node)
  const parent = tree.parentOf(whole)
  if (parent === null) return 'is used here'
  if (/^Export/.test(parent.type)) return 'is handed on to other files here'
  if (/^TS(?:TypeReference|TypeQuery|QualifiedName|ImportType)$/.test(parent.type)) return 'is used as a type here'
  if (parent.type === 'CallExpression' && parent.callee !== whole)
    return `is handed to ${shownSource(tree, parent.callee)} here`
  if (parent.type === 'VariableDeclarator' || parent.type === 'AssignmentExpression') return 'gets another name here'
  return 'is used here in another way than its documentation shows'
}
