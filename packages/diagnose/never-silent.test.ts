/** Whatever a server answers, a blocked request is told a cause, within the bound of questions; so are its lines. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../testing/property-runs.ts'
import { explain } from './explain/explain.ts'
import { readInput } from './explain/read-input.ts'
import { MOST_PROBES } from './investigate.ts'
import { diagnoseInMemory, type ServerInMemory } from './testing/ask-in-memory.ts'

const PAGE = 'https://app.example.com'

const status = fc.constantFrom(
  200,
  201,
  202,
  204,
  206,
  301,
  302,
  304,
  307,
  400,
  401,
  403,
  404,
  405,
  407,
  409,
  410,
  413,
  418,
  422,
  429,
  451,
  500,
  501,
  502,
  503,
  504,
  520,
  599,
)

const header = fc.constantFrom<readonly [string, string]>(
  ['access-control-allow-origin', PAGE],
  ['access-control-allow-origin', '*'],
  ['access-control-allow-origin', 'null'],
  ['access-control-allow-origin', 'https://else.example.com'],
  ['access-control-allow-origin', 'app.example.com'],
  ['access-control-allow-origin', `${PAGE}, https://b.example.com`],
  ['access-control-allow-credentials', 'true'],
  ['access-control-allow-credentials', 'TRUE'],
  ['access-control-allow-origin', 'https://else.example.com:99999'],
  ['access-control-allow-origin', `${PAGE}/`],
  ['access-control-allow-methods', 'GET, PUT'],
  ['access-control-allow-methods', 'put'],
  ['access-control-allow-methods', '*'],
  ['access-control-allow-methods', 'PUT GET'],
  ['access-control-allow-headers', 'content-type, x-a'],
  ['access-control-allow-headers', '*'],
  ['access-control-allow-headers', 'a;b'],
  ['vary', 'Origin'],
  ['vary', 'Accept'],
  ['age', '7'],
  ['allow', 'GET'],
  ['www-authenticate', 'Bearer'],
  ['server', 'cloudflare'],
  ['content-type', 'text/html'],
  ['x-amzn-errortype', 'MissingAuthenticationTokenException'],
  ['x-amzn-waf-action', 'captcha'],
  ['location', '/users/'],
  ['location', 'https://else.example.com/login'],
  ['location', 'http://api.example.net/users'],
)

type ServerAnswer = ReturnType<ServerInMemory>

const answer = fc.record({ status, headers: fc.array(header, { maxLength: 4 }) })

const request = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'patch'),
  credentials: fc.constantFrom('omit', 'same-origin', 'include') as fc.Arbitrary<'omit' | 'same-origin' | 'include'>,
  headers: fc.constantFrom<Record<string, string>>({}, { 'x-a': '1' }, { 'x-a': '1', traceparent: '2' }),
  origin: fc.constantFrom(PAGE, 'http://localhost:3000', 'https://example.org', 'null', 'capacitor://localhost'),
})

/** The same question has the same answer, whoever asks: by what is in it. */
const serverOf =
  (answers: readonly ServerAnswer[]): ServerInMemory =>
  ({ header, method, url }) => {
    const parts = [
      method,
      url,
      header('origin'),
      header('access-control-request-method'),
      header('access-control-request-headers'),
    ]
    const place = Array.from(parts.join(' ')).reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 65_521, 7)
    return answers[place % answers.length] as ServerAnswer
  }

const several = fc.array(answer, { minLength: 1, maxLength: 8 })
const URL_ = 'https://api.example.net/users'

test('a blocked request has a cause', async () => {
  await fc.assert(
    fc.asyncProperty(request, several, async (request, answers) => {
      const { causes, probes, verdict } = await diagnoseInMemory({ url: URL_, ...request }, serverOf(answers))
      expect(probes.length).toBeLessThanOrEqual(MOST_PROBES)
      if (verdict === 'blocked') expect(causes.length).toBeGreaterThan(0)
      if (verdict === 'allowed') for (const { id } of causes) expect(id).toBe('cookie-not-sent')
    }),
    runs(1_000),
  )
})

test.each(['chromium', 'firefox', 'webkit'] as const)(
  'the lines of %s have a cause, and none is called certain that the server does not have',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(request, several, async (request, answers) => {
        const found = await diagnoseInMemory({ url: URL_, ...request }, serverOf(answers), undefined, engine)
        const text = (found.evidence.outcome?.messages[engine] ?? []).join('\n')
        if (text === '') return
        const read = readInput(text)
        if ('why' in read) throw new Error(text)
        const { failures } = explain(read)
        expect(failures.length, text).toBe(found.verdict === 'allowed' ? 0 : 1)
        const causes = failures.flatMap((failure) => failure.causes)
        if (failures.length > 0) expect(causes, text).not.toEqual([])
        const known = found.causes.map(({ id }) => id)
        for (const { confidence, id } of causes) if (confidence === 'certain') expect(known, text).toContain(id)
      }),
      runs(500),
    )
  },
)
