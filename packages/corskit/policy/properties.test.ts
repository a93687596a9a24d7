import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { type Engine, simulateFetch } from '../browser/index.ts'
import type { Answer, RequestFacts } from './answers/answer.ts'
import { createRequestHeaderRule, refusedHeader } from './answers/request-headers.ts'
import { checkOptions } from './checks/check-options.ts'
import { definePolicy } from './define.ts'
import { OPTION_NAMES, type PolicyOptions } from './options.ts'

const ORIGINS = [
  'https://a.com',
  'https://b.a.com',
  'https://c.b.a.com',
  'https://a.com:8443',
  'http://localhost:3000',
  'https://evil.example',
]
const PATTERNS = ['https://a.com', 'https://b.a.com', 'https://*.a.com', 'https://a.com:*', 'http://localhost:*']
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']
const HEADERS = ['x-a', 'x-b', 'content-type', 'authorization']

const names = (from: readonly string[]) => fc.uniqueArray(fc.constantFrom(...from), { maxLength: from.length })

/** A sound policy, wildcards included. */
const options: fc.Arbitrary<PolicyOptions> = fc
  .record({
    origin: fc.oneof(fc.uniqueArray(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 4 }), fc.constant('*')),
    methods: fc.oneof(names(['PUT', 'DELETE', 'PATCH']), fc.constant('*')),
    allowedHeaders: fc.oneof(names(HEADERS), fc.constantFrom<string | string[]>('*', ['*', 'authorization'])),
    exposedHeaders: names(['etag', 'x-c']),
    credentials: fc.boolean(),
    maxAge: fc.integer({ min: 0, max: 86_400 }),
    explain: fc.boolean(),
    legacyPrivateNetworkAccess: fc.boolean(),
  })
  .map((record) => (record.origin === '*' ? { ...record, credentials: false } : record))

const origin = fc.option(fc.oneof(fc.constantFrom(...ORIGINS, 'null'), fc.string({ unit: 'binary', maxLength: 400 })))
const tokenList = names([...HEADERS, 'x-c', 'accept']).map((list) => list.join(','))

/** Any request at all: half of them are what browsers send, half are not. */
const facts: fc.Arbitrary<RequestFacts> = fc.record({
  method: fc.constantFrom('GET', 'OPTIONS', 'PUT'),
  origin,
  requestMethod: fc.option(fc.oneof(fc.constantFrom(...METHODS), fc.string({ maxLength: 100 }))),
  requestHeaders: fc.option(fc.oneof(tokenList, fc.string({ unit: 'binary', maxLength: 300 }))),
  requestPrivateNetwork: fc.option(fc.constantFrom('true', 'false')),
})

function ask(given: PolicyOptions, request: RequestFacts): Answer {
  return definePolicy(given).answer(request) as Answer
}

/** Whether the policy allows an origin, by the words of the documentation. */
function allowsOrigin({ origin }: PolicyOptions, asked: string): boolean {
  if (origin === '*') return true
  const { protocol, hostname, port } = new URL(asked)
  return (origin as string[]).some((pattern) => {
    const [, scheme, host = '', wantedPort = ''] = /^(\w+):\/\/([^:]+)(?::(.+))?$/.exec(pattern) ?? []
    if (`${scheme}:` !== protocol || (wantedPort !== '*' && wantedPort !== port)) return false
    return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host
  })
}

const lists = (list: string | readonly string[] | undefined, name: string) =>
  list === '*' || (list ?? []).includes(name)

function allowsHeader({ allowedHeaders }: PolicyOptions, name: string): boolean {
  const listed = [allowedHeaders ?? []].flat()
  return listed.includes(name) || (name !== 'authorization' && listed.includes('*'))
}

describe('any options', () => {
  test('are checked without a throw, and each issue has a code, a path, a message and a fix', () => {
    const values = fc.oneof(
      fc.anything(),
      fc.constantFrom('*', 'https://a.com', 'https://a.com/', ['PUT', 5], /^https:\/\/a\.com$/g),
    )
    const any = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...OPTION_NAMES), values))
    fc.assert(
      fc.property(any, (given) => {
        for (const issue of checkOptions(given).issues) {
          expect(issue.code).toMatch(/^[a-z0-9-]+$/)
          expect(issue.message).not.toBe('')
          expect(issue.fix).not.toBe('')
          expect(typeof issue.path).toBe('string')
        }
      }),
      RUNS,
    )
  })
  test('that are strings are refused, or are what a browser would send', () => {
    const text = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string(),
      fc
        .tuple(
          fc.constantFrom('https://', 'http://', 'HTTPS://', ''),
          fc.domain(),
          fc.constantFrom('', '/', ':443', ':80', ':8080', ':99999'),
        )
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (given) => {
        if (given === '*' || given.includes('*') || checkOptions({ origin: given }).issues.length > 0) return
        expect(new URL(given).origin === 'null' ? given : new URL(given).origin).toBe(given)
      }),
      RUNS,
    )
  })
})

describe('any request', () => {
  test('of facts of any type is answered, and what is not text allows nothing', () => {
    const others = fc.oneof(
      fc.anything(),
      fc.array(fc.anything(), { maxLength: 2 }),
      fc.constantFrom(5, true, Symbol('x'), 5n, {}, { length: 1 }, [Symbol('x')], [5], [null], () => ''),
    )
    const odd = others.filter((fact) => fact !== null && fact !== undefined && typeof fact !== 'string')
    const name = fc.constantFrom<keyof RequestFacts>('method', 'origin', 'requestMethod', 'requestHeaders')
    fc.assert(
      fc.property(options, facts, name, odd, (given, request, broken, value) => {
        const wrong = { ...request, method: 'OPTIONS', [broken]: value } as RequestFacts
        const answer = ask(given, wrong)
        const isText = Array.isArray(value) && value.every((line) => typeof line === 'string')
        if (broken === 'method' || isText || given.origin === '*') return
        const asks = broken === 'origin' ? wrong.origin : wrong.requestMethod
        if (asks !== null && asks !== undefined && wrong.origin !== null) expect(answer.verdict).toBe('denied')
        if (broken === 'origin') expect(definePolicy(given).judgeOrigin(value as string)).not.toBeNull()
      }),
      RUNS,
    )
  })

  test('gets an answer, and a denied origin none with a header of CORS', () => {
    fc.assert(
      fc.property(options, facts, (given, request) => {
        const answer = ask(given, request)
        const known = typeof request.origin === 'string' && ORIGINS.includes(request.origin)
        const allowed = given.origin === '*' || (known && allowsOrigin(given, request.origin as string))
        const sent = answer.headers.filter(([name]) => name.startsWith('access-control-'))
        if (!allowed) expect(sent).toEqual([])
        for (const [name, value] of sent) {
          expect(value).toMatch(/^[\x21-\x7e]+$/)
          if (given.credentials === true)
            expect([name, value.split(',')]).not.toEqual([name, expect.arrayContaining(['*'])])
        }
        expect(new Set(answer.headers.map(([name]) => name)).size).toBe(answer.headers.length)
      }),
      RUNS,
    )
  })

  test('that has the same values as another for all names in Vary gets the same answer, so a cache may give it', () => {
    const LINES = {
      origin: 'origin',
      'access-control-request-method': 'requestMethod',
      'access-control-request-headers': 'requestHeaders',
      'access-control-request-private-network': 'requestPrivateNetwork',
    } as const
    fc.assert(
      fc.property(options, facts, facts, (given, first, second) => {
        const stored = ask(given, first)
        const varies = new Set(stored.vary.split(', ').map((name) => name.toLowerCase()))
        // The second request, made to agree with the first wherever the cache would look.
        const request: Record<string, unknown> = { ...second, method: first.method }
        for (const [line, key] of Object.entries(LINES)) if (varies.has(line)) request[key] = first[key]
        // What is not a CORS request reads no header of CORS: there is nothing that could be wrong for it.
        if (request['origin'] === null || request['origin'] === undefined) return
        const fresh = ask(given, request as unknown as RequestFacts)
        expect(stored.kind === fresh.kind ? stored.headers : null).toEqual(fresh.headers)
      }),
      RUNS,
    )
  })
})

test('nothing that two answers share can be changed, so one cannot become the other’s', () => {
  const partsOf = (value: unknown): object[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(partsOf)] : []
  fc.assert(
    fc.property(options, fc.array(facts, { minLength: 1, maxLength: 4 }), (given, requests) => {
      const policy = definePolicy(given)
      const answers = [...requests, ...requests].map((request) => new Set(partsOf(policy.answer(request))))
      for (const [place, answer] of answers.entries())
        for (const part of answer)
          if (answers.some((other, at) => at !== place && other.has(part))) expect(Object.isFrozen(part)).toBe(true)
    }),
    RUNS,
  )
})

describe('Access-Control-Request-Headers', () => {
  const texts = fc.oneof(
    fc
      .array(fc.constantFrom('x-a', 'X-B', 'x-c', ' ', '\t', ',', ',', 'authorization', ';', '"'), { maxLength: 12 })
      .map((parts) => parts.join('')),
    fc.string(),
  )

  test('is judged as by splitting at the commas', () => {
    const rule = createRequestHeaderRule(new Set(['x-a', 'x-b']), false)
    fc.assert(
      fc.property(texts, (text) => {
        const elements = text
          .split(',')
          .map((element) => element.replace(/^[ \t]+|[ \t]+$/g, ''))
          .filter((element) => element !== '')
        const allowed = elements.length <= rule.maxNames && elements.every((name) => rule.names.has(name.toLowerCase()))
        expect(refusedHeader(rule, text, null) === null).toBe(allowed)
      }),
      RUNS,
    )
  })

  test('is read only as far as the policy needs: what follows changes nothing', () => {
    fc.assert(
      fc.property(
        fc.subarray(['x-a', 'x-long-name', 'x-b']),
        fc.boolean(),
        texts,
        texts,
        texts,
        (listed, any, head, tail, otherTail) => {
          const rule = createRequestHeaderRule(new Set(listed), any)
          const filled = (head || ',').repeat(
            Math.ceil((rule.maxCharacters + rule.maxNameLength + 2) / (head.length || 1)),
          )
          const collect = () => (any ? new Set<string>() : null)
          const first = collect()
          const second = collect()
          expect(refusedHeader(rule, filled + tail, first)).toEqual(refusedHeader(rule, filled + otherTail, second))
          expect(first).toEqual(second)
        },
      ),
      RUNS,
    )
  })
})

describe.each<Engine>(['standard', 'chromium', 'firefox', 'webkit'])('fed to the model of a browser (%s)', (engine) => {
  test('the answers allow exactly what the policy allows', async () => {
    const fetches = fc.record({
      origin: fc.constantFrom(...ORIGINS),
      method: fc.constantFrom(...METHODS),
      headers: names(['x-a', 'x-b', 'authorization']),
      credentials: fc.constantFrom('omit', 'same-origin', 'include'),
    })
    await fc.assert(
      fc.asyncProperty(options, fetches, async (given, { origin, method, headers, credentials }) => {
        const policy = definePolicy(given)
        const outcome = await simulateFetch(
          {
            origin,
            url: 'https://api.server.example/x',
            method,
            credentials,
            headers: headers.map((name) => [name, '1'] as const),
          },
          async (request) => {
            const line = (name: string) => request.headers.find((header) => header[0] === name)?.[1]
            const answer = await policy.answer({
              method: request.method,
              origin: line('origin'),
              requestMethod: line('access-control-request-method'),
              requestHeaders: line('access-control-request-headers'),
            })
            return { status: answer.status ?? 200, headers: [...answer.headers, ['vary', answer.vary]] }
          },
          { engine },
        )
        const expected =
          allowsOrigin(given, origin) &&
          (credentials !== 'include' || given.credentials === true) &&
          (['GET', 'HEAD', 'POST'].includes(method) || lists(given.methods, method)) &&
          headers.every((name) => allowsHeader(given, name))
        expect([outcome.verdict, outcome.reason]).toEqual(expected ? ['allowed', null] : ['blocked', expect.anything()])
      }),
      RUNS,
    )
  })
})
