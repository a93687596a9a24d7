/** Servers in front of an app: they answer the preflight themselves. */
import type { SmallPolicy } from './smallest-policy.ts'
import type { Stack } from './stacks.ts'

const methodsOf = ({ methods }: SmallPolicy) => ['GET', 'HEAD', 'POST', ...methods].join(', ')
const headersOf = ({ allowedHeaders }: SmallPolicy) => allowedHeaders.join(', ')

/** The headers of every answer, then those of a preflight. */
const actualHeaders = ({ origin, credentials }: SmallPolicy): [string, string][] => [
  ['Access-Control-Allow-Origin', origin],
  ...(credentials ? ([['Access-Control-Allow-Credentials', 'true']] as [string, string][]) : []),
]
const preflightHeaders = (policy: SmallPolicy): [string, string][] => [
  ['Access-Control-Allow-Methods', methodsOf(policy)],
  ...(policy.allowedHeaders.length > 0
    ? ([['Access-Control-Allow-Headers', headersOf(policy)]] as [string, string][])
    : []),
]

export const SERVER_STACKS = {
  nginx: {
    title: 'nginx',
    language: 'nginx',
    file: 'nginx.conf',
    allow: (policy) =>
      `# in http { }: the page that is allowed, and nobody else\nmap $http_origin $cors_origin {\n    ${JSON.stringify(policy.origin)} $http_origin;\n}\n${policy.credentials ? `map $cors_origin $cors_credentials {\n    ~. "true";\n}\n` : ''}\n# in location { }: an empty value sends no header; "always" sends it on errors too\nif ($request_method = OPTIONS) {\n    set $is_preflight "$http_access_control_request_method";\n}\nproxy_hide_header Access-Control-Allow-Origin;\nadd_header Access-Control-Allow-Origin $cors_origin always;\n${policy.credentials ? 'proxy_hide_header Access-Control-Allow-Credentials;\nadd_header Access-Control-Allow-Credentials $cors_credentials always;\n' : ''}add_header Vary Origin always;\nif ($is_preflight) {\n    add_header Access-Control-Allow-Origin $cors_origin always;\n${policy.credentials ? '    add_header Access-Control-Allow-Credentials $cors_credentials always;\n' : ''}${preflightHeaders(
        policy,
      )
        .map(([name, value]) => `    add_header ${name} ${JSON.stringify(value)} always;`)
        .join(
          '\n',
        )}\n    add_header Vary "Origin, Access-Control-Request-Method, Access-Control-Request-Headers" always;\n    return 204;\n}\n`,
  },
  apache: {
    title: 'Apache httpd',
    language: 'apache',
    file: '.htaccess',
    allow: (policy) =>
      `# needs mod_headers and mod_rewrite\n<If "%{HTTP:Origin} == '${policy.origin}'">\n${actualHeaders(policy)
        .map(([name, value]) => `    Header always set ${name} "${value}"`)
        .join('\n')}\n${preflightHeaders(policy)
        .map(([name, value]) => `    Header always set ${name} "${value}"`)
        .join(
          '\n',
        )}\n</If>\nHeader always merge Vary Origin\nRewriteEngine On\nRewriteCond %{REQUEST_METHOD} =OPTIONS\nRewriteCond %{HTTP:Access-Control-Request-Method} .\nRewriteRule ^ - [R=204,L]\n`,
  },
  caddy: {
    title: 'Caddy',
    language: 'caddyfile',
    file: 'Caddyfile',
    allow: (policy) =>
      `@page header Origin ${policy.origin}\nheader @page {\n${actualHeaders(policy)
        .map(([name, value]) => `    ${name} ${JSON.stringify(value)}`)
        .join(
          '\n',
        )}\n    defer\n}\nheader +Vary Origin\n@preflight {\n    method OPTIONS\n    header Origin ${policy.origin}\n    header Access-Control-Request-Method *\n}\nhandle @preflight {\n${preflightHeaders(
        policy,
      )
        .map(([name, value]) => `    header ${name} ${JSON.stringify(value)}`)
        .join('\n')}\n    respond 204\n}\n`,
  },
  haproxy: {
    title: 'HAProxy',
    language: 'haproxy',
    file: 'haproxy.cfg',
    allow: (policy) =>
      `# in the frontend\nhttp-request set-var(txn.origin) req.hdr(origin)\nacl page req.hdr(origin) -m str ${policy.origin}\nacl preflight method OPTIONS req.hdr(access-control-request-method) -m found\nhttp-request return status 204 ${[...actualHeaders(policy), ...preflightHeaders(policy)].map(([name, value]) => `hdr ${name} ${JSON.stringify(value)}`).join(' ')} hdr Vary Origin if page preflight\n${actualHeaders(
        policy,
      )
        .map(
          ([name, value]) =>
            `http-after-response set-header ${name} ${JSON.stringify(value)} if { var(txn.origin) -m str ${policy.origin} }`,
        )
        .join('\n')}\nhttp-after-response add-header Vary Origin\n`,
  },
  traefik: {
    title: 'Traefik',
    language: 'yaml',
    file: 'dynamic.yml',
    allow: (policy) =>
      `http:\n  middlewares:\n    cors:\n      headers:\n        accessControlAllowOriginList: [${JSON.stringify(policy.origin)}]\n        accessControlAllowMethods: [${methodsOf(policy)}]\n        accessControlAllowHeaders: [${policy.allowedHeaders.join(', ')}]\n        accessControlAllowCredentials: ${policy.credentials}\n        addVaryHeader: true\n# put this middleware before the one of authentication\n`,
  },
  envoy: {
    title: 'Envoy',
    language: 'yaml',
    file: 'envoy.yaml',
    allow: (policy) =>
      `# in the virtual host; the filter envoy.filters.http.cors stands before jwt_authn\ntyped_per_filter_config:\n  envoy.filters.http.cors:\n    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy\n    allow_origin_string_match:\n      - exact: ${JSON.stringify(policy.origin)}\n    allow_methods: ${JSON.stringify(methodsOf(policy))}\n    allow_headers: ${JSON.stringify(headersOf(policy))}\n    allow_credentials: ${policy.credentials}\n`,
  },
} as const satisfies Record<string, Stack>
