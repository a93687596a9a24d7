/** Whatever a recording leaves out, nothing is told of an answer that is not in it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { explain } from '../explain.ts'
import { readInput } from '../read-input.ts'

const PAGE = 'https://app.example.com'
const URLS = ['https://api.example.com/a', 'https://api.example.com/b', 'https://files.example.org/c']
type Headers = Readonly<Record<string, string>>

const listed = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }))
const some = (headers: Headers) => fc.subarray(Object.entries(headers)).map((kept): Headers => Object.fromEntries(kept))

const answerHeaders = fc
  .tuple(
    fc.constantFrom<Headers>({}, { 'access-control-allow-origin': PAGE }, { 'access-control-allow-origin': '*' }),
    some({
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'PATCH',
      'access-control-allow-headers': 'x-b, authorization',
      vary: 'Origin',
      server: 'nginx',
      location: 'https://files.example.org/c',
    }),
  )
  .map(([origin, others]): Headers => ({ ...origin, ...others }))

/** Not 204: so is the answer of no preflight here. */
const actual = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH'),
    url: fc.constantFrom(...URLS),
    origin: fc.constantFrom(PAGE, PAGE, 'null'),
    asked: some({ authorization: 'Bearer x', 'if-match': '"1"', 'x-b': '1', 'sec-fetch-mode': 'cors' }),
    cookies: fc.boolean(),
    status: fc.constantFrom(200, 201, 302, 304, 307, 401, 404, 500, 502, 0),
    answered: answerHeaders,
    error: fc.constantFrom(null, 'net::ERR_FAILED'),
  })
  .map(({ answered, asked, cookies, error, method, origin, status, url }) => ({
    request: {
      method,
      url,
      headers: listed({ origin, ...asked }),
      cookies: cookies ? [{ name: 'sid', value: 'x' }] : [],
    },
    response: { status, headers: status === 0 ? [] : listed(answered), _error: error },
  }))

const preflight = fc
  .record({
    method: fc.constantFrom('GET', 'PUT', 'PATCH'),
    url: fc.constantFrom(...URLS),
    names: fc.constantFrom('authorization', 'x-b', 'authorization,x-b'),
    origin: fc.constantFrom(PAGE, PAGE, 'null'),
    status: fc.constantFrom(200, 202, 401, 404, 405, 0),
    answered: answerHeaders,
  })
  .map(({ answered, method, names, origin, status, url }) => ({
    request: {
      method: 'OPTIONS',
      url,
      headers: listed({
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': names,
      }),
      cookies: [],
    },
    response: { status, headers: status === 0 ? [] : listed(answered), _error: null },
  }))

const recording = fc.array(fc.oneof({ weight: 3, arbitrary: actual }, { weight: 1, arbitrary: preflight }), {
  minLength: 1,
  maxLength: 4,
})
type Entry = (typeof recording extends fc.Arbitrary<infer Entries> ? Entries : never) extends readonly (infer One)[]
  ? One
  : never

const TOLD = /\b(access-control-[a-z-]+|allow|location|server|vary)(?:: | is (?!not there))([^\s,;](?:[^;]*[^\s,;])?)/gi

test('every status, header and list in the evidence, and every exchange, stands in the recording', () => {
  fc.assert(
    fc.property(recording, (entries) => {
      const read = readInput(JSON.stringify({ log: { version: '1.2', entries } }))
      if ('why' in read) throw new Error(read.why)
      const answers = (entries as readonly Entry[]).map(({ request, response }) => ({ request, ...response }))
      const pairs = answers.flatMap(({ headers }) => headers.map(({ name, value }) => `${name}: ${value}`))
      for (const { causes, outcome } of explain(read).failures) {
        for (const line of causes.flatMap(({ evidence }) => evidence)) {
          for (const [, status] of line.matchAll(/\banswered (\d{3})\b/g))
            expect(
              answers.map((one) => `${one.status}`),
              line,
            ).toContain(status)
          for (const [, name, value] of line.matchAll(TOLD)) {
            const shown = `${name?.toLowerCase()}: ${value}`
            expect(
              pairs.some((pair) => shown === pair || shown.startsWith(`${pair}, `)),
              line,
            ).toBe(true)
          }
          const [, list] = /^The preflight allows (.+), and/.exec(line) ?? []
          if (list !== undefined && list !== 'nothing') expect(pairs.join('\n')).toContain(`: ${list}\n`.trimEnd())
        }
        // Only an answer that was made up has this status.
        expect(outcome?.steps.map(({ detail }) => detail).join('\n') ?? '').not.toContain('204')
        for (const { kind, request, response } of outcome?.exchanges ?? []) {
          if (response === null) continue
          const recorded = answers.filter(
            (one) =>
              one.request.url === request.url &&
              one.status === response.status &&
              (one.request.method === 'OPTIONS') === (kind === 'preflight'),
          )
          const known = recorded.map(({ headers }) => headers.map(({ name, value }) => [name, value]))
          // What a 304 confirms has the headers of both.
          if (response.status !== 304) expect(known).toContainEqual(response.headers)
          else for (const [name, value] of response.headers) expect(pairs).toContain(`${name}: ${value}`)
        }
      }
    }),
    runs(2_000),
  )
})
