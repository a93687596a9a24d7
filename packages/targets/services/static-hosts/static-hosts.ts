/**
 * Hosts of static files, with constant headers. They do not answer preflights, so a page can only read what it gets
 * without one.
 */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Facts } from '../../words/facts.ts'
import type { Capabilities, Target } from '../../words/target.ts'
import { exposedValue } from '../../words/values.ts'

const CONSTANT: Capabilities = {
  ...EVERYTHING,
  origins: 1,
  subdomains: 'no',
  labelWildcard: false,
  anyPort: false,
  regExp: false,
  nullOrigin: false,
  ownSchemes: false,
  anyMethod: false,
  methods: ['GET', 'HEAD', 'POST'],
  anyHeader: false,
  allowedHeaders: false,
  standalone: false,
}

const NO_PREFLIGHT = 'static files only: nothing answers a preflight, so maxAge means nothing here'

export const firebase: Target = {
  name: 'firebase',
  title: 'Firebase Hosting',
  state: 'modelled',
  output: 'firebase.json',
  language: 'json',
  capabilities: CONSTANT,
  comment: null,
  place: "put it into the project's folder: firebase deploy",
  notes: [NO_PREFLIGHT],
  write: (facts) =>
    JSON.stringify(
      { hosting: { headers: [{ source: '**', headers: pairs(facts).map(([key, value]) => ({ key, value })) }] } },
      null,
      2,
    ),
}

export const netlify: Target = {
  name: 'netlify',
  title: 'Netlify',
  state: 'modelled',
  output: 'netlify.toml',
  language: 'toml',
  capabilities: CONSTANT,
  comment: '#',
  place: 'put it into the root of the site',
  notes: [NO_PREFLIGHT],
  write: (facts) =>
    [
      '[[headers]]',
      '  for = "/*"',
      '  [headers.values]',
      // A text of TOML in double quotes has the escapes of JSON.
      ...pairs(facts).map(([name, value]) => `    ${name} = ${JSON.stringify(value)}`),
    ].join('\n'),
}

/** One rule for each origin: `has` compares with a header of the request. */
const MOST_RULES = 500

export const vercel: Target = {
  name: 'vercel',
  title: 'Vercel',
  state: 'modelled',
  output: 'vercel.json',
  language: 'json',
  capabilities: { ...CONSTANT, origins: MOST_RULES },
  comment: null,
  place: 'put it into the root of the site',
  notes: [NO_PREFLIGHT, 'for functions, use corskit in the function'],
  write: (facts) => JSON.stringify({ headers: vercelRules(facts) }, null, 2),
}

function vercelRules(facts: Facts) {
  const source = '/(.*)'
  const headersOf = (origin: string) => [
    ...pairs({ ...facts, exact: [origin], vary: [] })
      .filter(([name]) => name !== 'Vary')
      .map(([key, value]) => ({ key, value })),
  ]
  if (facts.any) return [{ source, headers: headersOf('*') }]
  return [
    { source, headers: [{ key: 'Vary', value: ['Origin', ...facts.vary].join(', ') }] },
    ...facts.exact.map((origin) => ({
      source,
      // A regular expression, for the whole value.
      has: [{ type: 'header', key: 'origin', value: `^${origin.replace(/[.+*?^${}()|[\]\\]/g, '\\$&')}$` }],
      headers: headersOf(origin),
    })),
  ]
}

/** One origin is the same answer to everybody, so it needs no Vary. */
function pairs(facts: Facts): [string, string][] {
  return [
    ['Access-Control-Allow-Origin', facts.any ? '*' : (facts.exact[0] ?? '')],
    ...(facts.credentials ? [['Access-Control-Allow-Credentials', 'true'] as [string, string]] : []),
    ...(exposedValue(facts) === '' ? [] : [['Access-Control-Expose-Headers', exposedValue(facts)] as [string, string]]),
    ...(facts.vary.length === 0 ? [] : [['Vary', facts.vary.join(', ')] as [string, string]]),
  ]
}
