/**
 * Varnish decides at delivery, so a cached object serves every origin, and Varnish's own errors have the headers too.
 */
import { anchored, literalRegex } from '../../patterns/pattern-regex.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import {
  CORS_HEADERS,
  exposedValue,
  headersValue,
  inGroups,
  methodsValue,
  shortHash,
  varyNames,
} from '../../words/values.ts'

export const varnish: Target = {
  name: 'varnish',
  title: 'Varnish',
  state: 'run',
  output: 'cors.vcl',
  language: 'vcl',
  capabilities: { ...EVERYTHING, upstreamTls: false },
  leastVersion: '6.0',
  comment: '#',
  write: (facts, { standalone, listen, upstream }) =>
    (standalone
      ? [
          'vcl 4.1;',
          '',
          `# varnishd -F -a 127.0.0.1:${listen} -f /path/to/this/file`,
          ...backendLines(upstream),
          '',
          ...rules(facts),
          ...(upstream === null ? ALONE : []),
        ]
      : [
          '# include "cors.vcl"; right after the backends: subroutines of one name run in the order of the file, and CORS comes before the rest.',
          ...rules(facts),
        ]
    ).join('\n'),
}

const ORIGINS_IN_A_LINE = 50

function rules(facts: Facts): string[] {
  const name = (what: string) => `cors_${shortHash(facts)}_${what}`
  return [
    ...subroutine('vcl_recv', [
      '# What a client sends under this name says nothing.',
      `unset req.http.X-${name('origin')};`,
      ...decisions(facts, `req.http.X-${name('origin')}`),
      "# A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's.",
      'if (req.method == "OPTIONS" && req.http.Origin && req.http.Access-Control-Request-Method) {',
      '    return (synth(204));',
      '}',
    ]),
    '',
    ...subroutine('vcl_backend_response', [
      '# What the app says itself is taken away: two headers are as bad as none.',
      ...CORS_HEADERS.map((header) => `unset beresp.http.${header};`),
    ]),
    '',
    ...subroutine('vcl_deliver', [`call ${name('answer')};`]),
    '',
    ...subroutine('vcl_synth', [`call ${name('answer')};`, ...preflightLines(facts, `req.http.X-${name('origin')}`)]),
    '',
    ...answer(facts, name('answer'), `req.http.X-${name('origin')}`),
  ]
}

function decisions({ any, exact, sets }: Facts, variable: string): string[] {
  if (any) return [`set ${variable} = "*";`]
  return [
    ...inGroups(exact.map(literalRegex), ORIGINS_IN_A_LINE).map((group) => anchored(group.join('|'))),
    ...sets.map(({ regex }) => regex),
  ].flatMap((regex) => [`if (req.http.Origin ~ ${text(regex)}) {`, `    set ${variable} = req.http.Origin;`, '}'])
}

/** A subroutine of its own, which both ways of answering call. Its headers are those of `resp`. */
function answer(facts: Facts, name: string, variable: string): string[] {
  const vary = varyNames(facts)
  return subroutine(name, [
    `if (${variable}) {`,
    `    set resp.http.Access-Control-Allow-Origin = ${variable};`,
    ...(facts.credentials ? ['    set resp.http.Access-Control-Allow-Credentials = "true";'] : []),
    ...(exposedValue(facts) === ''
      ? []
      : [`    set resp.http.Access-Control-Expose-Headers = ${text(exposedValue(facts))};`]),
    '}',
    ...(vary.length === 0
      ? []
      : [
          'if (resp.http.Vary) {',
          `    set resp.http.Vary = resp.http.Vary + ${text(`, ${vary.join(', ')}`)};`,
          '} else {',
          `    set resp.http.Vary = ${text(vary.join(', '))};`,
          '}',
        ]),
  ])
}

function preflightLines(facts: Facts, variable: string): string[] {
  const set = (header: string, value: string) => `    set resp.http.${header} = ${text(value)};`
  return [
    'if (resp.status == 204 && req.method == "OPTIONS") {',
    `    if (${variable}) {`,
    ...[
      set('Access-Control-Allow-Methods', methodsValue(facts)),
      ...(headersValue(facts) === '' ? [] : [set('Access-Control-Allow-Headers', headersValue(facts))]),
      ...(facts.maxAge === null ? [] : [set('Access-Control-Max-Age', String(facts.maxAge))]),
    ].map((line) => `    ${line}`),
    '    }',
    '    return (deliver);',
    '}',
  ]
}

const subroutine = (name: string, lines: readonly string[]) => [
  `sub ${name} {`,
  ...lines.map((line) => `    ${line}`),
  '}',
]

/** In this form VCL knows no escape, and nothing that is written here holds its end. */
const text = (value: string) => (value.includes('"') ? `{"${value}"}` : `"${value}"`)

function backendLines(upstream: URL | null): string[] {
  if (upstream === null) return ['backend default none;']
  return ['backend default {', `    .host = "${upstream.hostname}";`, `    .port = "${upstream.port || '80'}";`, '}']
}

/** Without an app behind. */
const ALONE = [
  '',
  ...subroutine('vcl_recv', ['if (req.url == "/") {', '    return (synth(200));', '}', 'return (synth(404));']),
]
