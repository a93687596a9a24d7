/**
 * Recognises files that configure CORS of other software. Otherwise each of their words would be reported as a mistake.
 */

import { FOREIGN_SIGNS } from './foreign-signs.ts'

interface Vocabulary {
  readonly name: string
  /** Its words that corskit does not have. Two of them are enough; one is, when it is the only word. */
  readonly words: readonly string[]
}

/** When two of them share words, the first one is taken. */
const VOCABULARIES: readonly Vocabulary[] = [
  {
    name: 'the CORS configuration of a Google Cloud Storage bucket',
    words: ['responseHeader', 'maxAgeSeconds', 'method'],
  },
  {
    name: 'the CORS configuration of an Amazon S3 bucket',
    words: [
      'CORSRules',
      'CORSRule',
      'MaxAgeSeconds',
      'ExposeHeaders',
      'AllowedOrigins',
      'AllowedMethods',
      'AllowedHeaders',
      'AllowedOrigin',
      'AllowedMethod',
    ],
  },
  {
    name: 'the CORS configuration of Azure Storage',
    words: ['CorsRules', 'MaxAgeInSeconds', 'AllowedOrigins', 'ExposedHeaders'],
  },
  { name: 'the configuration of Apollo Router', words: ['allow_any_origin', 'match_origins'] },
  {
    name: "Kong's cors plugin",
    words: ['preflight_continue', 'exposed_headers', 'max_age', 'origins', 'private_network'],
  },
  {
    name: 'Laravel (config/cors.php)',
    words: [
      'allowed_origins',
      'allowed_methods',
      'allowed_headers',
      'allowed_origins_patterns',
      'supports_credentials',
      'exposed_headers',
    ],
  },
  {
    name: 'FastAPI, Starlette and tower-http',
    words: [
      'allow_origins',
      'allow_origin_regex',
      'allow_methods',
      'allow_credentials',
      'allow_headers',
      'allow_origin',
      'expose_headers',
    ],
  },
  {
    name: 'flask-cors',
    words: [
      'supports_credentials',
      'origins',
      'expose_headers',
      'allow_headers',
      'send_wildcard',
      'automatic_options',
      'resources',
      'CORS_ORIGINS',
      'CORS_RESOURCES',
      'CORS_SUPPORTS_CREDENTIALS',
    ],
  },
  {
    name: 'django-cors-headers',
    words: [
      'CORS_ALLOWED_ORIGINS',
      'CORS_ALLOWED_ORIGIN_REGEXES',
      'CORS_ALLOW_ALL_ORIGINS',
      'CORS_ORIGIN_WHITELIST',
      'CORS_ORIGIN_ALLOW_ALL',
      'CORS_ALLOW_CREDENTIALS',
      'CORS_ALLOW_HEADERS',
      'CORS_ALLOW_METHODS',
      'CORS_URLS_REGEX',
    ],
  },
  { name: 'rack-cors', words: ['resource', 'origins', 'expose', 'headers', 'methods'] },
  {
    name: 'Spring',
    words: [
      'allowedOrigins',
      'allowedOriginPatterns',
      'allowCredentials',
      'corsConfigurations',
      'corsMappings',
      'globalcors',
      'allowed-origins',
      'allowed-origin-patterns',
      'allowed-methods',
      'allow-credentials',
      'allowedMethods',
    ],
  },
  {
    name: 'Traefik',
    words: [
      'accessControlAllowOriginList',
      'accessControlAllowOriginListRegex',
      'accessControlAllowMethods',
      'accessControlAllowHeaders',
      'accessControlAllowCredentials',
      'accessControlMaxAge',
      'accessControlExposeHeaders',
      'addVaryHeader',
    ],
  },
  {
    name: 'hono/cors and the Gateway API of Kubernetes',
    words: ['allowOrigins', 'allowMethods', 'allowHeaders', 'exposeHeaders'],
  },
  {
    name: 'gin-contrib/cors, fiber and Amazon API Gateway',
    words: ['AllowOrigins', 'AllowMethods', 'AllowHeaders', 'AllowCredentials', 'AllowAllOrigins', 'AllowOriginFunc'],
  },
  {
    name: 'rs/cors and ASP.NET',
    words: ['AllowedOrigins', 'AllowedMethods', 'AllowedHeaders', 'ExposedHeaders', 'AllowCredentials'],
  },
  { name: 'Vercel (vercel.json)', words: ['headers', 'rewrites', 'routes'] },
]

/** One of these words is enough. */
const UNMISTAKABLE =
  /^(CORSRules?|CorsRules|CORS_[A-Z_]+|accessControl[A-Z]\w+|corsConfigurations|corsMappings|globalcors|allow_any_origin|allow_origin_string_match|allowed?[_-]origins?([_-]patterns?)?|supports_credentials|allowedOrigin(s|Patterns)|Allow(ed)?Origins?|AllowAllOrigins)$/

/** @returns the software and its words; `null` where they are corskit's own or unknown */
export function foreignVocabulary(
  content: unknown,
): { readonly name: string; readonly words: readonly string[] } | null {
  // A file that has `origin` is meant for corskit, so its wrong words are reported one by one.
  if (isRecord(content) && Object.hasOwn(content, 'origin')) return null
  const keys = [...keysWithin(content, 6)]
  for (const { name, keys: signs } of FOREIGN_SIGNS) {
    const found = signs.map((sign) => keys.find((key) => sign.test(key)))
    if (found.every((key) => key !== undefined)) return { name, words: found }
  }
  let best: { name: string; words: string[] } | null = null
  for (const { name, words } of VOCABULARIES) {
    const found = words.filter((word) => keys.includes(word))
    const enough = found.length >= 2 || found.some((word) => UNMISTAKABLE.test(word))
    if (enough && found.length > (best?.words.length ?? 0)) best = { name, words: found }
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
    if (property !== undefined && 'value' in property) yield* keysWithin(property.value, depth - 1, seen)
  }
}
