/** Packages that, put into an app, answer cross-origin requests by themselves: their headers won over a middleware. */
import type { Node } from '@babel/types'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'
import { loaderOf } from './loader-of.ts'

interface Answers {
  /** The name of what answers, in the file that loads it. */
  readonly by: RegExp
  /** Text of the file that switches it off. */
  readonly off?: RegExp
  /** Whether `serverOptions` may tell it, with a better line. */
  readonly hasOptions?: true
  readonly instead: string
}

const OFF: Pick<Answers, 'off' | 'instead'> = {
  off: /\bcors['"]?\s*:\s*false\b/,
  instead: 'cors: false in its options, and cors of corskit before it',
}
const BEFORE_IT = 'cors of corskit only on the other routes, if pages may read these answers as before'

/** Read in the packages themselves, in November 2026. */
const TABLE: Readonly<Record<string, Answers>> = {
  peer: { by: /\bExpressPeerServer\b/, instead: BEFORE_IT },
  vite: {
    by: /\bmiddlewareMode\b/,
    ...OFF,
    instead: 'server: { cors: false } in its options, and cors of corskit before it',
  },
  '@tus/server': { by: /\bServer\b/, instead: BEFORE_IT },
  'tus-node-server': { by: /\bServer\b/, instead: BEFORE_IT },
  'parse-server': {
    by: /\bParseServer\b|\bparse-server\b/,
    hasOptions: true,
    instead: 'its allowOrigin, with the origins that are meant',
  },
  'json-server': {
    // Its router writes Access-Control-Expose-Headers.
    by: /\b(?:defaults|router)\b/,
    hasOptions: true,
    off: /^(?![\s\S]*\.router\()[\s\S]*\bnoCors['"]?\s*:\s*true\b/,
    instead:
      'noCors: true, and cors of corskit before it; its router writes Access-Control-Expose-Headers all the same',
  },
  'apollo-server-express': { by: /\b(?:applyMiddleware|getMiddleware)\b/, ...OFF },
  'apollo-server-koa': { by: /\b(?:applyMiddleware|getMiddleware)\b/, ...OFF },
  'apollo-server-fastify': { by: /\bcreateHandler\b/, ...OFF },
  '@uppy/companion': { by: /\bapp\b/, instead: 'its corsOrigins, with the origins that are meant' },
  'webpack-hot-middleware': { by: /./, instead: BEFORE_IT },
  'parcel-bundler': { by: /\bmiddleware\b/, instead: BEFORE_IT },
  gun: { by: /\bserve\b/, instead: BEFORE_IT },
  'sse-pubsub': { by: /./, instead: BEFORE_IT },
  'node-red': { by: /\bhttp(?:Node|Static|Admin)Cors\b/, instead: BEFORE_IT },
  'swagger-node-runner': { by: /./, instead: 'no fitting cors in its configuration, and cors of corskit before it' },
  '@novu/framework/express': { by: /\bserve\b/, instead: BEFORE_IT },
  'oidc-provider': { by: /\bProvider\b/, instead: BEFORE_IT },
}

/** The handlers of an MCP server for authorization let every site in. */
const OF_MCP = /^@modelcontextprotocol\/sdk\/(?:dist\/\w+\/)?server\/auth\/(?:router|handlers\/\w+)(?:\.js)?$/

/** The quick look, which spares nearly every file the parser. */
export const MAY_ANSWER = new RegExp(
  `['"](?:${Object.keys(TABLE).join('|')}|@modelcontextprotocol/sdk/[^'"]*server/auth/[^'"]*)['"]`,
)

export interface AnswersByItself {
  readonly name: string
  readonly instead: string
  readonly hasOptions: boolean
}

/** A text with the name of such a package, where it is loaded. */
export function answersByItself(tree: SyntaxTree, node: Node): AnswersByItself | null {
  if (node.type !== 'StringLiteral') return null
  const name = node.value
  if (OF_MCP.test(name)) return loads(tree, node) ? { name, instead: BEFORE_IT, hasOptions: false } : null
  const answers = Object.hasOwn(TABLE, name) ? TABLE[name] : undefined
  if (answers === undefined || !loads(tree, node)) return null
  if (!answers.by.test(tree.text) || answers.off?.test(tree.text) === true) return null
  return { name, instead: answers.instead, hasOptions: answers.hasOptions === true }
}

/** Types alone answer nothing. */
function loads(tree: SyntaxTree, name: Node): boolean {
  const loader = loaderOf(tree, name)
  return loader !== null && !(loader.type === 'ImportDeclaration' && loader.importKind === 'type')
}
