/** HAProxy: variables decide, `http-after-response` answers, so that HAProxy's own errors have the headers too. */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target, WriteOptions } from '../../words/target.ts'
import { exposedValue, headersValue, inGroups, methodsValue, shortHash, varyNames } from '../../words/values.ts'

export const haproxy: Target = {
  name: 'haproxy',
  title: 'HAProxy',
  state: 'run',
  output: 'cors.haproxy.cfg',
  language: 'haproxy',
  capabilities: EVERYTHING,
  leastVersion: '2.2',
  comment: '#',
  write: (facts, options) =>
    (options.standalone
      ? standalone(facts, options)
      : [
          '# Inside the frontend, before its other http-request rules: a preflight never carries credentials, so it is answered before authentication.',
          ...rules(facts),
        ]
    ).join('\n'),
}

/** HAProxy takes 64 words a line. */
const ORIGINS_IN_A_LINE = 56

function rules(facts: Facts): string[] {
  const { any, exact, sets, credentials, maxAge } = facts
  const name = (what: string) => `cors_${shortHash(facts)}_${what}`
  const asked = `txn.${name('asked')}`
  const origin = `txn.${name('origin')}`
  const preflight = `txn.${name('preflight')}`
  const isAllowed = `{ var(${origin}) -m found }`
  const isPreflight = `{ var(${preflight}) -m found }`
  const set = (header: string, value: string, when: string) =>
    `http-after-response set-header ${header} ${format(value)} if ${when}`
  return [
    ...(any
      ? [`http-request set-var(${origin}) str(*)`]
      : [
          '# Once: with two lines of Origin, an acl would look at both, and the answer repeat the last.',
          `http-request set-var(${asked}) req.fhdr(Origin)`,
          ...inGroups(exact, ORIGINS_IN_A_LINE).map(
            (group) => `acl ${name('allowed')} var(${asked}) -m str -- ${group.map(word).join(' ')}`,
          ),
          ...sets.map(({ regex }) => `acl ${name('allowed')} var(${asked}) -m reg -- ${word(regex)}`),
          `http-request set-var(${origin}) var(${asked}) if ${name('allowed')}`,
        ]),
    "# A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's.",
    `http-request set-var(${preflight}) bool(true) if METH_OPTIONS { req.fhdr(Origin) -m found } { req.fhdr(Access-Control-Request-Method) -m found }`,
    '# What the app says itself is taken away: two headers are as bad as none.',
    'http-after-response del-header access-control- -m beg',
    `http-after-response set-header Access-Control-Allow-Origin "%[var(${origin})]" if ${isAllowed}`,
    ...(credentials ? [set('Access-Control-Allow-Credentials', 'true', isAllowed)] : []),
    ...(exposedValue(facts) === ''
      ? []
      : [set('Access-Control-Expose-Headers', exposedValue(facts), `${isAllowed} !${isPreflight}`)]),
    set('Access-Control-Allow-Methods', methodsValue(facts), `${isAllowed} ${isPreflight}`),
    ...(headersValue(facts) === ''
      ? []
      : [set('Access-Control-Allow-Headers', headersValue(facts), `${isAllowed} ${isPreflight}`)]),
    ...(maxAge === null ? [] : [set('Access-Control-Max-Age', String(maxAge), `${isAllowed} ${isPreflight}`)]),
    ...varyNames(facts).map((each) => `http-after-response add-header Vary ${format(each)}`),
    `http-request return status 204 if ${isPreflight}`,
  ]
}

/** In double quotes `\`, `"` and `$` have a meaning. */
const word = (text: string) => `"${text.replace(/[\\"$]/g, '\\$&')}"`
/** A value, where % begins a variable. */
const format = (text: string) => word(text.replaceAll('%', '%%'))

function standalone(facts: Facts, { listen, upstream }: WriteOptions): string[] {
  return [
    '# haproxy -db -f /path/to/this/file',
    'global',
    '    maxconn 500',
    '',
    'defaults',
    ...['mode http', 'timeout connect 5s', 'timeout client 30s', 'timeout server 30s'].map((line) => `    ${line}`),
    '',
    'frontend corskit',
    `    bind 127.0.0.1:${listen}`,
    ...rules(facts).map((line) => `    ${line}`),
    ...(upstream === null
      ? [
          '    http-request return status 200 content-type application/json string "{}" if { path / }',
          '    http-request return status 404',
        ]
      : [
          '    default_backend corskit_app',
          '',
          'backend corskit_app',
          `    server app ${upstream.hostname}:${upstream.port || (upstream.protocol === 'https:' ? 443 : 80)}${upstream.protocol === 'https:' ? ' ssl verify required ca-file @system-ca' : ''}`,
        ]),
  ]
}
