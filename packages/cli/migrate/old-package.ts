/** The two packages that `corskit migrate` moves away from, in what matters for that. */

export interface OldPackage {
  readonly name: 'cors' | '@fastify/cors'
  /** Where the new middleware comes from. */
  readonly entry: 'corskit/express' | 'corskit/fastify'
  /** Names under which the middleware is exported beside the default. */
  readonly alsoExportedAs: readonly string[]
  /** The type of the options, and what takes its place. */
  readonly optionsType: { readonly name: string; readonly replacement: string; readonly from: string }
  /** The methods allowed when none are named, without those that need no listing. */
  readonly defaultMethods: readonly string[]
  /** Another name of `allowedHeaders`. */
  readonly headersAlias: string | null
  /** Options that have no counterpart and need none, when they have one of these values (any value where there is no list). */
  readonly dropped: Readonly<Record<string, readonly unknown[] | null>>
}

const CORS: OldPackage = {
  name: 'cors',
  entry: 'corskit/express',
  alsoExportedAs: [],
  optionsType: { name: 'CorsOptions', replacement: 'PolicyOptions', from: 'corskit' },
  defaultMethods: ['PUT', 'PATCH', 'DELETE'],
  headersAlias: 'headers',
  dropped: { optionsSuccessStatus: null, preflightContinue: [false] },
}

const FASTIFY_CORS: OldPackage = {
  name: '@fastify/cors',
  entry: 'corskit/fastify',
  alsoExportedAs: ['fastifyCors'],
  optionsType: { name: 'FastifyCorsOptions', replacement: 'FastifyCorsOptions', from: 'corskit/fastify' },
  defaultMethods: [],
  headersAlias: null,
  dropped: {
    optionsSuccessStatus: null,
    preflightContinue: [false],
    preflight: [true],
    strictPreflight: null,
    hideOptionsRoute: null,
    logLevel: null,
    hook: ['onRequest'],
  },
}

export const OLD_PACKAGES: readonly OldPackage[] = [CORS, FASTIFY_CORS]
