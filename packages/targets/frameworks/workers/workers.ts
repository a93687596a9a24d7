/** Cloudflare Workers, and every other place that runs a `fetch` handler: a function around the handler. */
import { decideLines } from '../../text/decide.ts'
import { javascriptString } from '../../text/javascript.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { CORS_HEADERS, exposedValue, headersValue, methodsValue, varyNames } from '../../words/values.ts'

export const workers: Target = {
  name: 'workers',
  title: 'Cloudflare Workers',
  state: 'run',
  output: 'cors-policy.mjs',
  language: 'javascript',
  capabilities: EVERYTHING,
  comment: '//',
  notes: [
    "Cloudflare's cache knows Vary: Accept-Encoding only: answers that differ by Origin are right from a Worker, which runs before the cache",
  ],
  write: (facts, { standalone, upstream }) =>
    [
      ...policyLines(facts),
      '',
      '/** `export default { fetch: withCors(handler) }`: around authentication too. Any OPTIONS that is not a preflight goes on to the handler. */',
      'export function withCors(handler) {',
      '  return async (request, ...rest) => {',
      '    if (isPreflight(request)) return new Response(null, { status: 204, headers: preflightHeaders(request) })',
      '    return withHeaders(request, await handler(request, ...rest))',
      '  }',
      '}',
      ...(standalone ? ['', `export default { fetch: withCors(${handler(upstream)}) }`] : []),
    ].join('\n'),
}

/** With `fetch` a Worker passes the request on. */
function handler(upstream: URL | null): string {
  if (upstream === null) {
    return "(request) => (new URL(request.url).pathname === '/' ? Response.json({}) : new Response(null, { status: 404 }))"
  }
  const origin = javascriptString(upstream.origin)
  return `(request) => {
  const { pathname, search } = new URL(request.url)
  return fetch(new Request(${origin} + pathname + search, request), { redirect: 'manual' })
}`
}

/** What a handler of requests in web form needs: also SvelteKit's hook. */
export function policyLines(facts: Facts): string[] {
  const { any, credentials, maxAge } = facts
  const vary = varyNames(facts)
  const set = (name: string, value: string) => `    headers.set('${name}', ${javascriptString(value)})`
  return [
    ...decideLines(facts),
    '',
    "/** A true preflight: OPTIONS with Origin and Access-Control-Request-Method. Any other OPTIONS is the app's. */",
    'function isPreflight({ method, headers }) {',
    "  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method')",
    '}',
    '',
    'function preflightHeaders(request) {',
    '  const headers = new Headers()',
    '  if (setOrigin(request, headers)) {',
    set('Access-Control-Allow-Methods', methodsValue(facts)),
    ...(headersValue(facts) === '' ? [] : [set('Access-Control-Allow-Headers', headersValue(facts))]),
    ...(maxAge === null ? [] : [set('Access-Control-Max-Age', String(maxAge))]),
    '  }',
    '  return headers',
    '}',
    '',
    'function withHeaders(request, answer) {',
    '  // A copy: the headers of an answer that was fetched cannot be changed.',
    '  const response = new Response(answer.body, answer)',
    '  const { headers } = response',
    '  // What the app says itself is taken away: two headers are as bad as none.',
    `  for (const name of [...headers.keys()]) if (/^access-control-(?:${CORS_HEADERS.map((name) => name.slice(15).toLowerCase()).join('|')})$/.test(name)) headers.delete(name)`,
    ...(exposedValue(facts) === ''
      ? ['  setOrigin(request, headers)']
      : ['  if (setOrigin(request, headers)) {', set('Access-Control-Expose-Headers', exposedValue(facts)), '  }']),
    '  return response',
    '}',
    '',
    '/** Whether the origin is allowed. */',
    'function setOrigin(request, headers) {',
    ...vary.map((name) => `  headers.append('Vary', ${javascriptString(name)})`),
    ...(any
      ? ['  const allowed = allowOrigin()']
      : [
          "  const origin = request.headers.get('origin')",
          '  const allowed = origin === null ? null : allowOrigin(origin)',
        ]),
    '  if (allowed === null) return false',
    "  headers.set('Access-Control-Allow-Origin', allowed)",
    ...(credentials ? ["  headers.set('Access-Control-Allow-Credentials', 'true')"] : []),
    '  return true',
    '}',
  ]
}
