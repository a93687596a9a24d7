/** Packages that answer cross-origin requests and that `corskit migrate` does not move. */
import type { AnswersToo, Sighting } from '../finding.ts'
import { OLD_PACKAGES } from '../old-package.ts'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'
import { answersByItself } from './answers-by-itself.ts'
import { loaderOf } from './loader-of.ts'
import { serverOptions } from './server-options.ts'

const BY_TABLE = 'move it by hand: docs/migrate.md has each of its options'

const OTHERS: Readonly<Record<string, string>> = {
  corser: `${BY_TABLE}; cors of corskit/node`,
  'koa2-cors': 'cors of corskit/koa; without origin it lets every site in by its own name',
  'koa-cors': 'cors of corskit/koa; without origin it lets every site in by its own name',
  'egg-cors': 'cors of corskit/koa',
  '@elysiajs/cors': 'cors of corskit/elysia; without origin it lets every site in by its own name',
  'micro-cors': 'cors of corskit/node',
  'nextjs-cors': 'cors of corskit/next',
  'next-cors': 'cors of corskit/next',
  'express-cors': 'cors of corskit/express',
  'restify-cors-middleware': 'cors of corskit/node',
  'restify-cors-middleware2': 'cors of corskit/node',
  '@middy/http-cors': 'cors of corskit/lambda',
  '@tinyhttp/cors': 'cors of corskit/node',
  'itty-cors': 'cors of corskit/web',
  'remix-utils/cors': 'cors of corskit/web',
  'cors-gate': 'guard of corskit/express',
  'cors-anywhere': 'a proxy that lets every site read every other one; a server that names who may use it',
  '@fastify/cors-next': 'cors of corskit/fastify',
  'hapi-cors': 'cors of corskit/node',
  'hapi-cors-headers': 'cors of corskit/node',
}

/** Functions of frameworks that do the same. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  h3: {
    handleCors: 'cors of corskit/h3',
    appendCorsHeaders: 'cors of corskit/h3',
    appendCorsPreflightHeaders: 'cors of corskit/h3',
  },
  '@feathersjs/express': { cors: 'cors of corskit/express' },
  '@feathersjs/koa': { cors: 'cors of corskit/koa' },
  'itty-router': { cors: 'cors of corskit/web', createCors: 'cors of corskit/web' },
  'hono/middleware': { cors: 'cors of corskit/hono' },
  '@oak/cors': { oakCors: 'cors of corskit/web' },
  '@whatwg-node/server': { useCORS: 'cors of corskit/web' },
}

/** By name; a file of Nitro need not import them. */
export const OF_H3: readonly string[] = Object.keys(NAMES['h3'] ?? {})

/** Functions that allow every site unless they are told otherwise. */
const OPEN_BY_DEFAULT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@apollo/server/standalone': { startStandaloneServer: 'expressMiddleware of Apollo, and cors of corskit before it' },
  'graphql-yoga': { createYoga: 'cors: false, and cors of corskit before it' },
}

/** They listen on a port of their own, where no other middleware is. */
const OWN_SERVERS: ReadonlySet<string> = new Set(['@apollo/server/standalone', 'cors-anywhere'])

const howOf = (name: string): AnswersToo | null =>
  OWN_SERVERS.has(name) ? null : Object.hasOwn(OPEN_BY_DEFAULT, name) ? 'by-itself' : 'layer'

/** `https://deno.land/x/hono@v4.3.11/middleware.ts`. */
const HONO_OF_URL = /^https?:.*\/hono(?:@[^/]*)?\/(?:dist\/|src\/)?middleware(?:\.ts|\/index\.ts|\.js)?$/

export const MAY_BE_OTHER =
  /['"](?:[^'"]*cors[^'"]*|corser|h3|itty-router|@feathersjs\/\w+|@whatwg-node\/server|@apollo\/server\/standalone|graphql-yoga|https?:[^'"]*\/hono[^'"]*)['"]|oakCors/i

export function otherPackages(tree: SyntaxTree): Sighting[] {
  return tree.nodes.flatMap((node) => {
    if (node.type !== 'StringLiteral') return []
    const parent = loaderOf(tree, node)
    if (parent === null) return []
    const itself = answersByItself(tree, node)
    if (itself !== null)
      return itself.hasOptions && serverOptions(tree).length > 0
        ? []
        : [found(tree.lineOf(node), itself.name, itself.instead, 'by-itself')]
    const name = plainName(node.value)
    const whole = Object.hasOwn(OTHERS, name)
      ? OTHERS[name]
      : /\/x\/cors@?/.test(name)
        ? 'cors of corskit/web'
        : isUnlisted(name, node.value)
          ? 'cors of corskit, for the framework that the package is for'
          : undefined
    if (whole !== undefined) return [found(tree.lineOf(node), name, whole, OWN_SERVERS.has(name) ? null : 'layer')]
    const names = namesOf(tree, name)
    if (names === undefined) return []
    return Object.entries(names).flatMap(([imported, instead]) =>
      importsName(
        tree.sourceOf(parent.type === 'ImportDeclaration' ? parent : (tree.parentOf(parent) ?? parent)),
        imported,
      )
        ? [found(tree.lineOf(node), `${imported} of ${name}`, instead, howOf(name))]
        : [],
    )
  })
}

/** Without the registry and the version: `npm:hono@4/cors`. */
const plainName = (written: string) => written.replace(/^npm:/, '').replace(/(.)@[\d^~][^/]*/, '$1')

/** Whether a package is moved, told by its own name, or one of corskit. */
export function isListedPackage(written: string): boolean {
  const name = plainName(written)
  const isTold = Object.hasOwn(OTHERS, name) || Object.hasOwn(NAMES, name) || HONO_OF_URL.test(name)
  return isTold || MOVED.has(name) || isUnlisted(name, written) || /^(?:@corskit\/|corskit(?:\/|$))/.test(name)
}

function namesOf(tree: SyntaxTree, name: string): Readonly<Record<string, string>> | undefined {
  if (HONO_OF_URL.test(name)) return NAMES['hono/middleware']
  if (Object.hasOwn(NAMES, name)) return NAMES[name]
  // Where the option is written, it is judged as such.
  return Object.hasOwn(OPEN_BY_DEFAULT, name) && !/\bcors['"]?\s*:/.test(tree.text) ? OPEN_BY_DEFAULT[name] : undefined
}

/**
 * A package that is not listed above, with cors as a word of its name or path. It is not a file of the app, not a
 * package of types, and not moved by `migrate`.
 */
function isUnlisted(name: string, written: string): boolean {
  if (
    !/(?:^|[/:@-])cors(?:$|[/@-]|\.[cm]?[jt]s$)/i.test(name) ||
    /^(?:\.|\/|[~#]|@\/|node:|@types\/|corskit\/|@corskit\/|@nestjs\/common\/)/.test(name)
  )
    return false
  return written !== name || !MOVED.has(name)
}

const MOVED = new Set<string>(OLD_PACKAGES.map(({ name }) => name))

const importsName = (text: string, name: string) => new RegExp(`[{,]\\s*${name}\\b`).test(text)

function found(line: number, name: string, instead: string, how: AnswersToo | null): Sighting {
  return {
    code: 'other-package',
    line,
    message: `${name} answers cross-origin requests here, and this command does not move it`,
    instead,
    ...(how === null ? {} : { how }),
  }
}
