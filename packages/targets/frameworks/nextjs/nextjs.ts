/**
 * Next.js `headers()`: a rule with a named capture of Origin sends back what the whole regular expression matches.
 * Route handlers answer OPTIONS.
 */
import { literalRegex } from '../../patterns/pattern-regex.ts'
import { javascriptString } from '../../text/javascript.ts'
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Target } from '../../words/target.ts'
import { exposedValue, headersValue, inGroups, methodsValue, varyNames } from '../../words/values.ts'

export const nextjs: Target = {
  name: 'nextjs',
  title: 'Next.js headers()',
  state: 'run',
  output: 'cors-headers.mjs',
  language: 'javascript',
  // `:` begins a parameter in a value, but stands in no name.
  capabilities: { ...EVERYTHING, standalone: false },
  leastVersion: '13.4',
  comment: '//',
  place: 'put it beside next.config.mjs: a Next.js app is a folder',
  notes: [
    'a route handler answers OPTIONS by itself; pages/api does not: answer it there with 204',
    'with middleware or a proxy that asks for a login, let OPTIONS through',
  ],
  write: (facts) =>
    [
      "// next.config.mjs: import { corsHeaders } from './cors-headers.mjs'; export default { headers: async () => corsHeaders }",
      "// For less than everything, put another source: '/api/:path*'.",
      "const source = '/:path*'",
      '/** A true preflight has this header too. */',
      "const preflight = { type: 'header', key: 'access-control-request-method' }",
      '',
      'export const corsHeaders = [',
      ...varyRule(facts),
      ...conditions(facts).flatMap((condition) => rules(facts, condition)),
      ']',
    ].join('\n'),
}

const ORIGINS_IN_A_RULE = 50

/** The condition for a request, as an element of `has`; `null` for every request. */
function conditions({ any, exact, sets }: Facts): (string | null)[] {
  if (any) return [null]
  const bodies = [
    ...inGroups(exact.map(literalRegex), ORIGINS_IN_A_RULE).map((group) => group.join('|')),
    ...sets.map(({ body }) => body),
  ]
  return bodies.map((body) => `{ type: 'header', key: 'origin', value: ${javascriptString(`(?<origin>${body})`)} }`)
}

function varyRule(facts: Facts): string[] {
  const vary = varyNames(facts)
  return vary.length === 0 ? [] : [`  { source, headers: [${header('Vary', vary.join(', '))}] },`]
}

function rules(facts: Facts, condition: string | null): string[] {
  const has = (...more: string[]) => [...(condition === null ? [] : [condition]), ...more].join(', ')
  const rule = (needs: string, headers: readonly string[]) => [
    '  {',
    '    source,',
    ...(needs === '' ? [] : [`    has: [${needs}],`]),
    '    headers: [',
    ...headers.map((each) => `      ${each},`),
    '    ],',
    '  },',
  ]
  return [
    ...rule(has(), [
      header('Access-Control-Allow-Origin', condition === null ? '*' : ':origin'),
      ...(facts.credentials ? [header('Access-Control-Allow-Credentials', 'true')] : []),
      ...(exposedValue(facts) === '' ? [] : [header('Access-Control-Expose-Headers', exposedValue(facts))]),
    ]),
    ...rule(has('preflight'), [
      header('Access-Control-Allow-Methods', methodsValue(facts)),
      ...(headersValue(facts) === '' ? [] : [header('Access-Control-Allow-Headers', headersValue(facts))]),
      ...(facts.maxAge === null ? [] : [header('Access-Control-Max-Age', String(facts.maxAge))]),
    ]),
  ]
}

const header = (key: string, value: string) => `{ key: ${javascriptString(key)}, value: ${javascriptString(value)} }`
