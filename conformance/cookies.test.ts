import { openPage } from '@corskit/fetch'
import { describe, expect, onTestFinished, test } from 'vitest'
import { requireEngine } from './engines/installed.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { MODEL_ORIGINS, withOrigins } from './model/model-origins.ts'
import type { OriginKey } from './places.ts'
import type { EngineName } from './recording.ts'
import type { Scenario, ServedResponse } from './scenario.ts'

const ATTRIBUTES = {
  unset: '',
  lax: '; SameSite=Lax',
  strict: '; SameSite=Strict',
  none: '; SameSite=None',
  'none-secure': '; SameSite=None; Secure',
  domain: '; Domain=web-platform.test',
}

/**
 * Who sets the cookie: the page's own origin, a cross-origin one of its site, another site, its host on another port.
 */
const SETTERS: readonly OriginKey[] = ['A', 'B', 'C', 'D']

const HEADERS: [string, string][] = [
  ['Access-Control-Allow-Origin', '{A}'],
  ['Access-Control-Allow-Credentials', 'true'],
  ['Cache-Control', 'no-store'],
]

/** A cookie is set, and then asked for with every credentials mode, from a subdomain, and by way of another site. */
const SCENARIOS = SETTERS.flatMap((setter) =>
  Object.entries(ATTRIBUTES).map(([attribute, text]): Scenario => {
    const name = `${setter}-${attribute}`
    const set: ServedResponse = { status: 200, headers: [...HEADERS, ['Set-Cookie', `${name}=1; Path=/${text}`]] }
    const get: ServedResponse = { status: 200, headers: HEADERS }
    const away: ServedResponse = { status: 302, headers: [...HEADERS, ['Location', `{${setter}}/get`]] }
    return {
      name,
      calls: [
        { url: `{${setter}}/set`, init: { credentials: 'include' } },
        { url: `{${setter}}/get`, init: { credentials: 'include' } },
        { url: `{${setter}}/get`, init: { credentials: 'same-origin' } },
        { url: `{${setter}}/get`, init: { credentials: 'omit' } },
        { url: '{B}/get', init: { credentials: 'include' } },
        { url: '{C}/away', init: { credentials: 'include' } },
      ],
      answers: { set: { act: set }, get: { act: get }, away: { act: away } },
    }
  }),
)

/**
 * libsoup knows no public suffix of `.test`, so each host there is a site of its own to WebKitGTK; under names that
 * people use it is not.
 */
const isOwnToTest = (engine: EngineName, name: string) =>
  engine === 'webkit' && name.startsWith('B-') && name !== 'B-domain'

/** For each request, whether the cookie went along. */
async function pageCookies({ name, calls, answers = {} }: Scenario, engine: EngineName): Promise<boolean[]> {
  const seen: boolean[] = []
  const answer = (request: Request): Response => {
    seen.push((request.headers.get('cookie') ?? '').includes(`${name}=1`))
    const given = answers[new URL(request.url).pathname.slice(1)]?.act as {
      status: number
      headers: [string, string][]
    }
    return new Response(null, {
      status: given.status,
      headers: given.headers.map(([header, value]): [string, string] => [header, withOrigins(value)]),
    })
  }
  const handlers = Object.fromEntries(Object.values(MODEL_ORIGINS.http).map((origin) => [origin, answer]))
  const page = openPage(`${MODEL_ORIGINS.http.A}/page.html`, { engine, handlers })
  for (const { url, init } of calls) {
    // What comes back from another site has a tainted origin, and is blocked: what counts is what was sent.
    await page.fetch(withOrigins(url), { credentials: init?.credentials ?? 'same-origin' }).catch(() => {})
  }
  await page.close()
  return seen
}

describe.each(engineNames)('%s', (engine) => {
  test('keeps and sends cookies as a page of @corskit/fetch does', async ({ skip }) => {
    requireEngine(engine, skip)
    const driver = await openEngine(engine)
    onTestFinished(() => driver.close())
    const recordings = await driver.run(SCENARIOS)
    for (const [index, { requests }] of recordings.entries()) {
      const scenario = SCENARIOS[index] as Scenario
      const sent = requests.map(({ headers }) =>
        headers.some(([header, value]) => header === 'cookie' && value.includes(`${scenario.name}=1`)),
      )
      const expected = await pageCookies(scenario, engine)
      if (isOwnToTest(engine, scenario.name)) expect(sent, scenario.name).toEqual(expected.map(() => false))
      else expect(sent, scenario.name).toEqual(expected)
    }
  })
})
