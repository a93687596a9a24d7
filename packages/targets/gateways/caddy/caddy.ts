/**
 * Caddy has no directive for CORS. `map` decides, and `header` without `defer` answers, so that Caddy's own errors have
 * the headers too.
 */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target, WriteOptions } from '../../words/target.ts'
import { exposedValue, headersValue, methodsValue, shortHash, varyNames } from '../../words/values.ts'

export const caddy: Target = {
  name: 'caddy',
  title: 'Caddy',
  state: 'run',
  output: 'cors.Caddyfile',
  language: 'caddyfile',
  // `{` begins a placeholder, but is not valid in the names of headers and methods.
  capabilities: EVERYTHING,
  leastVersion: '2.6.0',
  comment: '#',
  write(facts, options) {
    const name = `cors_${shortHash(facts)}`
    const snippet = [`(${name}) {`, ...indented(rules(facts, name)), '}']
    if (options.standalone) return standalone(facts, name, options).join('\n')
    return [
      '# ---- 1. Outside the sites ----',
      ...snippet,
      '',
      '# ---- 2. In the site, around what it does. route keeps the order as written: before authentication, because a preflight never',
      '#         carries credentials. What the app says itself is taken away: two headers are as bad as none. ----',
      '# route {',
      `#     import ${name}`,
      '#     reverse_proxy 127.0.0.1:3000 {',
      '#         header_down -Access-Control-*',
      '#     }',
      '# }',
    ].join('\n')
  },
}

const indented = (lines: readonly string[], by = '    ') => lines.map((line) => `${by}${line}`)

function rules(facts: Facts, name: string): string[] {
  const { any, exact, sets, credentials, maxAge } = facts
  const origin = `{${name}_origin}`
  const allowed = `@${name}_allowed`
  const preflight = `@${name}_preflight`
  const allowedPreflight = `@${name}_allowed_preflight`
  const vary = varyNames(facts)
  const isPreflight = ['method OPTIONS', 'header Origin *', 'header Access-Control-Request-Method *']
  const isAllowed = any ? [] : [`expression \`${origin} != ""\``]
  return [
    ...(any
      ? []
      : [
          `map {http.request.header.Origin} ${origin} {`,
          ...indented([
            ...exact.map((text) => `${text} ${text}`),
            ...sets.map(({ regex }) => `${quoted(`~${regex}`)} "$\{0}"`),
            'default ""',
          ]),
          '}',
        ]),
    "# A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's.",
    ...block(preflight, isPreflight),
    ...block(allowedPreflight, [...isPreflight, ...isAllowed]),
    ...(any ? [] : block(allowed, isAllowed)),
    ...block(`@${name}_actual`, [...isAllowed, 'not {', ...indented(isPreflight), '}']),
    ...vary.map((each) => `header +Vary ${quoted(each)}`),
    any ? 'header Access-Control-Allow-Origin *' : `header ${allowed} Access-Control-Allow-Origin ${origin}`,
    ...(credentials ? [`header ${allowed} Access-Control-Allow-Credentials true`] : []),
    ...(exposedValue(facts) === ''
      ? []
      : [`header @${name}_actual Access-Control-Expose-Headers ${quoted(exposedValue(facts))}`]),
    `header ${allowedPreflight} Access-Control-Allow-Methods ${quoted(methodsValue(facts))}`,
    ...(headersValue(facts) === ''
      ? []
      : [`header ${allowedPreflight} Access-Control-Allow-Headers ${quoted(headersValue(facts))}`]),
    ...(maxAge === null ? [] : [`header ${allowedPreflight} Access-Control-Max-Age ${maxAge}`]),
    `respond ${preflight} 204`,
  ]
}

const block = (name: string, inside: readonly string[]) => [`${name} {`, ...indented(inside), '}']

/** In double quotes only a double quote is escaped; a backslash stands for itself. */
const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`

function standalone(facts: Facts, name: string, { listen, upstream }: WriteOptions): string[] {
  const answer =
    upstream === null
      ? ['header Content-Type application/json', 'respond / "{}" 200', 'respond 404']
      : [`reverse_proxy ${upstream.origin} {`, '    header_down -Access-Control-*', '}']
  return [
    '# caddy run --adapter caddyfile --config /path/to/this/file',
    '{',
    ...indented(['admin off', 'auto_https off']),
    '}',
    `http://:${listen} {`,
    ...indented(['bind 127.0.0.1', 'route {', ...indented([...rules(facts, name), ...answer]), '}']),
    '}',
  ]
}
