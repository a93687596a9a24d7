/**
 * Recognises files that configure CORS of other software. Otherwise each of their words would be reported as a mistake.
 */

import { FOREIGN_SIGNS } from './foreign-signs.ts'

interface Vocabulary {
  readonly names: readonly string[]
  /** Its words that corskit does not have, and that only it has. */
  readonly own?: readonly string[]
  /** Its words that corskit does not have, and that other software has too. */
  readonly shared: readonly string[]
}

/** When two of them share words, the first one is taken. */
const VOCABULARIES: readonly Vocabulary[] = [
  {
    names: ['the CORS configuration of a Google Cloud Storage bucket'],
    own: ['responseHeader'],
    shared: ['maxAgeSeconds', 'method'],
  },
  {
    names: ['the CORS configuration of an Amazon S3 bucket'],
    own: ['CORSRules', 'CORSRule', 'MaxAgeSeconds'],
    shared: ['ExposeHeaders', 'AllowedOrigins', 'AllowedMethods', 'AllowedHeaders', 'AllowedOrigin', 'AllowedMethod'],
  },
  {
    names: ['the CORS configuration of Azure Storage'],
    own: ['MaxAgeInSeconds'],
    shared: ['CorsRules', 'AllowedOrigins', 'ExposedHeaders'],
  },
  { names: ['the configuration of Apollo Router'], own: ['allow_any_origin', 'match_origins'], shared: [] },
  {
    names: ["Kong's cors plugin"],
    own: ['preflight_continue', 'private_network'],
    shared: ['exposed_headers', 'max_age', 'origins'],
  },
  {
    names: ['Laravel (config/cors.php)'],
    own: ['allowed_origins_patterns'],
    shared: ['allowed_origins', 'allowed_methods', 'allowed_headers', 'supports_credentials', 'exposed_headers'],
  },
  {
    names: ['FastAPI', 'Starlette', 'tower-http'],
    own: ['allow_origin_regex'],
    shared: ['allow_origins', 'allow_methods', 'allow_credentials', 'allow_headers', 'allow_origin', 'expose_headers'],
  },
  {
    names: ['flask-cors'],
    own: ['send_wildcard', 'automatic_options', 'CORS_RESOURCES', 'CORS_SUPPORTS_CREDENTIALS'],
    shared: ['supports_credentials', 'origins', 'expose_headers', 'allow_headers', 'resources', 'CORS_ORIGINS'],
  },
  {
    names: ['django-cors-headers'],
    own: [
      'CORS_ALLOWED_ORIGIN_REGEXES',
      'CORS_ALLOW_ALL_ORIGINS',
      'CORS_ORIGIN_WHITELIST',
      'CORS_ORIGIN_ALLOW_ALL',
      'CORS_URLS_REGEX',
    ],
    // An app may give its environment variables these names.
    shared: ['CORS_ALLOWED_ORIGINS', 'CORS_ALLOW_CREDENTIALS', 'CORS_ALLOW_HEADERS', 'CORS_ALLOW_METHODS'],
  },
  { names: ['rack-cors'], own: ['resource'], shared: ['origins', 'expose', 'headers', 'methods'] },
  {
    names: ['Spring'],
    own: ['allowedOriginPatterns', 'corsConfigurations', 'corsMappings', 'globalcors', 'allowed-origin-patterns'],
    shared: [
      'allowedOrigins',
      'allowCredentials',
      'allowed-origins',
      'allowed-methods',
      'allow-credentials',
      'allowedMethods',
    ],
  },
  {
    names: ['Traefik'],
    own: ['accessControlAllowOriginList', 'accessControlAllowOriginListRegex', 'addVaryHeader'],
    shared: [
      'accessControlAllowMethods',
      'accessControlAllowHeaders',
      'accessControlAllowCredentials',
      'accessControlMaxAge',
      'accessControlExposeHeaders',
    ],
  },
  {
    names: ['hono/cors', 'the Gateway API of Kubernetes'],
    shared: ['allowOrigins', 'allowMethods', 'allowHeaders', 'exposeHeaders'],
  },
  {
    names: ['gin-contrib/cors', 'fiber', 'Amazon API Gateway'],
    shared: ['AllowOrigins', 'AllowMethods', 'AllowHeaders', 'AllowCredentials', 'AllowAllOrigins', 'AllowOriginFunc'],
  },
  {
    names: ['rs/cors', 'ASP.NET'],
    shared: ['AllowedOrigins', 'AllowedMethods', 'AllowedHeaders', 'ExposedHeaders', 'AllowCredentials'],
  },
  { names: ['Vercel (vercel.json)'], shared: ['headers', 'rewrites', 'routes'] },
]

/** One of these words is enough. */
const UNMISTAKABLE =
  /^(CORSRules?|CorsRules|CORS_[A-Z_]+|accessControl[A-Z]\w+|corsConfigurations|corsMappings|globalcors|allow_any_origin|allow_origin_string_match|allowed?[_-]origins?([_-]patterns?)?|supports_credentials|allowedOrigin(s|Patterns)|Allow(ed)?Origins?|AllowAllOrigins)$/

/** Kubernetes has lists of rules in lists of routes. */
const DEEPEST = 10

/** @returns the software and its words; `null` where they are corskit's own or unknown */
export function foreignVocabulary(
  content: unknown,
): { readonly name: string; readonly words: readonly string[] } | null {
  // A file that has `origin` is meant for corskit, so its wrong words are reported one by one.
  if (isRecord(content) && Object.hasOwn(content, 'origin')) return null
  const keys = [...keysWithin(content, DEEPEST)]
  for (const { name, keys: signs } of FOREIGN_SIGNS) {
    const found = signs.map((sign) => keys.find((key) => sign.test(key)))
    if (found.every((key) => key !== undefined)) return { name, words: found }
  }
  let best: { name: string; words: string[] } | null = null
  for (const { names, own = [], shared } of VOCABULARIES) {
    const found = [...own, ...shared].filter((word) => keys.includes(word))
    const enough = found.length >= 2 || found.some((word) => UNMISTAKABLE.test(word))
    if (!enough || found.length <= (best?.words.length ?? 0)) continue
    const isOwn = own.some((word) => found.includes(word))
    best = { name: names.join(', ') + (isOwn ? '' : ' and others'), words: found }
  }
  return best
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function* keysWithin(value: unknown, depth: number, seen = new Set<unknown>()): Generator<string> {
  if (typeof value !== 'object' || value === null || depth === 0 || seen.has(value) || seen.size > 1000) return
  seen.add(value)
  for (const key of Object.keys(value)) {
    // Getters are not called here.
    const property = Object.getOwnPropertyDescriptor(value, key)
    if (!Array.isArray(value)) yield key
    else if (typeof property?.value === 'string') yield* keyOfLine(property.value)
    if (property !== undefined && 'value' in property) yield* keysWithin(property.value, depth - 1, seen)
  }
}

/** Lists of labels and of environment variables: `traefik.enable=true`, `CORS_ORIGINS=…`, `Name: value`. */
function* keyOfLine(line: string): Generator<string> {
  const [, key] = /^([\w./-]{1,200})(?:=|:\s)/.exec(line) ?? []
  if (key !== undefined) yield key
}
