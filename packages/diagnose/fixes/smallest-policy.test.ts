/** A fix adds what was missing, and takes nothing away that the server's answers allowed. */
import { definePolicy } from 'corskit'
import { type RequestInput, simulateFetchSync } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../testing/property-runs.ts'
import { Case } from '../case.ts'
import { causesOf } from '../investigate.ts'
import type { Evidence, Probed } from '../words/evidence.ts'
import { allowSnippet } from './fix-for.ts'
import { optionsOf, type SmallPolicy, smallestPolicy } from './smallest-policy.ts'
import { STACKS, type StackName } from './stacks.ts'

const PAGE = 'https://app.example.com'
const OTHER = 'https://admin.example.com'
const STRANGER = 'https://stranger.example'
const API = 'https://api.example.com/users'

interface Server {
  readonly preflight: readonly Header[]
  readonly actual: readonly Header[]
  readonly preflightStatus: number
}

function evidenceOf(input: Partial<RequestInput>, server: Partial<Server>): Evidence {
  const request = { origin: PAGE, url: API, ...input }
  const { method = 'GET', credentials = 'omit', origin, url, headers = [] } = request
  const outcome = simulateFetchSync({ ...request, credentials }, ({ kind }) =>
    kind === 'preflight'
      ? { status: server.preflightStatus ?? 204, headers: server.preflight ?? [] }
      : { status: 200, headers: server.actual ?? [] },
  )
  return { request: { method, url, origin, credentials, headers: headers as Header[] }, outcome, message: null }
}

const fixOf = (evidence: Evidence, probed: readonly Probed[] = []) => smallestPolicy(new Case(evidence, probed))

const by = (name: string) => (value: string) => [`access-control-allow-${name}`, value] as const
const [origin, methods, headersAre, credentialsAre] = [by('origin'), by('methods'), by('headers'), by('credentials')]
const expose = (value: string) => ['access-control-expose-headers', value] as const

test.each<[string, Partial<RequestInput>, Partial<Server>, Partial<SmallPolicy> | string]>([
  ['another origin of the list', {}, { actual: [origin(OTHER)] }, { origins: [PAGE, OTHER] }],
  [
    'nothing where nothing was allowed',
    {},
    {},
    { origins: [PAGE], methods: [], allowedHeaders: [], credentials: false },
  ],
  [
    'methods and headers that the preflight named',
    { method: 'PUT', headers: [['x-b', '1']] },
    { preflight: [origin(PAGE), methods('GET, DELETE'), headersAre('X-A, X-B')] },
    { methods: ['PUT', 'DELETE'], allowedHeaders: ['x-b', 'x-a'] },
  ],
  [
    'everybody, where everybody could read',
    { method: 'PUT' },
    { preflight: [origin('*')] },
    { origins: ['*'], methods: ['PUT'], credentials: false },
  ],
  [
    'no * beside cookies',
    { credentials: 'include' },
    { actual: [origin('*'), credentialsAre('true')] },
    { origins: [PAGE], credentials: true },
  ],
  [
    'not everybody, where only the preflight said so',
    { method: 'PUT' },
    { preflight: [origin('*'), methods('PUT')], actual: [] },
    { origins: [PAGE], methods: ['PUT'] },
  ],
  [
    'cookies, where another page had them',
    {},
    { actual: [origin(OTHER), credentialsAre('true')] },
    { origins: [PAGE, OTHER], credentials: true },
  ],
  [
    'each origin of a list that no browser takes',
    {},
    { actual: [origin(`${PAGE}, ${OTHER}`)] },
    { origins: [PAGE, OTHER] },
  ],
  ['never null', {}, { actual: [origin('null')] }, { origins: [PAGE] }],
  ['no origin with a path', {}, { actual: [origin(`${OTHER}/`)] }, { origins: [PAGE] }],
  ['headers that script could read', {}, { actual: [origin(OTHER), expose('ETag')] }, { exposedHeaders: ['etag'] }],
  [
    'no method that a policy may not name',
    { method: 'PUT' },
    { preflight: [origin(PAGE), methods('TRACE, put, PATCH')] },
    { methods: ['PUT', 'PATCH'] },
  ],
  [
    'no cookies for a page by http because another page has them',
    { origin: 'http://app.example.com' },
    { actual: [origin(OTHER), credentialsAre('true')] },
    'http-with-cookies',
  ],
])('keeps %s', (_, input, server, expected) => {
  const fix = fixOf(evidenceOf(input, server))
  if (typeof expected === 'string') expect(fix).toBe(expected)
  else expect(fix).toMatchObject(expected)
})

const probed = (asked: string, answered: string): Probed => ({
  probe: { name: 'another-origin', method: 'GET', url: API, headers: [['origin', asked]], why: 'Another origin' },
  answer: { status: 200, headers: [origin(answered)] },
})

describe('a probe', () => {
  test('whose origin only comes back adds nobody', () => {
    expect(fixOf(evidenceOf({}, {}), [probed(STRANGER, STRANGER)])).toMatchObject({ origins: [PAGE] })
  })

  test('that is answered with a fixed origin adds that', () => {
    expect(fixOf(evidenceOf({}, {}), [probed(STRANGER, OTHER)])).toMatchObject({ origins: [PAGE, OTHER] })
  })
})

test('what cannot be kept beside cookies is named', () => {
  const evidence = evidenceOf({ credentials: 'include' }, { actual: [origin('*'), credentialsAre('true')] })
  expect(causesOf(evidence)[0]?.fix.summary).toContain('`*`')
})

const allowOrigins = fc.constantFrom<readonly Header[]>(
  [],
  [origin(PAGE)],
  [origin(OTHER)],
  [origin('*')],
  [origin('null')],
  [origin(`${PAGE}, ${OTHER}`)],
  [origin('*'), origin(PAGE)],
)
const cookies = fc.constantFrom<readonly Header[]>([], [], [credentialsAre('true')])
const listOf = (make: (value: string) => Header, ...names: string[]) =>
  fc.subarray(names).map((list): readonly Header[] => (list.length === 0 ? [] : [make(list.join(', '))]))
const servers = fc.record({
  preflight: fc
    .tuple(allowOrigins, cookies, listOf(methods, 'PUT', 'DELETE', '*', 'TRACE'), listOf(headersAre, 'x-a', 'X-B', '*'))
    .map((parts) => parts.flat()),
  actual: fc.tuple(allowOrigins, cookies, listOf(expose, 'etag', '*')).map((parts) => parts.flat()),
  preflightStatus: fc.constantFrom(204, 200, 404),
})
const METHODS = ['GET', 'PUT', 'DELETE', 'PATCH'] as const
const HEADERS: readonly (readonly Header[])[] = [[], [['x-a', '1']], [['x-b', '1']], [['authorization', '1']]]
const requests = fc.record({
  method: fc.constantFrom(...METHODS),
  headers: fc.constantFrom(...HEADERS),
  credentials: fc.constantFrom('omit' as const, 'include' as const),
})

const EVERY_REQUEST = [PAGE, OTHER, STRANGER].flatMap((page) =>
  METHODS.flatMap((method) =>
    HEADERS.flatMap((headers) =>
      (['omit', 'include'] as const).map((credentials) => ({ origin: page, url: API, method, headers, credentials })),
    ),
  ),
)

/** By the answers that were seen. What was asked first and never sent is taken to be answered as the preflight was. */
function wasAllowed(request: RequestInput, { outcome }: Evidence): boolean {
  const answered = (kind: string) => outcome?.exchanges.find((one) => one.kind === kind)?.response ?? null
  const { verdict } = simulateFetchSync(request, ({ kind }) => {
    const own = answered(kind)
    if (own !== null) return own
    const before = kind === 'actual' ? answered('preflight') : null
    return before === null ? { networkError: 'nobody saw this answer' } : { status: 200, headers: before.headers }
  })
  return verdict === 'allowed'
}

function isAllowedBy(fix: SmallPolicy, request: RequestInput): boolean {
  const policy = definePolicy(optionsOf(fix))
  const { verdict } = simulateFetchSync(request, (asked) => {
    const header = (name: string) => getHeader(asked.headers, name) ?? undefined
    const answer = policy.answer({
      method: asked.method,
      origin: header('origin'),
      requestMethod: header('access-control-request-method'),
      requestHeaders: header('access-control-request-headers'),
    } as never) as { headers?: readonly Header[] }
    return { status: asked.kind === 'preflight' ? 204 : 200, headers: answer.headers ?? [] }
  })
  return verdict === 'allowed'
}

const APP_PAGES = [
  'tauri://localhost',
  'capacitor://localhost',
  'ionic://localhost',
  'app://.',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'moz-extension://3c1f0d2e-0d1c-4f7b-9f5e-1a2b3c4d5e6f',
]

test.each(APP_PAGES)('a page at %s is let in like any other, by every stack', (page) => {
  const policy = fixOf({
    ...evidenceOf({}, {}),
    request: { ...evidenceOf({}, {}).request, origin: page },
    outcome: null,
  })
  expect(policy).toMatchObject({ origins: [page] })
  for (const name of Object.keys(STACKS) as StackName[]) {
    const made = allowSnippet(name, policy as SmallPolicy)
    // Some write it as a RegExp.
    if ('code' in made) expect(made.code.replaceAll('\\', ''), name).toContain(page)
    else expect(made.unable, name).not.toBe('')
  }
})

test('where no URL is known, the page is let in all the same', () => {
  const { request } = evidenceOf({}, {})
  expect(fixOf({ request: { ...request, url: '' }, outcome: null, message: null })).toMatchObject({ origins: [PAGE] })
})

test.each(['null', 'file://', 'about:blank', 'x'])('nothing is written for a page at %s', (page) => {
  const { request } = evidenceOf({}, {})
  expect(fixOf({ request: { ...request, origin: page }, outcome: null, message: null })).toBe('no-origin')
})

test('whatever a server answers, its fix allows what was asked for, keeps what was allowed, and lets no stranger in', () => {
  let fixed = 0
  fc.assert(
    fc.property(servers, requests, (server, request) => {
      const evidence = evidenceOf(request, server)
      if (evidence.outcome?.verdict !== 'blocked') return
      const fix = fixOf(evidence)
      if (typeof fix === 'string') throw new Error(`no fix was made: ${fix}`)
      fixed++
      const text = JSON.stringify(server)
      expect(isAllowedBy(fix, { origin: PAGE, url: API, ...request })).toBe(true)
      expect(fix.origins).not.toContain('null')
      expect(
        fix.origins.includes('*') && (fix.credentials || !text.includes('"access-control-allow-origin","*"')),
      ).toBe(false)
      const lost = EVERY_REQUEST.filter((each) => wasAllowed(each, evidence) && !isAllowedBy(fix, each))
      // Beside cookies `*` means nothing, and the fix says so.
      const isTold = fix.credentials && causesOf(evidence).some((cause) => cause.fix.summary.includes('`*`'))
      if (!isTold) expect(lost).toEqual([])
      else expect(lost.filter(({ credentials }) => credentials === 'include')).toEqual([])
      if (!fix.origins.includes('*'))
        expect(EVERY_REQUEST.filter((each) => each.origin === STRANGER && isAllowedBy(fix, each))).toEqual([])
    }),
    // Each run asks the policy of the fix about every request: 3 ms.
    { ...runs(400, 20_000), seed: 7 },
  )
  expect(fixed).toBeGreaterThan(100)
})
