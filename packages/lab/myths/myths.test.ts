/** Every myth is played by the model, and what comes out is what its answer says. */
import { describe, expect, test } from 'vitest'
import { play } from '../stage/play.ts'
import { wordsOf } from '../testing/words-of.ts'
import { MYTHS } from './all.ts'

test('there are at least sixteen, some of them true, three in articles of today, each with an address of its own', () => {
  expect(MYTHS.length).toBeGreaterThanOrEqual(16)
  expect(MYTHS.filter(({ truth }) => truth).length).toBeGreaterThanOrEqual(4)
  expect(MYTHS.filter(({ article }) => article).length).toBeGreaterThanOrEqual(3)
  expect(new Set(MYTHS.map(({ id }) => id)).size).toBe(MYTHS.length)
  expect(MYTHS.filter(({ id }) => !/^[a-z0-9-]+$/.test(id))).toEqual([])
})

describe.each(MYTHS.map((myth) => [myth.id, myth] as const))('%s', (_, myth) => {
  test('is a claim, answered in two sentences, with a source', () => {
    expect(myth.claim).toMatch(/\.$/)
    expect(myth.answer.match(/[.?](?= |$)/g)?.length).toBe(2)
    expect(wordsOf(myth.answer)).toBeLessThanOrEqual(60)
    for (const url of [myth.source.url, ...(myth.article ? [myth.article.url] : [])]) {
      expect(new URL(url).protocol).toBe('https:')
    }
  })

  test('has an experiment that runs', async () => {
    const { picture } = await play(myth.experiment, '')
    expect(picture.events.length).toBeGreaterThan(1)
  })
})

/** What each experiment has to show for its answer to be right. */
const SHOWS: Readonly<Record<string, readonly [verdict: string, code: string | null, kinds: string]>> = {
  'blocks-the-request': ['blocked', 'MissingAllowOriginHeader', 'actual'],
  'protects-the-server': ['blocked', 'MissingAllowOriginHeader', 'actual'],
  'stops-csrf': ['blocked', 'MissingAllowOriginHeader', 'actual'],
  'may-send-anywhere': ['opaque', null, 'actual'],
  'preflight-stops-csrf': ['blocked', 'MissingAllowOriginHeader', 'actual'],
  'no-cors-fixes': ['opaque', null, 'actual'],
  'in-the-request': ['blocked', 'HeaderDisallowedByPreflightResponse', 'preflight'],
  'curl-works': ['blocked', 'MissingAllowOriginHeader', 'actual'],
  localhost: ['blocked', 'MissingAllowOriginHeader', 'actual'],
  subdomains: ['blocked', 'MissingAllowOriginHeader', 'actual'],
  'preflight-without-cookies': ['allowed', null, 'preflight actual'],
  'get-never-asks': ['allowed', null, 'preflight actual'],
  'methods-must-list-post': ['allowed', null, 'preflight actual'],
  'star-is-dangerous': ['blocked', 'WildcardOriginNotAllowed', 'actual'],
  'star-with-cookies': ['blocked', 'WildcardOriginNotAllowed', 'actual'],
  'star-covers-authorization': ['blocked', 'HeaderDisallowedByPreflightResponse', 'preflight'],
  'one-origin-only': ['blocked', 'MultipleAllowOriginValues', 'actual'],
  'reads-all-headers': ['allowed', null, 'actual'],
  pictures: ['opaque', null, 'actual'],
  'error-means-settings': ['blocked', 'MissingAllowOriginHeader', 'actual'],
}

test('the last call of each experiment ends as its answer says', async () => {
  const played = MYTHS.filter(({ experiment }) => experiment.kind === 'fetch').map(async ({ id, experiment }) => {
    const outcome = (await play(experiment, '')).outcomes.at(-1)
    const kinds = outcome?.exchanges.map(({ kind }) => kind).join(' ')
    return [id, [outcome?.verdict, outcome?.reason?.code ?? null, kinds]]
  })
  expect(Object.fromEntries(await Promise.all(played))).toEqual(SHOWS)
})

test('cookies go with the actual request only', async () => {
  const myth = MYTHS.find(({ id }) => id === 'preflight-without-cookies')
  const [outcome] = (await play(myth?.experiment as (typeof MYTHS)[number]['experiment'], '')).outcomes
  const cookies = outcome?.exchanges.map(({ request }) => request.headers.some(([name]) => name === 'cookie'))
  expect(cookies).toEqual([false, true])
})
