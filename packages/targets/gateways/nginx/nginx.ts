/**
 * nginx has no CORS of its own. Maps decide, and `add_header … always` answers, so that nginx's own error pages have
 * the headers too.
 */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target, WriteOptions } from '../../words/target.ts'
import { CORS_HEADERS, exposedValue, headersValue, methodsValue, shortHash, varyNames } from '../../words/values.ts'
import { block, type Directive, directive, printDirectives } from './directives.ts'

export const nginx: Target = {
  name: 'nginx',
  title: 'nginx',
  state: 'run',
  output: 'cors.nginx.conf',
  language: 'nginx',
  // `$` begins a variable, also in quotes.
  capabilities: { ...EVERYTHING, refusedCharacters: /\$/ },
  comment: '#',
  write(facts, options) {
    const names = namesOf(facts)
    if (options.standalone) return printDirectives(standalone(facts, names, options))
    return [
      '# ---- 1. Inside http { }, once ----',
      printDirectives(decisions(facts, names)),
      '',
      '# ---- 2. Inside each location { } that answers. add_header and proxy_hide_header of a location replace those around it, so put it there,',
      '#         and into the location of error_page as well. With fastcgi_pass, write fastcgi_hide_header in place of proxy_hide_header. ----',
      printDirectives(answers(facts, names)),
    ].join('\n')
  },
}

interface Names {
  readonly origin: string
  readonly asked: string
  readonly preflight: string
  readonly credentials: string
  readonly exposed: string
  readonly methods: string
  readonly headers: string
  readonly maxAge: string
}

/** Two policies in one file do not share variables. */
function namesOf(facts: Facts): Names {
  const name = (what: string) => `$cors_${shortHash(facts)}_${what}`
  return {
    origin: name('origin'),
    asked: name('asked'),
    preflight: name('preflight'),
    credentials: name('credentials'),
    exposed: name('exposed'),
    methods: name('methods'),
    headers: name('headers'),
    maxAge: name('max_age'),
  }
}

/** Longer keys than this do not fit into the default bucket. */
const LONGEST_KEY = 40
const DEFAULT_KEYS = 500

function decisions(facts: Facts, names: Names): Directive[] {
  const { any, exact, sets } = facts
  const isLong = exact.some((origin) => origin.length > LONGEST_KEY)
  const sizes: Directive[] = []
  if (isLong) sizes.push(directive('map_hash_bucket_size', '512'))
  if (exact.length > DEFAULT_KEYS)
    sizes.push(directive('map_hash_max_size', String(2 ** Math.ceil(Math.log2(exact.length * 4)))))
  if (sizes.length > 0) sizes.unshift(directive('#', 'If these stand in http { } already, keep the greater ones.'))
  const origin = any
    ? [directive('default', '*')]
    : [
        directive('default', ''),
        // The text itself and not $http_origin, because map ignores case.
        ...exact.map((text) => directive(text, text)),
        ...sets.map(({ regex }) => directive(`~${regex}`, '$http_origin')),
      ]
  /** On answers to preflights (1) or to others (empty), where the origin is allowed. */
  const when = (name: string, key: string, value: string) =>
    block('map', [`${names.preflight}:${names.origin}`, name], [directive(key, value), directive('default', '')])
  return [
    ...sizes,
    block('map', ['$http_origin', names.origin], origin),
    block(
      'map',
      ['$http_access_control_request_method', names.asked],
      [directive('', ''), directive('default', '$http_origin')],
    ),
    directive(
      '#',
      "A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's.",
    ),
    block(
      'map',
      [`$request_method:${names.asked}`, names.preflight],
      [directive('~^OPTIONS:.', '1'), directive('default', '')],
    ),
    ...(facts.credentials
      ? [block('map', [names.origin, names.credentials], [directive('', ''), directive('default', 'true')])]
      : []),
    ...(exposedValue(facts) === '' ? [] : [when(names.exposed, '~^:.', exposedValue(facts))]),
    when(names.methods, '~^1:.', methodsValue(facts)),
    ...(headersValue(facts) === '' ? [] : [when(names.headers, '~^1:.', headersValue(facts))]),
    ...(facts.maxAge === null ? [] : [when(names.maxAge, '~^1:.', String(facts.maxAge))]),
  ]
}

function answers(facts: Facts, names: Names): Directive[] {
  const add = (name: string, value: string) => directive('add_header', name, value, 'always')
  const vary = varyNames(facts)
  return [
    directive('#', 'What the app says itself is hidden: two headers are as bad as none.'),
    ...CORS_HEADERS.map((name) => directive('proxy_hide_header', name)),
    add('Access-Control-Allow-Origin', names.origin),
    ...(facts.credentials ? [add('Access-Control-Allow-Credentials', names.credentials)] : []),
    ...(exposedValue(facts) === '' ? [] : [add('Access-Control-Expose-Headers', names.exposed)]),
    add('Access-Control-Allow-Methods', names.methods),
    ...(headersValue(facts) === '' ? [] : [add('Access-Control-Allow-Headers', names.headers)]),
    ...(facts.maxAge === null ? [] : [add('Access-Control-Max-Age', names.maxAge)]),
    ...(vary.length === 0 ? [] : [add('Vary', vary.join(', '))]),
    directive(
      '#',
      'Before auth_basic and auth_request: a preflight never carries credentials. Nothing but return may stand in an if.',
    ),
    block('if', [`(${names.preflight})`], [directive('return', '204')]),
  ]
}

function standalone(facts: Facts, names: Names, { listen, upstream }: WriteOptions): Directive[] {
  const locations =
    upstream === null
      ? [
          block(
            'location',
            ['=', '/'],
            [directive('default_type', 'application/json'), directive('return', '200', '{}')],
          ),
          block('location', ['/'], [directive('return', '404')]),
        ]
      : [
          block(
            'location',
            ['/'],
            [
              directive('proxy_set_header', 'Host', '$host'),
              directive('proxy_set_header', 'X-Forwarded-For', '$proxy_add_x_forwarded_for'),
              directive('proxy_set_header', 'X-Forwarded-Proto', '$scheme'),
              directive('proxy_pass', upstream.origin),
            ],
          ),
        ]
  // In the server, since no location here has an add_header of its own.
  const server = [directive('listen', `127.0.0.1:${listen}`), ...answers(facts, names), ...locations]
  return [
    directive('worker_processes', '1'),
    block('events', [], [directive('worker_connections', '512')]),
    block('http', [], [directive('access_log', 'off'), ...decisions(facts, names), block('server', [], server)]),
  ]
}
