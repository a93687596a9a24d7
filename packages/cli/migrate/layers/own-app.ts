/** Whether a variable is an app of its own: one that is made in this file, and that is not a part of another app. */
import type { Node } from '@babel/types'
import { isInside, keyOf, methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/**
 * `exported`: another file may put it into another app. `null`: it is a router, is made elsewhere, or other code of
 * this file gets it.
 */
export function appKind(tree: SyntaxTree, name: string): 'private' | 'exported' | null {
  const made = madeAs(tree, name)
  if (made === null || /Router/.test(tree.sourceOf(made))) return null
  if (!/^(?:await )?(?:new )?(?:express|Hono|Koa|fastify|Fastify|NestFactory\.create)\b/.test(tree.sourceOf(made)))
    return null
  const uses = tree.mentionsOf(name).map((mention) => useOf(tree, mention))
  if (uses.includes('other')) return null
  return uses.includes('exported') ? 'exported' : 'private'
}

/**
 * The names under which a file exports a router or an app that it only fills and exports; `null` where other code of
 * the file gets it.
 */
export function partNames(tree: SyntaxTree, name: string): readonly string[] | null {
  const made = madeAs(tree, name)
  if (
    made === null ||
    !/^(?:new )?(?:[\w.]*Router|express|require\(['"]express['"]\)\.Router|Hono)\(/.test(tree.sourceOf(made))
  )
    return null
  const mentions = tree.mentionsOf(name)
  if (mentions.some((mention) => useOf(tree, mention) === 'other')) return null
  const names = mentions.flatMap((mention) => exportNames(tree, mention))
  return names.length > 0 && !names.includes(null) ? (names as string[]) : null
}

/** A place in an app: what comes to it begins with the path. */
export interface Place {
  /** The app or router as its file calls it. */
  readonly receiver: string
  readonly path: string
}

/** Where a file puts a router that it makes, and that nothing else of it gets; `null` where that is not known. */
export function placeInFile(tree: SyntaxTree, name: string): Place | null {
  const made = madeAs(tree, name)
  if (made === null || !/Router\b/.test(tree.sourceOf(made))) return null
  const [only, second] = tree.mentionsOf(name).filter((mention) => useOf(tree, mention) !== 'plain')
  const place = only === undefined || second !== undefined ? null : placeOf(tree, only)
  return place !== null && appKind(tree, place.receiver) !== null ? place : null
}

/** `app.use('/api', routes)`, and Hono's `app.route('/api', routes)`. */
export function placeOf(tree: SyntaxTree, use: Node): Place | null {
  const call = tree.parentOf(use)
  if (call?.type !== 'CallExpression' || !/^(?:use|route)$/.test(methodOf(call) ?? '')) return null
  const [first] = call.arguments
  const receiver = receiverOf(call)
  if (receiver?.type !== 'Identifier' || !call.arguments.includes(use as never)) return null
  if (first === use) return { receiver: receiver.name, path: '/' }
  return first?.type === 'StringLiteral' ? { receiver: receiver.name, path: first.value } : null
}

/** `null`: a way to export that is not understood. */
function exportNames(tree: SyntaxTree, mention: Node): (string | null)[] {
  if (useOf(tree, mention) !== 'exported') return []
  const parent = tree.parentOf(mention)
  switch (parent?.type) {
    case 'VariableDeclarator':
      return [mention.type === 'Identifier' ? mention.name : null]
    case 'ExportDefaultDeclaration':
      return ['default']
    case 'ExportSpecifier':
      return [parent.exported.type === 'Identifier' ? parent.exported.name : parent.exported.value]
    case 'AssignmentExpression': {
      const left = tree.sourceOf(parent.left)
      if (left === 'module.exports') return ['default']
      return [/^(?:module\.)?exports\.(\w+)$/.exec(left)?.[1] ?? null]
    }
    case 'ObjectProperty': {
      const assignment = tree.parentOf(tree.parentOf(parent) ?? parent)
      const isWhole = assignment?.type === 'AssignmentExpression' && tree.sourceOf(assignment.left) === 'module.exports'
      return [isWhole ? keyOf(parent) : null]
    }
    default:
      return [null]
  }
}

/** What a variable is first set to, whatever is done with it then. */
function madeAs(tree: SyntaxTree, name: string): Node | null {
  const declarations = tree.mentionsOf(name).flatMap((mention) => {
    const parent = tree.parentOf(mention)
    return parent?.type === 'VariableDeclarator' && parent.id === mention ? [parent.init ?? null] : []
  })
  return declarations.length === 1 ? (declarations[0] ?? null) : null
}

/** Members that are the app itself, as another app can take it. */
const HANDLERS = new Set(['callback', 'routes', 'middleware', 'handler', 'handle', 'fetch', 'request', 'dispatch'])

/** What is given an app to serve it. */
const SERVES =
  /^(?:\w+\.)*(?:createServer|createSecureServer|createAdaptorServer|serve|listen|handle|onRequest|serverless\w*)$/

function useOf(tree: SyntaxTree, mention: Node): 'plain' | 'exported' | 'other' {
  const parent = tree.parentOf(mention)
  if (parent?.type === 'VariableDeclarator' && parent.id === mention)
    return isExport(tree.parentOf(tree.parentOf(parent) ?? parent)) ? 'exported' : 'plain'
  if (parent?.type === 'MemberExpression' && parent.object === mention && !parent.computed) {
    const call = tree.parentOf(parent)
    const member = parent.property.type === 'Identifier' ? parent.property.name : ''
    if (!HANDLERS.has(member)) return call?.type === 'CallExpression' && call.callee === parent ? 'plain' : 'other'
  }
  for (let inner: Node = mention, outer = parent; outer !== null; inner = outer, outer = tree.parentOf(outer)) {
    if (isExport(outer)) return 'exported'
    if (outer.type === 'AssignmentExpression' && inner === outer.right)
      return /\bexports\b/.test(tree.sourceOf(outer.left)) ? 'exported' : 'other'
    if (outer.type === 'CallExpression' && inner !== outer.callee)
      return SERVES.test(tree.sourceOf(outer.callee)) && !isInside(tree, mention, outer.callee) ? 'plain' : 'other'
    if (outer.type === 'ExpressionStatement') return methodOf(outer.expression) === null ? 'other' : 'plain'
    if (!/^(?:CallExpression|MemberExpression|ObjectProperty|ObjectExpression)$/.test(outer.type)) return 'other'
  }
  return 'other'
}

const isExport = (node: Node | null) => node !== null && /^Export/.test(node.type)
