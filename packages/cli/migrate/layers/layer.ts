/** The places where an app is given a middleware. */
import type { CallExpression, Node } from '@babel/types'
import { methodOf, ownerOf, receiverOf, type SyntaxTree, startOf } from '../syntax/syntax-tree.ts'
import { type MadeMiddleware, middlewaresOf } from './factories.ts'
import { isOnlyKept, membersOf } from './kept/only-kept.ts'
import { optionsText } from './options-text.ts'
import { appKind, type Place, partNames, placeInFile } from './own-app.ts'

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
  /** Whether only requests of exactly this path come to it. */
  readonly isRoute: boolean
  /** The app or router; `null` where the middleware is not given to one here. */
  readonly receiver: string | null
  /** An app that is made in this file: two are never the same app, and neither is a part of the other. */
  readonly isOwnApp: boolean
  /** Whether it is also known that no other file gets it. */
  readonly isPrivateApp: boolean
  /** The names under which its file exports the router that it is in; `null` where it is in no such router. */
  readonly partNames: readonly string[] | null
  /** Where its file puts the router that it is in; `null` where that is not known. */
  readonly place: Place | null
  /** The options as text: equal ones do not contradict each other. */
  readonly options: string
  /** The same for comparing with other files; `null` where the text means something only in this file. */
  readonly closedOptions: string | null
  /** The branches that it stands in, by their condition: of two branches of one condition only one runs. */
  readonly branches: ReadonlyMap<Node, string>
  /** The function that it stands in. */
  readonly owner: Node | null
  /** Whether it is only kept under a name that other files can import: those that use it are looked at. */
  readonly isShared: boolean
}

export function layersOf(tree: SyntaxTree, calls: readonly CallExpression[]): Layer[] {
  // A file may give a thousand routes to one app.
  const apps = new Map<string, AppFacts>()
  const factsOf = (name: string) => {
    const facts = apps.get(name) ?? {
      kind: appKind(tree, name),
      partNames: partNames(tree, name),
      place: placeInFile(tree, name),
    }
    apps.set(name, facts)
    return facts
  }
  return calls.flatMap((call) =>
    middlewaresOf(tree, call).flatMap((made) => usesOf(tree, made.call).map((use) => layer(tree, made, use, factsOf))),
  )
}

interface AppFacts {
  readonly kind: ReturnType<typeof appKind>
  readonly partNames: readonly string[] | null
  readonly place: Place | null
}

/** A middleware is kept under another name, but never so many times in real code. */
const DEEPEST = 10

/** The calls that hand the middleware to an app: of `const c = cors()` all those with `c`. */
function usesOf(tree: SyntaxTree, node: Node, depth = 0): Node[] {
  const parent = tree.parentOf(node)
  if (/^(?:register|enableCors)$/.test(methodOf(node) ?? '')) return [node]
  if (parent === null || depth > DEEPEST) return [node]
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
    const { id } = parent
    const uses = tree.mentionsOf(id.name).flatMap((mention) => (mention === id ? [] : usesOf(tree, mention, depth + 1)))
    const isForOthers = tree.parentOf(tree.parentOf(parent) ?? parent)?.type === 'ExportNamedDeclaration'
    return uses.length === 0 || isForOthers ? [...uses, parent] : uses
  }
  const members = membersOf(tree, parent)
  if (members !== null) return [...members.flatMap((member) => usesOf(tree, member, depth + 1)), parent]
  if (parent.type === 'ArrayExpression' || parent.type === 'SpreadElement' || /^TS/.test(parent.type))
    return usesOf(tree, parent, depth + 1)
  // `app.use((request, response, next) => cors()(request, response, next))`
  if (parent.type === 'CallExpression' && parent.callee === node) {
    const owner = ownerOf(tree, parent)
    const around = owner === null ? null : tree.parentOf(owner)
    return [around?.type === 'CallExpression' && around.callee !== owner && methodOf(around) !== null ? around : parent]
  }
  return [parent]
}

const ROUTE = /^(?:get|head|post|put|patch|delete|del|all|options)$/

function layer(
  tree: SyntaxTree,
  { call, given, walk }: MadeMiddleware,
  use: Node,
  factsOf: (app: string) => AppFacts,
): Layer {
  const method = methodOf(use) ?? ''
  const isGiven = ROUTE.test(method) || /^(?:use|register|enableCors)$/.test(method)
  const { receiver, path } = isGiven ? placeOf(tree, call, use, method) : { receiver: null, path: '*' }
  const app = receiver?.type === 'Identifier' ? factsOf(receiver.name) : null
  const { text, closed } = optionsText(tree, call)
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
    isRoute: ROUTE.test(method),
    receiver: receiver === null ? null : tree.sourceOf(receiver),
    isOwnApp: app !== null && app.kind !== null,
    isPrivateApp: app?.kind === 'private',
    partNames: app?.partNames ?? null,
    place: app?.place ?? null,
    options: given ?? text,
    closedOptions: given === null ? closed : null,
    branches: branchesOf(tree, use),
    owner: walk ?? ownerOf(tree, use),
    isShared: walk === null && ownerOf(tree, call) === null && isOnlyKept(tree, use),
  }
}

/** `'/x'` of `app.use('/x', …)` and of `app.route('/x').get(…)`. */
function placeOf(tree: SyntaxTree, call: CallExpression, use: Node, method: string) {
  const receiver = receiverOf(use)
  const routed = receiver !== null && methodOf(receiver) === 'route' ? receiver : null
  const holder = routed ?? use
  const [first] = holder.type === 'CallExpression' ? holder.arguments : []
  const hasPath =
    first !== undefined &&
    first !== call &&
    /^(?:StringLiteral|TemplateLiteral|ArrayExpression|RegExpLiteral|Identifier)$/.test(first.type) &&
    method !== 'register' &&
    !isMiddleware(tree, first, call)
  const path = hasPath && first.type === 'StringLiteral' ? first.value : hasPath ? null : '*'
  return { receiver: routed === null ? receiver : receiverOf(routed), path }
}

/** `app.use([cors()])`, and `app.use(layer)` of `const layer = cors()`. */
function isMiddleware(tree: SyntaxTree, first: Node, call: CallExpression): boolean {
  if (first.type === 'ArrayExpression') return first.elements.some((entry) => entry?.type !== 'StringLiteral')
  if (first.type !== 'Identifier') return false
  return tree.mentionsOf(first.name).some((mention) => {
    const declarator = tree.parentOf(mention)
    return (
      declarator?.type === 'VariableDeclarator' &&
      declarator.id === mention &&
      declarator.init != null &&
      startOf(declarator.init) <= startOf(call) &&
      startOf(call) < (declarator.init.end ?? 0)
    )
  })
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
