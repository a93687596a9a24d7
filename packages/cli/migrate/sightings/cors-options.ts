/** `cors: …` in the options of something else: Socket.IO, Nest, Apollo, a build tool. */
import type { Node, ObjectExpression, ObjectProperty } from '@babel/types'
import type { Decision, Sighting } from '../finding.ts'
import { isGivenToPackage, packageGiven, packageOf } from '../syntax/from-package.ts'
import { shortened, shownSource } from '../syntax/shown-source.ts'
import { constantOf, isExported, staticValue, withoutTypes } from '../syntax/static-value.ts'
import { keyOf, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

const SIGNS =
  /\bcors(?:Handler|Options)?\b['"]?\s*[:,}]|strapi::cors|CorsPreflight|\borigins\s*\(|\borigins\s*:|io\.set\(/

export const mayHaveOptions = (text: string) =>
  SIGNS.test(text) || (/cors\w*\s*[=:]/.test(text) && /\borigin\b/.test(text))

export function corsOptions(tree: SyntaxTree, path: string): Sighting[] {
  return tree.nodes.flatMap((node) => {
    if (node.type === 'StringLiteral' && node.value === 'strapi::cors') return [strapi(tree, node)]
    if (node.type === 'ObjectExpression' && isForElsewhere(tree, node, path) && !isJudged(tree, node, path))
      return [forElsewhere(tree, node)]
    if (
      methodOf(node) === 'origins' ||
      (methodOf(node) === 'set' && /\.set\(\s*['"]origins['"]/.test(tree.sourceOf(node)))
    ) {
      return /socket\.io|\bio\b/.test(tree.text) ? [socketIo(tree, node, tree.sourceOf(node))] : []
    }
    if (node.type !== 'ObjectProperty') return []
    const key = keyOf(node)
    if (key === 'defaultCorsPreflightOptions' || key === 'corsPreflight') return [gateway(tree, node)]
    if (key === 'origins' && /socket\.io/.test(tree.text)) return [socketIo(tree, node, tree.sourceOf(node))]
    if (!KEYS.has(key ?? '') || tree.parentOf(node)?.type !== 'ObjectExpression' || !isOptions(tree, node)) return []
    const decision = judged(tree, node, path)
    return decision === null ? [] : [decision]
  })
}

/** `corsHandler` is Nuxt Security's. */
const KEYS = new Set(['cors', 'corsHandler', 'corsOptions'])

/** An object with `origin` that other files can get, and that has cors in its name or in the name of its file. */
function isForElsewhere(tree: SyntaxTree, node: ObjectExpression, path: string): boolean {
  if (!node.properties.some((property) => keyOf(property) === 'origin')) return false
  const file = /cors/i.test(path.slice(path.search(/[^\\/]*$/)))
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (/Function|CallExpression|NewExpression|ClassMethod|ObjectMethod/.test(outer.type)) return false
    if (/^Export/.test(outer.type)) return file || /cors/i.test(tree.sourceOf(outer).split('{', 1)[0] ?? '')
    if (outer.type === 'AssignmentExpression')
      return (
        /exports/.test(tree.sourceOf(outer.left)) &&
        (file || /cors/i.test(tree.sourceOf(outer).split('origin', 1)[0] ?? ''))
      )
    if (outer.type === 'VariableDeclarator') {
      return (
        outer.id.type === 'Identifier' && (file || (/cors/i.test(outer.id.name) && isHandedOn(tree, outer.id.name)))
      )
    }
  }
  return false
}

/** Whether it is the value of an option that is named itself. */
function isJudged(tree: SyntaxTree, node: ObjectExpression, path: string): boolean {
  const option = tree.parentOf(node)
  return option?.type === 'ObjectProperty' && KEYS.has(keyOf(option) ?? '') && judged(tree, option, path) !== null
}

const isHandedOn = (tree: SyntaxTree, name: string) =>
  isExported(tree, name) ||
  new RegExp(`exports\\b[^\\n]*=[\\s\\S]*\\b${name}\\b|export\\s*\\{[^}]*\\b${name}\\b|export default ${name}\\b`).test(
    tree.text,
  )

function forElsewhere(tree: SyntaxTree, node: ObjectExpression): Decision {
  return {
    code: 'options-for-elsewhere',
    line: tree.lineOf(node),
    message: `these are options for a call in another file: ${saysOf(tree, node)}`,
    instead: 'the policy, made once here with definePolicy, and cors(policy) of corskit where it is used',
  }
}

function isOptions(tree: SyntaxTree, { value }: ObjectProperty): boolean {
  const node = withoutTypes(value)
  // `{ cors: cors({ … }) }` holds the middleware itself.
  if (node.type === 'CallExpression' && /cors/.test(packageOf(tree, node.callee) ?? '')) return false
  if (node.type === 'BooleanLiteral') return node.value
  if (node.type === 'ObjectExpression' || node.type === 'ArrayExpression') return true
  if (node.type === 'StringLiteral') return isOriginText(node.value)
  if (node.type === 'TemplateLiteral' || node.type === 'LogicalExpression') return true
  if (node.type !== 'Identifier')
    return node.type === 'MemberExpression' || node.type === 'ConditionalExpression' || node.type === 'CallExpression'
  const meant = constantOf(tree, node)
  return meant === null || withoutTypes(meant).type === 'ObjectExpression'
}

/** `cors: 'anonymous'` is something else. */
const isOriginText = (text: string) => text === '*' || /^[a-z][\w+.-]*:\/\//i.test(text)

function judged(tree: SyntaxTree, node: ObjectProperty, path: string): Sighting | null {
  const owner = holder(tree, node)
  const says = saysOf(tree, node.value)
  if (owner === null || (keyOf(node) === 'corsOptions' && !isGivenToPackage(tree, node))) return null
  if (
    /WebSocketGateway|^io$|socket|^(?:new )?Server$|Engine/i.test(owner) ||
    (/socket\.io/.test(tree.text) && /^(?:require\(.*|Server|\w*[iI]o)$/.test(owner))
  )
    return socketIo(tree, node, says)
  const line = tree.lineOf(node)
  if (/NestFactory/.test(owner)) {
    return {
      code: 'nest-create',
      line,
      message: `NestFactory.create switches CORS on with its options: ${says}`,
      instead: 'without cors here, and app.use(cors({ … })) of corskit/nest as the first thing after it',
      how: 'layer',
    }
  }
  if (/Apollo|applyMiddleware|Yoga|GraphQLServer|createHandler|getMiddleware|registerExpress/i.test(owner)) {
    return {
      code: 'graphql-server',
      line,
      message: `${owner} answers cross-origin requests itself: ${says}`,
      instead: 'cors: false here, and cors of corskit before it',
      how: 'by-itself',
    }
  }
  if (
    /^(?:module\.exports|export|defineConfig|defineNuxtConfig|defineNitroConfig|onRequest|onCall|route|server|new .*)/i.test(
      owner,
    ) ||
    isGivenToPackage(tree, node) ||
    /(?:^|[\\/])serverless\.[cm]?[jt]s$/.test(path) ||
    /origin/i.test(tree.sourceOf(node.value))
  ) {
    return {
      code: 'cors-option',
      line,
      message: `${keyOf(node)} is an option of ${owner} here, which answers cross-origin requests itself: ${says}`,
      instead: 'the origins that are meant; or off, and cors of corskit',
      ...(isOfTool(owner, path) ? {} : { setting: keyOf(node) ?? '' }),
      ...(isOfServer(tree, node, path) ? { how: 'by-itself' } : {}),
    }
  }
  return null
}

/** Whether a package of the program gets the options, or the framework by its configuration. */
function isOfServer(tree: SyntaxTree, node: Node, path: string): boolean {
  if (OF_DEVELOPMENT.test(path)) return false
  const owner = packageGiven(tree, node) ?? factoryFor(tree, node)
  return owner === null ? /\.config\.[cm]?[jt]s$/.test(path) : !READS_SETTINGS.test(owner) && !/socket/i.test(owner)
}

/** `GraphQLModule.forRootAsync({ useFactory: () => ({ cors: … }) })`. */
function factoryFor(tree: SyntaxTree, node: Node): string | null {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer))
    if (keyOf(outer) === 'useFactory') return packageGiven(tree, outer)
  return null
}

/** Tools with a server that only developers use. */
const OF_DEVELOPMENT =
  /(?:^|[\\/])(?:(?:vite|vitest|webpack|rollup|rspack|rsbuild|vue|craco|bs|playwright|gulpfile|Gruntfile)[\w.-]*|[\w.-]*\.dev)\.[cm]?[jt]s$/
/** What checks the settings of an app, or puts them together, and answers nothing. */
const READS_SETTINGS =
  /^(?:convict|config|nconf|rc|joi|@hapi\/joi|zod|yup|envalid|ajv|@nestjs\/config|lodash(?:[./-].*)?|deepmerge|webpack-dev-server|browser-sync|@?vite(?:st|js)?\b.*)$/

/** Whether options are those of a tool, and no settings of the app: `vite.config.ts`, `defineConfig(…)`. */
const isOfTool = (owner: string, path: string) =>
  !/^(?:module\.exports|exports|export$|what this function returns|registerAs)|^\w+$/.test(owner) ||
  /\.config\.[cm]?[jt]s$|(?:^|[\\/])serverless\.[cm]?[jt]s$/.test(path)

/**
 * The name under which a package exports what a source calls otherwise: `ApolloServer` for
 * `import { ApolloServer as Graph }`.
 */
function asExported(tree: SyntaxTree, callee: string): string {
  const name = callee.split('.', 1)[0] ?? ''
  for (const mention of tree.mentionsOf(name)) {
    const outer = tree.parentOf(mention)
    if (outer?.type === 'ImportDefaultSpecifier') {
      const from = tree.parentOf(outer)
      return from?.type === 'ImportDeclaration' && from.source.value === 'socket.io' ? 'io' : callee
    }
    const exported =
      outer?.type === 'ImportSpecifier'
        ? outer.imported
        : outer?.type === 'ObjectProperty' && outer.value === mention && tree.parentOf(outer)?.type === 'ObjectPattern'
          ? outer.key
          : null
    if (exported?.type === 'Identifier') return exported.name + callee.slice(name.length)
  }
  return callee
}

/** The call or the export that an object of options is given to. */
function holder(tree: SyntaxTree, node: Node): string | null {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'ObjectProperty' && keyOf(outer) === 'config') return null
    if (methodOf(outer) === 'freeze') continue
    if (outer.type === 'CallExpression' || outer.type === 'NewExpression') {
      const text = asExported(tree, shownSource(tree, outer.callee))
      return outer.type === 'NewExpression' ? `new ${text}` : text
    }
    if (outer.type === 'AssignmentExpression') return shownSource(tree, outer.left)
    if (/^Export/.test(outer.type)) return 'export'
    if (outer.type === 'VariableDeclarator') return outer.id.type === 'Identifier' ? outer.id.name : null
    if (/Function|ClassMethod/.test(outer.type)) return 'what this function returns'
  }
  return null
}

function saysOf(tree: SyntaxTree, given: Node): string {
  const value = withoutTypes(given)
  const meant = value.type === 'Identifier' ? constantOf(tree, value) : null
  const options = meant === null ? value : withoutTypes(meant)
  if (options.type === 'BooleanLiteral' && options.value) return 'with its defaults, which allow every site'
  if (options.type !== 'ObjectExpression') return originsSay(staticValue(tree, options)?.value)
  const find = (name: string) => {
    const found = options.properties.find((property) => keyOf(property) === name)
    return found?.type === 'ObjectProperty' ? found.value : null
  }
  const origin = ORIGIN_NAMES.map(find).find((value) => value !== null) ?? null
  const known = origin === null ? null : staticValue(tree, origin)
  const credentials = find('credentials')
  const withCredentials = credentials !== null && staticValue(tree, credentials)?.value === true
  if (known?.value === true)
    return `every site is allowed by its own name${withCredentials ? ', with credentials' : ''}`
  if (known?.value === '*' || (Array.isArray(known?.value) && known.value.includes('*')))
    return withCredentials ? "'*' with credentials, which browsers refuse" : 'every site is allowed'
  if (origin !== null) return 'it names who is allowed'
  const isWhole = options.properties.every((property) => property.type !== 'SpreadElement')
  return isWhole ? 'no origin is named' : 'with options that are not all written here'
}

/** The names that servers have for it. */
const ORIGIN_NAMES = ['origin', 'origins', 'allowOrigins', 'allowedOrigins', 'allowOrigin', 'allowedOrigin']

/** What a list, or a text, says in place of options. */
function originsSay(value: unknown): string {
  const entries = [value].flat()
  if (entries.includes('*')) return 'every site is allowed'
  return entries.length > 0 && entries.every((entry) => typeof entry === 'string')
    ? 'it names who is allowed'
    : 'what it allows is decided when the app runs'
}

function socketIo(tree: SyntaxTree, node: Node, says: string): Decision {
  return {
    code: 'socket-io',
    line: tree.lineOf(node),
    message: `Socket.IO answers cross-origin requests itself, for its own path and beside any middleware: ${shortened(says.split('\n', 1)[0] ?? '')}`,
    instead:
      'the same origins as in the policy; web sockets need no CORS, so guardUpgrade of corskit/node must refuse strangers there',
  }
}

function gateway(tree: SyntaxTree, node: Node): Decision {
  return {
    code: 'gateway-config',
    line: tree.lineOf(node),
    message: 'the gateway answers preflights itself, before the app sees them',
    instead: 'the same origins, methods and headers as in the policy, or none here and all in the app',
  }
}

function strapi(tree: SyntaxTree, node: Node): Decision {
  return {
    code: 'cors-option',
    line: tree.lineOf(node),
    message: "Strapi's own CORS middleware answers here; without origins in its configuration it allows every site",
    instead: 'its origins named in config/middlewares',
  }
}
