/** Models of servers that cannot run here, made from their documentation: what they do with a generated file. */
import type { Header } from 'corskit/protocol'
import { parse } from 'yaml'
import { headerOf, type Server } from './in-process.ts'

interface Model {
  /** What is sent as Access-Control-Allow-Origin; `null` for a refused origin. */
  readonly allow: (origin: string) => string | null
  readonly credentials: boolean
  readonly methods: readonly string[]
  readonly headers: readonly string[]
  readonly exposed: readonly string[]
  readonly maxAge: number | null
}

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? value.split(/\s*,\s*/) : []
const number = (value: unknown): number | null => (value === undefined ? null : Number.parseInt(String(value), 10))

/** A literal `*`, exact texts, and regular expressions that are free searches, as in RE2 and PCRE. */
const byLists =
  (exact: readonly string[], expressions: readonly string[] = [], literal = true) =>
  (origin: string): string | null => {
    if (literal && exact.includes('*')) return '*'
    return exact.includes(origin) || expressions.some((each) => new RegExp(each).test(origin)) ? origin : null
  }

/**
 * One `*` in the text, which stands for any characters, as S3 has it; or for labels, as CloudFront and the Gateway API
 * have it.
 */
const byGlobs =
  (globs: readonly string[], star: string) =>
  (origin: string): string | null => {
    if (globs.includes('*')) return '*'
    const matches = (glob: string) =>
      new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace('*', star)}$`).test(origin)
    return globs.some(matches) ? origin : null
  }

// biome-ignore lint/suspicious/noExplicitAny: each server has a shape of its own, and a wrong one fails the test
type Parsed = any

const words = (rule: Parsed, names: readonly [string, string, string, string, string]): Omit<Model, 'allow'> => ({
  methods: list(rule[names[0]]),
  headers: list(rule[names[1]]),
  exposed: list(rule[names[2]]),
  maxAge: number(rule[names[3]]),
  credentials: rule[names[4]] === true,
})

const envoyLike = (matchers: Parsed[], expression: (matcher: Parsed) => string | undefined) => (origin: string) => {
  const matches = (matcher: Parsed) => {
    const text = expression(matcher)
    return text === undefined ? matcher.exact === origin : new RegExp(`^(?:${text})$`).test(origin)
  }
  return matchers.some(matches) ? origin : null
}

const MODELS: Readonly<Record<string, (made: Parsed) => Model>> = {
  traefik(made) {
    const [{ headers }] = Object.values(made.http.middlewares) as Parsed[]
    return {
      allow: byLists(list(headers.accessControlAllowOriginList), list(headers.accessControlAllowOriginListRegex)),
      ...words(headers, [
        'accessControlAllowMethods',
        'accessControlAllowHeaders',
        'accessControlExposeHeaders',
        'accessControlMaxAge',
        'accessControlAllowCredentials',
      ]),
    }
  },
  envoy(made) {
    const policy = made.typed_per_filter_config['envoy.filters.http.cors']
    return {
      allow: envoyLike(policy.allow_origin_string_match, ({ safe_regex }) => safe_regex?.regex),
      ...words(policy, ['allow_methods', 'allow_headers', 'expose_headers', 'max_age', 'allow_credentials']),
    }
  },
  istio({ corsPolicy }) {
    return {
      allow: envoyLike(corsPolicy.allowOrigins, ({ regex }) => regex),
      ...words(corsPolicy, ['allowMethods', 'allowHeaders', 'exposeHeaders', 'maxAge', 'allowCredentials']),
    }
  },
  'gateway-api'([{ cors }]) {
    return {
      allow: byGlobs(list(cors.allowOrigins), '[^/:]+'),
      ...words(cors, ['allowMethods', 'allowHeaders', 'exposeHeaders', 'maxAge', 'allowCredentials']),
    }
  },
  kong({ plugins: [{ config }] }) {
    const isPlain = (origin: string) => /^[A-Za-z0-9.:/-]+$/.test(origin)
    const origins = list(config.origins)
    const plain = origins.filter((origin) => origin === '*' || isPlain(origin))
    const model = words(config, ['methods', 'headers', 'exposed_headers', 'max_age', 'credentials'])
    // One text is sent to everybody; the end is anchored by the plugin itself.
    const constant = origins.length === 1 && plain.length === 1 ? plain[0] : undefined
    const expressions = origins
      .filter((origin) => !plain.includes(origin))
      .map((each) => `^${each.replace(/^\^/, '')}$`)
    return { allow: (origin) => constant ?? byLists(plain, expressions)(origin), ...model }
  },
  apisix({ plugins: { cors } }) {
    const expressions = list(cors.allow_origins_by_regex)
    return {
      allow: byLists(expressions.length > 0 ? [] : list(cors.allow_origins), expressions),
      ...words(cors, ['allow_methods', 'allow_headers', 'expose_headers', 'max_age', 'allow_credential']),
    }
  },
  s3({
    CorsConfiguration: {
      CorsRules: [rule],
    },
  }) {
    const model = words(rule, ['AllowedMethods', 'AllowedHeaders', 'ExposedHeaders', 'MaxAge', ''])
    return {
      allow: byGlobs(list(rule.AllowedOrigins), '.*'),
      ...model,
      credentials: !list(rule.AllowedOrigins).includes('*'),
    }
  },
  cloudfront(made) {
    const [{ Properties }] = Object.values(made) as Parsed[]
    const { CorsConfig: config } = Properties.ResponseHeadersPolicyConfig
    return {
      allow: byGlobs(list(config.AccessControlAllowOrigins.Items), '[^/:]+'),
      methods: list(config.AccessControlAllowMethods.Items),
      headers: list(config.AccessControlAllowHeaders.Items),
      exposed: list(config.AccessControlExposeHeaders?.Items),
      maxAge: number(config.AccessControlMaxAgeSec),
      credentials: config.AccessControlAllowCredentials === true,
    }
  },
  'api-gateway-http': ({ CorsConfiguration: rule }) => awsLike(rule),
  'lambda-url': ({ Cors: rule }) => awsLike(rule),
  alb({ ListenerAttributes: attributes }) {
    const values = new Map<string, string>(attributes.map(({ Key, Value }: Parsed) => [Key, Value]))
    const value = (name: string) => values.get(`routing.http.response.access_control_${name}.header_value`)
    return {
      allow: () => value('allow_origin') ?? null,
      methods: list(value('allow_methods')),
      headers: list(value('allow_headers')),
      exposed: list(value('expose_headers')),
      maxAge: number(value('max_age')),
      credentials: value('allow_credentials') === 'true',
    }
  },
  'google-lb'({ defaultRouteAction: { corsPolicy } }) {
    const matchers = [
      ...list(corsPolicy.allowOrigins).map((exact) => ({ exact })),
      ...list(corsPolicy.allowOriginRegexes).map((regex) => ({ regex })),
    ]
    return {
      allow: envoyLike(matchers, ({ regex }) => regex),
      ...words(corsPolicy, ['allowMethods', 'allowHeaders', 'exposeHeaders', 'maxAge', 'allowCredentials']),
    }
  },
  'azure-storage'({
    cors: {
      corsRules: [rule],
    },
  }) {
    const model = words(rule, ['allowedMethods', 'allowedHeaders', 'exposedHeaders', 'maxAgeInSeconds', ''])
    const origins = list(rule.allowedOrigins)
    return { allow: byLists(origins), ...model, credentials: !origins.includes('*') }
  },
  gcs([rule]) {
    const model = words(rule, ['method', 'responseHeader', 'responseHeader', 'maxAgeSeconds', ''])
    return { allow: byLists(list(rule.origin)), ...model }
  },
  r2({ rules: [rule] }) {
    return {
      allow: byLists(list(rule.allowed.origins)),
      methods: list(rule.allowed.methods),
      headers: list(rule.allowed.headers),
      exposed: list(rule.exposeHeaders),
      maxAge: number(rule.maxAgeSeconds),
      credentials: false,
    }
  },
}

/** The same configuration in another form, brought into the target's own. */
const FORMS: Readonly<Record<string, (made: Parsed) => Parsed>> = {
  's3 json': ({ CORSRules: [{ ExposeHeaders, MaxAgeSeconds, ...rule }] }) => ({
    CorsConfiguration: { CorsRules: [{ ...rule, ExposedHeaders: ExposeHeaders, MaxAge: MaxAgeSeconds }] },
  }),
  's3 terraform'({ resource }) {
    const [rule] = resource.aws_s3_bucket_cors_configuration.cors.cors_rule
    return {
      CorsConfiguration: {
        CorsRules: [
          {
            AllowedOrigins: rule.allowed_origins,
            AllowedMethods: rule.allowed_methods,
            AllowedHeaders: rule.allowed_headers,
            ExposedHeaders: rule.expose_headers,
            MaxAge: rule.max_age_seconds,
          },
        ],
      },
    }
  },
  'cloudfront terraform'({ resource }) {
    const { cors_config: config } = resource.aws_cloudfront_response_headers_policy.cors
    const items = (rule: Parsed) => ({ Items: rule?.items })
    return {
      made: {
        Properties: {
          ResponseHeadersPolicyConfig: {
            CorsConfig: {
              AccessControlAllowOrigins: items(config.access_control_allow_origins),
              AccessControlAllowMethods: items(config.access_control_allow_methods),
              AccessControlAllowHeaders: items(config.access_control_allow_headers),
              AccessControlExposeHeaders: items(config.access_control_expose_headers),
              AccessControlMaxAgeSec: config.access_control_max_age_sec,
              AccessControlAllowCredentials: config.access_control_allow_credentials,
            },
          },
        },
      },
    }
  },
  'api-gateway-http terraform': ({ resource }) => ({
    CorsConfiguration: inAwsWords(resource.aws_apigatewayv2_api.api.cors_configuration),
  }),
  'lambda-url terraform': ({ resource }) => ({ Cors: inAwsWords(resource.aws_lambda_function_url.url.cors) }),
  'gcs terraform'({ resource }) {
    const [{ origin, method, response_header, max_age_seconds }] = resource.google_storage_bucket.bucket.cors
    return [{ origin, method, responseHeader: response_header, maxAgeSeconds: max_age_seconds }]
  },
  'r2 terraform'({ resource }) {
    const [{ allowed, expose_headers, max_age_seconds }] = resource.cloudflare_r2_bucket_cors.cors.rules
    return { rules: [{ allowed, exposeHeaders: expose_headers, maxAgeSeconds: max_age_seconds }] }
  },
}

const inAwsWords = (rule: Parsed): Parsed => ({
  AllowOrigins: rule.allow_origins,
  AllowMethods: rule.allow_methods,
  AllowHeaders: rule.allow_headers,
  ExposeHeaders: rule.expose_headers,
  MaxAge: rule.max_age,
  AllowCredentials: rule.allow_credentials,
})

const awsLike = (rule: Parsed): Model => ({
  allow: byLists(list(rule.AllowOrigins)),
  ...words(rule, ['AllowMethods', 'AllowHeaders', 'ExposeHeaders', 'MaxAge', 'AllowCredentials']),
})

export const MODELLED = Object.keys(MODELS)

/** @param text what was generated for the target */
export function modelOf(target: string, text: string, format = ''): Server {
  const made = format === '' ? parse(text) : FORMS[`${target} ${format}`]?.(unescaped(JSON.parse(text)))
  const model = MODELS[target]?.(made)
  if (model === undefined) throw new Error(`there is no model of ${target}`)
  return (probe) => {
    const origin = headerOf(probe, 'origin')
    const asked = headerOf(probe, 'access-control-request-method')
    const allowed = origin === null ? null : model.allow(origin)
    const headers: Header[] = [['vary', 'Origin']]
    const add = (name: string, values: readonly string[]) => {
      if (values.length > 0) headers.push([name, values.join(', ')])
    }
    if (allowed !== null) {
      add('access-control-allow-origin', [allowed])
      if (model.credentials) add('access-control-allow-credentials', ['true'])
      if (asked === null) add('access-control-expose-headers', model.exposed)
      else {
        add('access-control-allow-methods', model.methods)
        add('access-control-allow-headers', model.headers)
        add('access-control-max-age', model.maxAge === null ? [] : [String(model.maxAge)])
      }
    }
    return { status: 200, headers }
  }
}

/**
 * Terraform reads a text as a template.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
const unescaped = (data: Parsed): Parsed =>
  JSON.parse(JSON.stringify(data), (_, value) =>
    typeof value === 'string' ? value.replaceAll(/([$%])\1(?=\{)/g, '$1') : value,
  )
