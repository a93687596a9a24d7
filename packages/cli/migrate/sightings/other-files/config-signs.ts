/** By what a line of a configuration shows that its server answers cross-origin requests. */

/**
 * An option of a command: `--cors`, `-cors-allow-origin`, `--web.cors.origin=…`, `--http.corsdomain`,
 * `--allow_all_origins`, `--enableCors`. Streamlit's `--server.enableCORS` protects where it is on.
 */
export const CORS_FLAG =
  /(?:^|[\s"'[,=])--?(?:(?!-?(?:no|disable)[-_]|[\w.-]*(?:remote-allow|server\.enableCORS))(?:(?:[\w.-]*[._-])?(?:cors|CORS)|[\w.-]*[a-z]C(?:ors|ORS)(?![a-z])|(?:[\w.-]*[._-])?allow(?:ed)?[-_]?(?:[aA]ll[-_]?)?[oO]rigins?)[\w.-]*(?![=\s]+(?:false|0)\b)(?=[=\s"',\]]|$)|server\.enableCORS[=\s]+false\b)/

/** A command that sets who may read a bucket or an app of a cloud. */
export const CORS_COMMAND = /\bput-bucket-cors\b|\b(?:az|gsutil|wrangler)\s[\w ]*\bcors\s+(?:add|set)\b/

/**
 * CouchDB, Qdrant, PostgREST, Mercure, pg_tileserv, lnd: a key with cors as one of its words or at its end, and a value
 * that allows something. Names of variables are told as what they are.
 */
const KEY_WITH_CORS =
  /^\s*-?\s*["']?(?!(?:[\w.-]*[_.-])?(?:no|non|disabled?|skip|without)[_.-]?(?:cors|CORS|Cors))(?![A-Z][A-Z\d]*_[A-Z\d_]*["']?\s*[:=])(?:(?:[\w.-]*[_.-])?(?:cors|CORS|Cors)(?![a-z])[\w.-]*|[\w.-]*[a-z\d]C(?:ors|ORS)(?![a-z])[\w.-]*|(?:rest|http|rpc|web|api|allow|enable|use)cors)["']?\s*[:=]\s*["']?(?:(?:[tT]rue|TRUE|yes|on|1|enabled?)\b|\*|https?:|\[\s*["'*])/

/** MediaMTX, aria2, OctoPrint: `hlsAllowOrigins: ["*"]`, `rpc-allow-origin-all=true`, `allowCrossOrigin: true`. */
const KEY_THAT_ALLOWS =
  /^\s*-?\s*["']?[\w.-]*[aA]llow(?:ed)?[_-]?(?:[aA]ll[_-]?)?(?:[cC]ross[_-]?)?[oO]rigins?(?:[_-]?[aA]ll)?["']?\s*[:=]\s*(?:["']|\[(?!\s*\])|\*|https?:|(?:[tT]rue|yes|on)\b|$)/

export const CONFIG_PATTERNS: readonly RegExp[] = [
  // Kubernetes and its proxies
  /nginx\.ingress\.kubernetes\.io\/(?:enable-cors|cors-)|haproxy\.org\/cors-|konghq\.com\/plugins.*cors/,
  // Traefik, as YAML, TOML and labels
  /\baccesscontrolallow\w+["']?\s*[:=]/i,
  // Kong, Envoy, KrakenD
  /\bname\s*:\s*["']?cors["']?\s*$|envoy\.filters\.http\.cors|["'](?:security|github_com\/devopsfaith\/krakend)[/-]cors["']/,
  // Serverless, SAM, Terraform, gateways
  /^\s*-?\s*(?:cors|globalcors|corsPolicy|globalCors)\s*:\s*(?:true|$|\{|#)|^\s*cors(?:_configuration|_rules?|_policy)?\s*\{/,
  /(?:^|[{,])\s*["']?(?:Cors|CORS|CorsConfiguration|httpApi.*cors|allowedOrigins|allowOrigins|AllowOrigins?|AllowedOrigins?|corsPolicy|cors_policy|allow_origins?|allowed_origins?|CORSRules)["']?\s*[:=](?!\s*(?:[fF]alse|null|off|no)\b|\s*\[\s*\])/,
  /x-amazon-apigateway-cors|\ballowCors\s*:\s*true/,
  // Spring, Quarkus, Micronaut, Elasticsearch
  /(?:^|[[{,"'-])\s*[\w-]+(?:\.[\w-]+)*\.cors(?:\.[\w-]+)*["']?\s*[:=]/,
  // Feathers
  /^\s*"origins"\s*:\s*\[/,
  // IIS
  /<cors\b[^>]*\benabled\s*=\s*["']true/i,
  // Streamlit, where it is a protection
  /^\s*enableCORS\s*=\s*false/,
  KEY_WITH_CORS,
  KEY_THAT_ALLOWS,
  // Home Assistant, Moonraker: who is allowed stands in the lines below
  /^\s*["']?(?:[\w-]+[_-])?cors[_-]?(?:allow(?:ed)?[_-]?)?(?:origins?|domains?|hosts?)["']?\s*[:=]\s*(?:#.*)?$/,
  // go2rtc
  /^\s*["']?origins?["']?\s*[:=]\s*\[?\s*["']?\*["']?\s*\]?\s*(?:#.*)?$/,
  // ArangoDB, SRS, Skipper
  /^\s*trusted-origins?\s*=\s*(?:\*|https?:)|^\s*crossdomain\s+on\b|\bcorsOrigin\(/,
  /^\s*(?:[\w-]+[_-])?cors[_-]?(?:allowed[_-]?)?origins?\s+(?:\*|https?:)/,
  // Gitea
  /^\s*\[(?:[\w-]+\.)*cors\]\s*$/i,
  CORS_FLAG,
  CORS_COMMAND,
  // PocketBase
  /(?:^|[\s"'[,])--origins[=\s]["']?(?:\*|https?:)/,
  // Chalice, browser-sync, Pulumi, as data
  /^\s*["']?(?:corsRules|cors_rules)["']?\s*:/,
]

const STEMS =
  'vercel|now|netlify|firebase|staticwebapp\\.config|wrangler|serverless|template|swagger|openapi|amplify|customHttp|nodemon|app|host|local\\.settings|sst|zuplo|kong|krakend|envoy|traefik|ocelot|router|default|production|development|render|fly|tauri|[\\w.-]*cors'

const ENDINGS =
  'conf|config|nginx|cfg|ini|tf|bicep|ya?ml|toml|json5|hjson|jsonnet|libsonnet|cue|nix|kdl|ron|vcl|htaccess|lua|site|vhost|edn|hcl|properties|inc|include|jcfg|eskip'

export const CONFIG_NAME = new RegExp(
  `^(?:(?:${STEMS})[\\w.-]*\\.(?:jsonc?|ya?ml|toml)|application[\\w-]*\\.properties|package\\.json|encore\\.app|_headers|CORS|\\.htaccess|Caddyfile|web\\.config|httpd\\.conf|.*\\.(?:${ENDINGS})(?:\\.(?:template|tmpl|tpl|j2|erb))?)$`,
  'i',
)

/** Folders in which a server looks for its configuration; a file there need not have an ending. */
const CONFIG_FOLDER =
  /(?:^|\/)(?:sites-(?:available|enabled)|conf(?:ig)?\.d|nginx|apache2?|httpd|haproxy|vhosts?|snippets)\//i

/** Whether a file is a configuration by the folder that it is in: `sites-available/default`. */
export const isInConfigFolder = (name: string) =>
  CONFIG_FOLDER.test(name) && !/\.(?:png|jpe?g|gif|ico|svg|pem|crt|key|gz|zip|md|html?|css|map)$/i.test(name)
