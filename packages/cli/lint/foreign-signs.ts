/** Keys that only one software has. They decide before the words that several share. */

interface Sign {
  readonly name: string
  /** Each must be among the keys. */
  readonly keys: readonly RegExp[]
}

/** The first one counts. */
export const FOREIGN_SIGNS: readonly Sign[] = [
  { name: 'Amazon API Gateway (OpenAPI)', keys: [/^x-amazon-apigateway-cors$/i] },
  { name: 'Symfony (NelmioCorsBundle)', keys: [/^nelmio_cors$/i] },
  { name: 'KrakenD', keys: [/^security\/cors$/i] },
  { name: 'the nginx ingress of Kubernetes', keys: [/^nginx\.ingress\.kubernetes\.io\/.*cors/i] },
  { name: 'Elasticsearch', keys: [/^http\.cors\./i] },
  { name: 'Quarkus', keys: [/^quarkus(?:[._]|$)/i] },
  { name: 'Micronaut', keys: [/^micronaut(?:[._]|$)/i] },
  { name: 'Spring', keys: [/^(?:spring|management)(?:\.|$)|^spring_|^management_.*cors/i] },
  { name: 'the Serverless Framework', keys: [/^httpApi$/i, /^cors$/i] },
  { name: 'the Serverless Framework', keys: [/^functions$/i, /^events$/i, /^cors$/i] },
  {
    name: 'the CORS configuration of an Amazon S3 bucket (CloudFormation)',
    keys: [/^CorsConfiguration$/i, /^CorsRules$/i],
  },
  { name: 'the CORS configuration of an Amazon S3 bucket (Terraform)', keys: [/^cors_rule$/i] },
  { name: 'the CORS configuration of Azure Storage', keys: [/^maxAgeInSeconds$/i] },
  { name: 'Azure Functions', keys: [/^CORSCredentials$/i] },
  { name: 'the CORS configuration of a Cloudflare R2 bucket', keys: [/^rules$/i, /^allowed$/i, /^origins$/i] },
  { name: 'Amazon CloudFront', keys: [/^AccessControlAllowOrigins$/i] },
  { name: 'Amazon CloudFront (Terraform)', keys: [/^access_control_allow_origins$/i] },
  { name: 'AWS SAM', keys: [/^(?:Resources|Globals)$/, /^Cors$/, /^AllowOrigin$/] },
  { name: 'Directus', keys: [/^CORS_ENABLED$/, /^CORS_ORIGIN$/] },
  { name: 'Hasura', keys: [/^HASURA_GRAPHQL_CORS_DOMAIN$/] },
  { name: 'Keycloak', keys: [/^webOrigins$/, /^(?:clientId|redirectUris|clients|realm)$/] },
  { name: 'the ABP Framework of ASP.NET', keys: [/^App$/, /^CorsOrigins$/] },
  { name: 'Google Cloud Endpoints (OpenAPI)', keys: [/^x-google-endpoints$/, /^allowCors$/] },
  { name: "Kong's cors plugin", keys: [/^(?:plugins|_format_version)$/, /^config$/, /^origins$/] },
  { name: "Apache APISIX's cors plugin", keys: [/^allow_credential$/i] },
  { name: 'Envoy', keys: [/^allow_origin_string_match$|^envoy\.filters\.http\.cors$/i] },
  { name: 'a load balancer of Google Cloud', keys: [/^routeAction$/i, /^corsPolicy$/i] },
  { name: 'Istio', keys: [/^corsPolicy$/i] },
  { name: 'the Gateway API of Kubernetes', keys: [/^filters$/i, /^cors$/i, /^allowOrigins$/i] },
  { name: 'Traefik', keys: [/^traefik\..*accesscontrol|^traefik\..*\.customresponseheaders\.access-control/i] },
  {
    name: 'Socket.IO',
    keys: [
      /^cors$/,
      /^(?:transports|pingInterval|pingTimeout|allowEIO3|maxHttpBufferSize|connectTimeout|upgradeTimeout|serveClient|connectionStateRecovery|allowUpgrades|perMessageDeflate|httpCompression)$/,
    ],
  },
  { name: 'fiber', keys: [/^AllowOriginsFunc$/i] },
  { name: 'gin-contrib/cors', keys: [/^(?:AllowWildcard|AllowAllOrigins|AllowBrowserExtensions)$/i] },
  { name: 'rs/cors', keys: [/^(?:OptionsPassthrough|OptionsSuccessStatus)$/, /^AllowedOrigins$/] },
  { name: 'actix-cors', keys: [/^allowed_origin$/] },
  { name: '@fastify/cors', keys: [/^(?:hideOptionsRoute|strictPreflight)$/] },
  { name: '@koa/cors', keys: [/^(?:keepHeadersOnError|secureContext)$/] },
  { name: 'Firebase (firebase.json)', keys: [/^hosting$/, /^headers$/] },
  { name: 'Netlify (netlify.toml)', keys: [/^for$/, /^values$/, /^Access-Control-Allow-/i] },
  { name: 'Vercel or Next (a list of headers)', keys: [/^headers$/, /^source$/] },
  { name: 'a list of response headers', keys: [/^Access-Control-Allow-Origin$/i] },
]
