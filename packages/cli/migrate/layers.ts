/**
 * Several middlewares that answer one request: who wins changes with corskit, so such files are for a person to decide.
 */
import type { CallExpression, Node } from '@babel/types'
import type { Change, Decision } from './finding.ts'
import { constantOf, isExported, withoutTypes } from './syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree, startOf } from './syntax/syntax-tree.ts'

export interface Layer {
  readonly line: number
  readonly position: number
  /** Whether every request of its app comes to it. */
  readonly isGlobal: boolean
  readonly isOptionsRoute: boolean
  /** Whether OPTIONS requests come to it at all: `app.get('/x', cors())` never sees one. */
  readonly seesOptions: boolean
  /** As it is written; `null` where that is not a text. */
  readonly path: string | null
  /** The app or router; where it is made in this file, two are never the same app. */
  readonly receiver: string
  readonly isOwnApp: boolean
  /** The options as text: equal ones do not contradict each other. */
  readonly options: string
  /** The branches that it stands in, by their condition: of two branches of one condition only one runs. */
  readonly branches: ReadonlyMap<Node, string>
}

export function layersOf(tree: SyntaxTree, calls: readonly CallExpression[]): Layer[] {
  return calls.flatMap((call) => usesOf(tree, call).map((use) => layer(tree, call, use)))
}

/** The calls that hand the middleware to an app: of `const c = cors()` all those with `c`. */
function usesOf(tree: SyntaxTree, call: CallExpression): Node[] {
  const parent = tree.parentOf(call)
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
    const { id } = parent
    return tree
      .mentionsOf(id.name)
      .flatMap((mention) => (mention === id ? [] : [tree.parentOf(mention)]))
      .filter((use) => use !== null)
  }
  if (parent?.type === 'ArrayExpression') return [tree.parentOf(parent) ?? call]
  return [parent ?? call]
}

function layer(tree: SyntaxTree, call: CallExpression, use: Node): Layer {
  const method = methodOf(use) ?? ''
  const receiver = receiverOf(use)
  const [first] = use.type === 'CallExpression' ? use.arguments : []
  const hasPath =
    first !== undefined &&
    first !== call &&
    /^(?:StringLiteral|TemplateLiteral|ArrayExpression|RegExpLiteral|Identifier)$/.test(first.type) &&
    method !== 'register'
  const path = hasPath && first.type === 'StringLiteral' ? first.value : hasPath ? null : '*'
  const name = receiver === null ? '' : tree.sourceOf(receiver)
  const made = receiver?.type === 'Identifier' ? madeAs(tree, receiver.name) : null
  return {
    line: tree.lineOf(call),
    position: startOf(use),
    isGlobal:
      (method === 'use' || method === 'enableCors') &&
      path !== null &&
      /^(?:\/?\(?\.?\*\)?|\/|\/\{\*\w+\}|\/\*\w*)$/.test(path),
    isOptionsRoute: method === 'options',
    seesOptions: !/^(?:get|head|post|put|patch|delete|del)$/.test(method),
    path,
    receiver: name,
    isOwnApp:
      made !== null &&
      /^(?:new )?(?:express|Hono|Koa|fastify|Fastify)\b/.test(tree.sourceOf(made)) &&
      !/Router/.test(tree.sourceOf(made)),
    options: optionsText(tree, call),
    branches: branchesOf(tree, use),
  }
}

/** `if (development) app.use(…) else app.use(…)`, and its like in an expression. */
function branchesOf(tree: SyntaxTree, use: Node): Map<Node, string> {
  const found = new Map<Node, string>()
  for (let inner = use, outer = tree.parentOf(use); outer !== null; inner = outer, outer = tree.parentOf(outer)) {
    if (outer.type !== 'IfStatement' && outer.type !== 'ConditionalExpression') continue
    if (inner !== outer.test) found.set(outer, inner === outer.consequent ? 'consequent' : 'alternate')
  }
  return found
}

const excludeEachOther = (one: Layer, other: Layer) =>
  [...one.branches].some(([choice, branch]) => (other.branches.get(choice) ?? branch) !== branch)

/** What a variable is first set to, whatever is done with it then. */
function madeAs(tree: SyntaxTree, name: string): Node | null {
  const declarations = tree.mentionsOf(name).flatMap((mention) => {
    const parent = tree.parentOf(mention)
    return parent?.type === 'VariableDeclarator' && parent.id === mention ? [parent.init ?? null] : []
  })
  return declarations.length === 1 ? (declarations[0] ?? null) : null
}

export function optionsText(tree: SyntaxTree, call: CallExpression): string {
  return call.arguments
    .map((argument) => {
      const node = withoutTypes(argument)
      const meant = node.type === 'Identifier' && !isExported(tree, node.name) ? constantOf(tree, node) : null
      return tree.sourceOf(meant ?? argument).replace(/\s+/g, ' ')
    })
    .join(', ')
}

const isSamePlace = (one: Layer, other: Layer) =>
  one.receiver === other.receiver && one.path !== null && one.path === other.path && one.position >= other.position

/** Of two with other options, one of which every request comes to. */
export function contradictions(layers: readonly Layer[]): { decisions: Decision[]; changes: Change[] } {
  const decisions: Decision[] = []
  const changes: Change[] = []
  for (const one of layers) {
    for (const other of layers) {
      if (
        one === other ||
        excludeEachOther(one, other) ||
        !(other.isGlobal || isSamePlace(one, other)) ||
        (one.isOwnApp && other.isOwnApp && one.receiver !== other.receiver)
      )
        continue
      const isBehind =
        one.isOptionsRoute && other.seesOptions && one.receiver === other.receiver && one.position > other.position
      const isSame = one.options === other.options
      if (isSame && !other.seesOptions) continue
      if (one.isOptionsRoute && (isBehind || isSame)) changes.push({ code: 'options-route-unneeded', line: one.line })
      else if (!isSame && !(one.isGlobal && one.position < other.position && other.isGlobal))
        decisions.push(contradiction(one, other))
    }
  }
  return { decisions: unique(decisions), changes: unique(changes) }
}

const unique = <T extends { readonly code: string; readonly line: number }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [`${one.code} ${one.line}`, one])).values(),
]

function contradiction(one: Layer, other: Layer): Decision {
  if (one.isOptionsRoute) {
    return {
      code: 'two-layers',
      line: one.line,
      message: `preflights are answered here, with other options than in line ${other.line}: a page must be allowed by both`,
      instead: `one call in line ${other.line} with the options that are meant; it answers preflights by itself`,
    }
  }
  return {
    code: 'two-layers',
    line: one.line,
    message: `line ${other.line} answers the same requests with other options: there the preflights, here the headers of the answer; with corskit the inner one rules both`,
    instead: 'one call, with the options that are meant',
  }
}

/** A header that the app writes itself, or takes away, where a middleware may have set it. */
export interface HeaderByHand {
  /** In lower case. */
  readonly header: string
  readonly line: number
  readonly isTaken: boolean
}

/** What the app did by hand won over the middleware; with corskit it does not. */
export function handWrittenBeside(
  layer: { readonly line: number },
  place: string,
  { header, isTaken }: HeaderByHand,
): Decision {
  if (isTaken) {
    return {
      code: 'two-layers',
      line: layer.line,
      message: `${place} takes ${header} off answers that this call has set it on; with corskit the policy wins, and the header stays`,
      instead: 'cors only on the routes that pages may call, and no line that takes its headers away',
    }
  }
  return {
    code: 'two-layers',
    line: layer.line,
    message: `${place} writes ${header} by hand, which won over this call; with corskit the policy wins, so what is allowed would change`,
    instead: 'take the headers that are written by hand out first, or this call, whichever is not meant',
  }
}
