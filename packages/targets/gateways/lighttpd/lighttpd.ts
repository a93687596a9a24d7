/**
 * lighttpd: a condition for each origin, because mod_setenv cannot use values of the request. `url.redirect-code`
 * answers preflights.
 */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target, WriteOptions } from '../../words/target.ts'
import { CORS_HEADERS, exposedValue, headersValue, methodsValue, varyNames } from '../../words/values.ts'

export const lighttpd: Target = {
  name: 'lighttpd',
  title: 'lighttpd',
  state: 'run',
  output: 'cors.lighttpd.conf',
  language: 'lighttpd',
  capabilities: {
    ...EVERYTHING,
    // Conditions are tried one after the other.
    origins: 500,
    subdomains: 'no',
    labelWildcard: false,
    anyPort: false,
    subdomainsWithAnyPort: false,
    regExp: false,
    upstreamTls: false,
  },
  // set-response-header.
  leastVersion: '1.4.46',
  comment: '#',
  write: (facts, options) => (options.standalone ? standalone(facts, options) : pasted(facts)).join('\n'),
}

function pasted(facts: Facts): string[] {
  return [
    '# server.modules has "mod_setenv" and "mod_redirect", before "mod_auth": a preflight never carries credentials.',
    '# A setenv.set-response-header in another condition replaces these: put what it sets into the lists here.',
    ...rules(facts, []),
  ]
}

type Pair = readonly [name: string, value: string]

/** @param own headers that are removed from every answer, in addition to CORS headers */
function rules(facts: Facts, own: readonly string[]): string[] {
  const { any, exact, credentials, maxAge } = facts
  const values = (origin: string): Pair[] => [
    ['Access-Control-Allow-Origin', origin],
    ...(credentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
  ]
  const actual = (origin: string): Pair[] => [
    ...values(origin),
    ...(exposedValue(facts) === '' ? [] : [['Access-Control-Expose-Headers', exposedValue(facts)] as const]),
  ]
  const preflight = (origin: string): Pair[] => [
    ...values(origin),
    ['Access-Control-Allow-Methods', methodsValue(facts)],
    ...(headersValue(facts) === '' ? [] : [['Access-Control-Allow-Headers', headersValue(facts)] as const]),
    ...(maxAge === null ? [] : [['Access-Control-Max-Age', String(maxAge)] as const]),
  ]
  const vary = varyNames(facts)
  return [
    '# What the app says itself is taken away: two headers are as bad as none. An empty value removes.',
    set(any ? actual('*') : [], own),
    ...(vary.length === 0 ? [] : [`setenv.add-response-header = ( "Vary" => ${text(vary.join(', '))} )`]),
    ...(any ? [] : exact.flatMap((origin) => when(originIs(origin), [set(actual(origin), own)]))),
    "# A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's.",
    ...when('$HTTP["request-method"] == "OPTIONS"', [
      ...when('$REQUEST_HEADER["Origin"] != ""', [
        ...when('$REQUEST_HEADER["Access-Control-Request-Method"] != ""', [
          'url.redirect = ( "" => "/" )',
          'url.redirect-code = 204',
          set(any ? preflight('*') : [], [...own, 'Location']),
          ...(any
            ? []
            : exact.flatMap((origin) => when(originIs(origin), [set(preflight(origin), [...own, 'Location'])]))),
        ]),
      ]),
    ]),
  ]
}

const originIs = (origin: string) => `$REQUEST_HEADER["Origin"] == ${text(origin)}`

const when = (condition: string, lines: readonly string[]) => [
  `${condition} {`,
  ...lines.map((line) => `  ${line}`),
  '}',
]

function set(pairs: readonly Pair[], removed: readonly string[]): string {
  const names = new Set(pairs.map(([name]) => name))
  const gone = [...new Set([...CORS_HEADERS, ...removed])]
    .filter((name) => !names.has(name))
    .map((name): Pair => [name, ''])
  const list = [...pairs, ...gone].map(([name, value]) => `${text(name)} => ${text(value)}`)
  return `setenv.set-response-header = ( ${list.join(', ')} )`
}

/** In double quotes `\` and `"` have a meaning. */
const text = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`

function standalone(facts: Facts, { listen, upstream }: WriteOptions): string[] {
  return [
    '# lighttpd -D -f /path/to/this/file',
    'server.modules = ( "mod_setenv", "mod_redirect", "mod_proxy" )',
    'server.document-root = "/"',
    'server.bind = "127.0.0.1"',
    `server.port = ${listen}`,
    ...(upstream === null
      ? [
          'url.redirect = ( "" => "/" )',
          'url.redirect-code = 404',
          ...when('$HTTP["url"] == "/"', ['url.redirect-code = 200']),
        ]
      : [
          `proxy.server = ( "" => ( ( "host" => ${text(upstream.hostname.replace(/^\[|\]$/g, ''))}, "port" => ${upstream.port || 80} ) ) )`,
        ]),
    ...rules(facts, upstream === null ? ['Location'] : []),
  ]
}
