/**
 * The 19 scenarios of jub0bs/cors-benchmarks: five policies, an actual request and a preflight for PUT, from an allowed
 * origin and another, and one hostile header. https://github.com/jub0bs/cors-benchmarks
 */

export interface ServerScenario {
  /** `policy/request/origin allowed`, as there. */
  readonly name: string
  readonly origins: readonly string[] | '*'
  readonly method: 'GET' | 'OPTIONS'
  readonly headers: Readonly<Record<string, string>>
}

const LONG = 'a'.repeat(57)
const sibling = (label: string) => `https://${label.padEnd(60, 'x')}.${LONG}.${LONG}.${LONG}.example.com`

/** What each policy allows, and which origin is tried: the allowed one and the other. */
const POLICIES: Readonly<Record<string, { origins: readonly string[]; yes: string; no: string }>> = {
  one: { origins: ['https://example.com'], yes: 'https://example.com', no: 'https://example.org' },
  multiple: {
    origins: ['example.net', 'example.org', 'example.com'].flatMap((host) => [
      `https://*.${host}`,
      `https://${host}:8080`,
      `https://${host}`,
    ]),
    yes: 'https://example.com',
    no: 'https://example.org:6060',
  },
  two: { origins: [sibling('a'), sibling('b')], yes: sibling('a'), no: sibling('c') },
  many: { origins: manyOrigins(1000), yes: 'https://999.example.com', no: 'https://example.org:6060' },
}

/** `https://000.example.com` and so on, all of one length. */
export function manyOrigins(count: number): string[] {
  const width = String(count - 1).length
  return Array.from({ length: count }, (_, i) => `https://${String(i).padStart(width, '0')}.example.com`)
}

const ALLOWED_HEADERS = ['accept', 'content-type', 'x-requested-with']
/** What every policy allows besides origins. */
export const POLICY = { methods: ['PUT'], allowedHeaders: ALLOWED_HEADERS } as const

const actual = (origin: string) => ({ method: 'GET' as const, headers: { host: 'api.example.com', origin } })
const preflight = (origin: string, requestHeaders = 'accept,content-type,x-requested-with') => ({
  method: 'OPTIONS' as const,
  headers: {
    host: 'api.example.com',
    origin,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': requestHeaders,
  },
})

export const SERVER_SCENARIOS: readonly ServerScenario[] = [
  ...Object.entries(POLICIES).flatMap(([name, { origins, yes, no }]) => [
    { name: `${name}/actual/yes`, origins, ...actual(yes) },
    { name: `${name}/actual/no`, origins, ...actual(no) },
    { name: `${name}/preflight/yes`, origins, ...preflight(yes) },
    { name: `${name}/preflight/no`, origins, ...preflight(no) },
  ]),
  { name: 'all/actual/yes', origins: '*', ...actual('https://example.com') },
  { name: 'all/preflight/yes', origins: '*', ...preflight('https://example.com') },
  { name: 'all/preflight/evil', origins: '*', ...preflight('https://example.com', ','.repeat(1024)) },
]
