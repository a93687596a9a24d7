/**
 * Apache httpd has no CORS of its own: mod_setenvif decides, mod_headers answers, mod_rewrite ends a preflight before
 * authentication.
 */
import { anchored, literalRegex } from '../../patterns/pattern-regex.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target, WriteOptions } from '../../words/target.ts'
import {
  CORS_HEADERS,
  exposedValue,
  headersValue,
  inGroups,
  methodsValue,
  shortHash,
  varyNames,
} from '../../words/values.ts'

export const apache: Target = {
  name: 'apache',
  title: 'Apache httpd',
  state: 'run',
  output: 'cors.apache.conf',
  language: 'apacheconf',
  capabilities: EVERYTHING,
  leastVersion: '2.4.10',
  comment: '#',
  write: (facts, options) =>
    (options.standalone
      ? standalone(facts, options)
      : [
          '# Inside <VirtualHost>, outside <Location> and <Directory>. Modules: headers, setenvif, rewrite (a2enmod headers setenvif rewrite).',
          '# Where the app behind has mod_proxy, nothing more is needed: what it says itself is taken away.',
          ...rules(facts),
        ]
    ).join('\n'),
}

/** Alternatives in one regular expression. */
const ORIGINS_IN_A_LINE = 50

function rules(facts: Facts): string[] {
  const name = (what: string) => `CORS_${shortHash(facts)}_${what}`
  const origin = name('ORIGIN')
  const preflight = name('PREFLIGHT')
  const isSet = (variable: string) => `-n reqenv('${variable}')`
  const set = (header: string, value: string, when: string) =>
    `Header always set ${header} ${value} ${quoted(`expr=${when}`)}`
  const onPreflights = `${isSet(origin)} && ${isSet(preflight)}`
  const vary = varyNames(facts)
  return [
    ...decisions(facts, origin),
    "# A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's.",
    `SetEnvIfExpr ${quoted("%{REQUEST_METHOD} == 'OPTIONS' && -n req('Origin') && -n req('Access-Control-Request-Method')")} ${preflight}=1`,
    '# What the app says itself is taken away: two headers are as bad as none.',
    ...CORS_HEADERS.flatMap((header) => [`Header unset ${header}`, `Header always unset ${header}`]),
    set('Access-Control-Allow-Origin', quoted(`%{${origin}}e`), isSet(origin)),
    ...(facts.credentials ? [set('Access-Control-Allow-Credentials', '"true"', isSet(origin))] : []),
    ...(exposedValue(facts) === ''
      ? []
      : [
          set(
            'Access-Control-Expose-Headers',
            format(exposedValue(facts)),
            `${isSet(origin)} && -z reqenv('${preflight}')`,
          ),
        ]),
    set('Access-Control-Allow-Methods', format(methodsValue(facts)), onPreflights),
    ...(headersValue(facts) === ''
      ? []
      : [set('Access-Control-Allow-Headers', format(headersValue(facts)), onPreflights)]),
    ...(facts.maxAge === null ? [] : [set('Access-Control-Max-Age', quoted(String(facts.maxAge)), onPreflights)]),
    ...(vary.length === 0 ? [] : [`Header always merge Vary ${format(vary.join(', '))}`]),
    '# Before authentication: a preflight never carries credentials.',
    'RewriteEngine On',
    `RewriteCond %{ENV:${preflight}} =1`,
    'RewriteRule ^ - [R=204,L]',
  ]
}

/** `$0` is what the whole pattern matched: anchored at both ends, so the header itself. */
function decisions({ any, exact, sets }: Facts, origin: string): string[] {
  if (any) return [`SetEnvIf Request_URI ${quoted('^')} ${origin}=*`]
  return [
    ...inGroups(exact.map(literalRegex), ORIGINS_IN_A_LINE).map((group) => anchored(group.join('|'))),
    ...sets.map(({ regex }) => regex),
  ].map((regex) => `SetEnvIf Origin ${quoted(regex)} ${origin}=$0`)
}

/** Apache takes the backslash for an escape before a quote and itself only. */
const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`
/** A value of mod_headers, where % begins a variable. */
const format = (text: string) => quoted(text.replaceAll('%', '%%'))

function standalone(facts: Facts, { listen, upstream }: WriteOptions): string[] {
  const modules = [
    ['mpm_event', 'mod_mpm_event.so'],
    ['authz_core', 'mod_authz_core.so'],
    ['setenvif', 'mod_setenvif.so'],
    ['headers', 'mod_headers.so'],
    ['rewrite', 'mod_rewrite.so'],
    ...(upstream === null
      ? []
      : [
          ['proxy', 'mod_proxy.so'],
          ['proxy_http', 'mod_proxy_http.so'],
        ]),
  ]
  return [
    '# apachectl -DFOREGROUND -f /path/to/this/file',
    '# Where the modules are: this is the place of Debian and Ubuntu.',
    'ServerRoot "/usr/lib/apache2"',
    ...modules.map(([name, file]) => `LoadModule ${name}_module modules/${file}`),
    `Listen 127.0.0.1:${listen}`,
    'ServerName localhost',
    `PidFile "/tmp/corskit-apache-${listen}.pid"`,
    `ErrorLog "/tmp/corskit-apache-${listen}.log"`,
    ...rules(facts),
    ...(upstream === null
      ? ['RewriteRule ^/$ - [R=200,L]', 'RewriteRule ^ - [R=404,L]', 'ErrorDocument 200 "{}"']
      : ['ProxyPreserveHost On', `ProxyPass "/" "${upstream.origin}/"`]),
  ]
}
