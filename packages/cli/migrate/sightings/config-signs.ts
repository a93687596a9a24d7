/** By what a line of a configuration shows that its server answers cross-origin requests. */

export const CONFIG_PATTERNS: readonly RegExp[] = [
  // Kubernetes and its proxies
  /nginx\.ingress\.kubernetes\.io\/(?:enable-cors|cors-)|haproxy\.org\/cors-|konghq\.com\/plugins.*cors/,
  // Traefik, as YAML, TOML and labels
  /\baccesscontrolallow\w+["']?\s*[:=]/i,
  // Kong, Envoy, KrakenD
  /\bname\s*:\s*["']?cors["']?\s*$|envoy\.filters\.http\.cors|["'](?:security|github_com\/devopsfaith\/krakend)[/-]cors["']/,
  // Serverless, SAM, Terraform, gateways
  /^\s*-?\s*(?:cors|globalcors|corsPolicy|globalCors)\s*:\s*(?:true|$|\{|#)|^\s*cors(?:_configuration|_rules?|_policy)?\s*\{/,
  /(?:^|[{,])\s*["']?(?:Cors|CORS|CorsConfiguration|httpApi.*cors|allowedOrigins|allowOrigins|AllowOrigins?|AllowedOrigins?|corsPolicy|cors_policy|allow_origins?|allowed_origins?|CORSRules)["']?\s*[:=]/,
  /x-amazon-apigateway-cors|\ballowCors\s*:\s*true/,
  // Spring, Quarkus, Micronaut, Elasticsearch
  /^\s*[\w-]+(?:\.[\w-]+)*\.cors(?:\.[\w-]+)*\s*[:=]/,
  // Feathers
  /^\s*"origins"\s*:\s*\[/,
]

const STEMS =
  'vercel|now|netlify|firebase|staticwebapp\\.config|wrangler|serverless|template|swagger|openapi|amplify|customHttp|nodemon|app|host|local\\.settings|sst|zuplo|kong|krakend|envoy|traefik|ocelot|router|default|production|development|render|fly|[\\w.-]*cors'

const ENDINGS = 'conf|nginx|tf|bicep|ya?ml|toml|vcl|htaccess'

export const CONFIG_NAME = new RegExp(
  `^(?:(?:${STEMS})[\\w.-]*\\.(?:jsonc?|ya?ml|toml)|application[\\w-]*\\.properties|package\\.json|_headers|\\.htaccess|Caddyfile|web\\.config|httpd\\.conf|.*\\.(?:${ENDINGS})(?:\\.(?:template|tmpl|tpl|j2|erb))?)$`,
  'i',
)
