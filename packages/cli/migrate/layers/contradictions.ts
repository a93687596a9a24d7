/**
 * Several middlewares of one file that answer one request: who wins changes with corskit, so such files are for a
 * person to decide.
 */
import type { CallExpression, Identifier, Node } from '@babel/types'
import type { Change, Decision } from '../finding.ts'
import { declarationAt } from '../syntax/declarations.ts'
import { loopAround } from '../syntax/loops.ts'
import { staticValue } from '../syntax/static-value.ts'
import { isInside, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { Layer } from './layer.ts'
import { excludeEachOther, mayMeet } from './meeting.ts'

const isSamePlace = (one: Layer, other: Layer) =>
  one.receiver === other.receiver && one.path !== null && one.path === other.path && one.position >= other.position

export function contradictions(layers: readonly Layer[]): { decisions: Decision[]; changes: Change[] } {
  const decisions: Decision[] = []
  const changes: Change[] = []
  for (const one of layers) {
    for (const other of layers) {
      const isSame = one.options === other.options
      // Most apps have one policy, and give it to many routes.
      if (one === other || (isSame && !one.isOptionsRoute) || excludeEachOther(one, other)) continue
      const isLater = one.position >= other.position
      if (!isSame && isLater && mayMeet(one, other) && !isBehind(one, other)) decisions.push(contradiction(one, other))
      const isSeen = other.isGlobal || isSamePlace(one, other)
      const areApart = one.isOwnApp && other.isOwnApp && one.receiver !== other.receiver
      if (isSeen && !areApart && one.isOptionsRoute && (isBehind(one, other) || (isSame && other.seesOptions)))
        changes.push({ code: 'options-route-unneeded', line: one.line })
    }
  }
  return { decisions: unique(decisions), changes: unique(changes) }
}

/**
 * A call in a loop, a method or a function whose options are not the same each time: it makes several middlewares,
 * and one request may come to two.
 */
export function madeSeveralTimes(tree: SyntaxTree, calls: readonly CallExpression[]): Decision[] {
  return calls.flatMap((call) => {
    const loop = loopAround(tree, call)
    // Where it is given back, its uses are layers of their own.
    const isGivenBack = /^(?:ReturnStatement|ArrowFunctionExpression)$/.test(tree.parentOf(call)?.type ?? '')
    const method = isGivenBack ? null : methodAround(tree, call)
    if (loop === null && method === null) return []
    const names = call.arguments.flatMap((options) => variablesIn(tree, options))
    const isOfLoop = loop !== null && names.some((name) => changesIn(tree, name, loop, call))
    const isOfClass =
      method !== null && (namesThis(tree, call) || names.some((name) => isDeclaredIn(tree, name, method, call)))
    if (!isOfLoop && !isOfClass) return []
    return {
      code: 'two-layers',
      line: tree.lineOf(call),
      message: `${isOfLoop ? 'a loop' : 'a function that may be called several times'} makes several middlewares here, and one request may come to two of them (/a, /a/b): with corskit the inner one rules both`,
      instead: 'one call for each path, written out; or one policy for all',
    }
  })
}

/** A method, or a function that is called in several places. */
function methodAround(tree: SyntaxTree, node: Node): Node | null {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (/^(?:ClassMethod|ClassPrivateMethod|ClassProperty|ClassPrivateProperty|ObjectMethod)$/.test(outer.type))
      return outer
    const { id } = outer as { id?: Node | null }
    if (outer.type === 'FunctionDeclaration' && id?.type === 'Identifier' && tree.mentionsOf(id.name).length > 2)
      return outer
  }
  return null
}

/** `this.origin` in the options: each object has its own. */
const namesThis = (tree: SyntaxTree, node: Node): boolean =>
  node.type === 'ThisExpression' || tree.childrenOf(node).some((inner) => namesThis(tree, inner))

function variablesIn(tree: SyntaxTree, options: Node): Identifier[] {
  const own = options.type === 'Identifier' && tree.mentionsOf(options.name).includes(options) ? [options] : []
  return [...own, ...tree.childrenOf(options).flatMap((inner) => variablesIn(tree, inner))]
}

/** A name of the loop; and where the loop names none, any variable, which may be another one each time. */
function changesIn(tree: SyntaxTree, name: Identifier, loop: Node, call: Node): boolean {
  if (isDeclaredIn(tree, name, loop, call)) return true
  if (!/^(?:For|While|DoWhile)Statement$/.test(loop.type)) return false
  const by = declarationAt(tree, name.name, name)?.by
  return staticValue(tree, name) === null && (by === undefined || !isInside(tree, by, call))
}

function isDeclaredIn(tree: SyntaxTree, name: Identifier, outer: Node, call: Node): boolean {
  const by = declarationAt(tree, name.name, name)?.by
  return by !== undefined && isInside(tree, by, outer) && !isInside(tree, by, call)
}

/** A route for preflights that is never reached, because the other answers them before. */
const isBehind = (one: Layer, other: Layer) =>
  one.isOptionsRoute &&
  other.seesOptions &&
  (other.isGlobal || isSamePlace(one, other)) &&
  one.receiver === other.receiver &&
  one.position > other.position

/** One for each code and line. */
export const unique = <T extends { readonly code: string; readonly line: number }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [`${one.code} ${one.line}`, one])).values(),
]

function contradiction(one: Layer, other: Layer): Decision {
  const [route, rest] = one.isOptionsRoute ? [one, other] : [other, one]
  if (route.isOptionsRoute) {
    return {
      code: 'two-layers',
      line: route.line,
      message: `preflights are answered here, with other options than in line ${rest.line}: a page must be allowed by both`,
      instead: `one call in line ${rest.line} with the options that are meant; it answers preflights by itself`,
    }
  }
  return {
    code: 'two-layers',
    line: one.line,
    message: `line ${other.line} may answer the same requests with other options: there the preflights, here the headers of the answer; with corskit the inner one rules both`,
    instead: 'one call, with the options that are meant',
  }
}
