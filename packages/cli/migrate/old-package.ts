/** The packages that `corskit migrate` moves away from, in what matters for that. */

/** How the old middleware asks a function that stands at `origin`. */
export type PredicateStyle =
  /** `(origin, callback)`: booleans, and strings that were sent. */
  | 'callback'
  /** The same, or a promise of it. */
  | 'promise'
  /** `(origin, context) => string`: what is sent. */
  | 'header-of-origin'
  /** `(context) => string`: what is sent. */
  | 'header-of-context'

export interface OldPackage {
  readonly name: 'cors' | '@fastify/cors' | 'fastify-cors' | 'hono/cors' | '@koa/cors' | 'kcors' | 'enableCors'
  /** What is uninstalled; `null` where it is a part of something that stays. */
  readonly installedAs: string | null
  /** Where the new middleware comes from. */
  readonly entry: 'corskit/express' | 'corskit/fastify' | 'corskit/hono' | 'corskit/koa' | 'corskit/nest'
  /** The framework, and the first version that corskit is for. */
  readonly framework: { readonly name: string; readonly title: string; readonly from: number }
  /** Names under which the middleware is exported beside the default. */
  readonly alsoExportedAs: readonly string[]
  /** The type of the options, and what takes its place. */
  readonly optionsType: { readonly name: string; readonly replacement: string; readonly from: string } | null
  /**
   * The methods allowed when none are named, without those that need no listing. `null`: that depends on a version
   * which is not known.
   */
  readonly defaultMethods: readonly string[] | null
  /** The options that it had, with the names that corskit has for them. */
  readonly options: Readonly<Record<string, string>>
  /** What undefined at the methods did: none were allowed unasked, or every preflight ended in an error. */
  readonly unsetMethods: 'none' | 'error'
  /** What undefined at the headers allowed: none, or whatever the page asked for. */
  readonly unsetHeaders: 'none' | 'all'
  /** Whether an empty list of headers meant the same as none: whatever the page asked for. */
  readonly emptyHeadersAllowAll: boolean
  readonly predicate: PredicateStyle
  /** What `origin` could be beside one string and a function. */
  readonly lists: 'any' | 'strings' | 'none'
  /** Who was allowed where nothing stood at `origin`, `false`, `null` or an empty text. */
  readonly falsyOrigin: 'nobody' | 'everybody'
  /**
   * Options that have no counterpart and need none, when they have one of these values (any value where there is no
   * list).
   */
  readonly dropped: Readonly<Record<string, readonly unknown[] | null>>
  /** Options that did something which corskit does otherwise. */
  readonly withoutCounterpart: readonly string[]
  /** Whether only errors that came through it kept the headers. */
  readonly mayLoseHeadersOnErrors: boolean
}

const SAME_NAMES = {
  origin: 'origin',
  methods: 'methods',
  allowedHeaders: 'allowedHeaders',
  exposedHeaders: 'exposedHeaders',
  credentials: 'credentials',
  maxAge: 'maxAge',
}

const ALLOW_NAMES = {
  origin: 'origin',
  allowMethods: 'methods',
  allowHeaders: 'allowedHeaders',
  exposeHeaders: 'exposedHeaders',
  credentials: 'credentials',
  maxAge: 'maxAge',
}

const PUT_PATCH_DELETE = ['PUT', 'PATCH', 'DELETE']

const CORS: OldPackage = {
  name: 'cors',
  installedAs: 'cors',
  entry: 'corskit/express',
  framework: { name: 'express', title: 'Express', from: 4 },
  alsoExportedAs: [],
  optionsType: { name: 'CorsOptions', replacement: 'PolicyOptions', from: 'corskit' },
  defaultMethods: PUT_PATCH_DELETE,
  options: { ...SAME_NAMES, headers: 'allowedHeaders' },
  unsetMethods: 'error',
  unsetHeaders: 'all',
  emptyHeadersAllowAll: false,
  predicate: 'callback',
  lists: 'any',
  falsyOrigin: 'nobody',
  dropped: { optionsSuccessStatus: null, preflightContinue: [false] },
  withoutCounterpart: ['preflightContinue'],
  mayLoseHeadersOnErrors: false,
}

const FASTIFY_CORS: OldPackage = {
  name: '@fastify/cors',
  installedAs: '@fastify/cors',
  entry: 'corskit/fastify',
  framework: { name: 'fastify', title: 'Fastify', from: 5 },
  alsoExportedAs: ['fastifyCors'],
  optionsType: { name: 'FastifyCorsOptions', replacement: 'FastifyCorsOptions', from: 'corskit/fastify' },
  defaultMethods: null,
  options: SAME_NAMES,
  unsetMethods: 'none',
  unsetHeaders: 'none',
  emptyHeadersAllowAll: false,
  predicate: 'promise',
  lists: 'any',
  falsyOrigin: 'nobody',
  dropped: {
    optionsSuccessStatus: null,
    preflightContinue: [false],
    preflight: [true],
    strictPreflight: null,
    hideOptionsRoute: null,
    logLevel: null,
    hook: ['onRequest'],
  },
  withoutCounterpart: ['preflightContinue', 'preflight', 'hook', 'delegator', 'cacheControl'],
  mayLoseHeadersOnErrors: false,
}

const HONO: OldPackage = {
  name: 'hono/cors',
  installedAs: null,
  entry: 'corskit/hono',
  framework: { name: 'hono', title: 'Hono', from: 4 },
  alsoExportedAs: ['cors'],
  optionsType: null,
  defaultMethods: PUT_PATCH_DELETE,
  options: ALLOW_NAMES,
  unsetMethods: 'none',
  unsetHeaders: 'all',
  emptyHeadersAllowAll: true,
  predicate: 'header-of-origin',
  lists: 'strings',
  falsyOrigin: 'nobody',
  dropped: {},
  withoutCounterpart: [],
  mayLoseHeadersOnErrors: false,
}

const KOA: OldPackage = {
  name: '@koa/cors',
  installedAs: '@koa/cors',
  entry: 'corskit/koa',
  framework: { name: 'koa', title: 'Koa', from: 2 },
  alsoExportedAs: [],
  optionsType: { name: 'Options', replacement: 'PolicyOptions', from: 'corskit' },
  defaultMethods: PUT_PATCH_DELETE,
  options: ALLOW_NAMES,
  unsetMethods: 'none',
  unsetHeaders: 'all',
  emptyHeadersAllowAll: true,
  predicate: 'header-of-context',
  lists: 'none',
  falsyOrigin: 'everybody',
  dropped: { keepHeadersOnError: [true], secureContext: [false], privateNetworkAccess: [false] },
  withoutCounterpart: ['keepHeadersOnError', 'secureContext', 'privateNetworkAccess'],
  mayLoseHeadersOnErrors: true,
}

const NEST: OldPackage = {
  ...CORS,
  name: 'enableCors',
  installedAs: null,
  entry: 'corskit/nest',
  framework: { name: '@nestjs/core', title: 'NestJS', from: 11 },
}

export const OLD_PACKAGES: readonly OldPackage[] = [
  CORS,
  FASTIFY_CORS,
  { ...FASTIFY_CORS, name: 'fastify-cors', installedAs: 'fastify-cors', defaultMethods: PUT_PATCH_DELETE },
  HONO,
  KOA,
  { ...KOA, name: 'kcors', installedAs: 'kcors' },
  NEST,
]

/** What is registered, as Fastify's plugins are; the others are called. */
export const isRegistered = ({ entry }: OldPackage) => entry === 'corskit/fastify'

/** Whether a function says yes or no, and not what is sent. */
export const takesAnswers = (style: PredicateStyle) => style === 'callback' || style === 'promise'
