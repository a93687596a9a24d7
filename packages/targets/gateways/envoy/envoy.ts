/** Envoy's CORS filter. It sends back the allowed origin and never writes `Vary`, so the route writes it. */
import { type Data, yaml } from '../../text/yaml.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { CORS_HEADERS, exposedValue, headersValue, methodsValue } from '../../words/values.ts'
import { originMatchers } from './cors-policy.ts'

export const envoy: Target = {
  name: 'envoy',
  title: 'Envoy',
  state: 'modelled',
  output: 'cors.envoy.yaml',
  language: 'yaml',
  capabilities: EVERYTHING,
  leastVersion: '1.30',
  comment: '#',
  notes: [
    'redirects and direct responses of a route bypass the filter; every element is written, because an empty one falls back to that of the virtual host',
  ],
  write: (facts, { standalone, listen, upstream }) =>
    (standalone
      ? ['# envoy -c /path/to/this/file', yaml(bootstrap(facts, listen, upstream ?? new URL('http://127.0.0.1:3000')))]
      : [
          '# On the route. The filter envoy.filters.http.cors has to be in the chain, before authentication and before the router.',
          yaml(route(facts)),
        ]
    ).join('\n'),
}

function route(facts: Facts): { readonly [name: string]: Data } {
  return {
    typed_per_filter_config: { 'envoy.filters.http.cors': corsPolicy(facts) },
    // These headers of the app are removed before the filter adds its own.
    response_headers_to_add: ['Origin', ...facts.vary].map((value) => ({
      header: { key: 'Vary', value: escaped(value) },
      append_action: 'APPEND_IF_EXISTS_OR_ADD',
    })),
    response_headers_to_remove: [...CORS_HEADERS],
  }
}

function corsPolicy(facts: Facts): Data {
  return {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy',
    allow_origin_string_match: originMatchers(facts).map(({ exact, regex }) =>
      exact === undefined ? { safe_regex: { regex: regex ?? '' } } : { exact },
    ),
    allow_methods: methodsValue(facts),
    ...(headersValue(facts) === '' ? {} : { allow_headers: headersValue(facts) }),
    ...(exposedValue(facts) === '' ? {} : { expose_headers: exposedValue(facts) }),
    ...(facts.maxAge === null ? {} : { max_age: String(facts.maxAge) }),
    allow_credentials: facts.credentials,
    forward_not_matching_preflights: false,
  }
}

/** `%` begins a command in a header that is added. */
const escaped = (value: string) => value.replaceAll('%', '%%')

function bootstrap(facts: Facts, listen: number, upstream: URL): Data {
  const address = (host: string, port: number) => ({ socket_address: { address: host, port_value: port } })
  const isTls = upstream.protocol === 'https:'
  const filter = (name: string, type: string) => ({
    name,
    typed_config: { '@type': `type.googleapis.com/envoy.extensions.filters.http.${type}` },
  })
  return {
    static_resources: {
      listeners: [
        {
          address: address('127.0.0.1', listen),
          filter_chains: [
            {
              filters: [
                {
                  name: 'envoy.filters.network.http_connection_manager',
                  typed_config: {
                    '@type':
                      'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
                    stat_prefix: 'corskit',
                    http_filters: [
                      filter('envoy.filters.http.cors', 'cors.v3.Cors'),
                      filter('envoy.filters.http.router', 'router.v3.Router'),
                    ],
                    route_config: {
                      virtual_hosts: [
                        {
                          name: 'app',
                          domains: ['*'],
                          routes: [{ match: { prefix: '/' }, route: { cluster: 'app' }, ...route(facts) }],
                        },
                      ],
                    },
                  },
                },
              ],
            },
          ],
        },
      ],
      clusters: [
        {
          name: 'app',
          type: 'STRICT_DNS',
          load_assignment: {
            cluster_name: 'app',
            endpoints: [
              {
                lb_endpoints: [
                  { endpoint: { address: address(upstream.hostname, Number(upstream.port || (isTls ? 443 : 80))) } },
                ],
              },
            ],
          },
          ...(isTls
            ? {
                transport_socket: {
                  name: 'envoy.transport_sockets.tls',
                  typed_config: {
                    '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
                    sni: upstream.hostname,
                  },
                },
              }
            : {}),
        },
      ],
    },
  }
}
