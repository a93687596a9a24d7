/** The clinic: servers that are each ill in one known way, and healthy ones. How often is the true cause found? */
import { FAULTY, HEALTHY } from '@corskit/example-clinic'
import { PAGE, type SetUp } from '@corskit/example-clinic/set-up.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NGINX_MISSING, openWard, type Ward } from '../../examples/clinic/ward.ts'
import { notInstalled } from '../../testing/not-installed.ts'
import { CAUSE_RULES } from './causes/all.ts'
import { explain } from './explain/explain.ts'
import { readInput } from './explain/read-input.ts'
import { MOST_PROBES } from './investigate.ts'
import { diagnose } from './testing/ask.ts'

const SET_UPS = [...FAULTY, ...HEALTHY]
let ward: Ward

beforeAll(async () => {
  ward = await openWard(SET_UPS)
})
afterAll(() => ward.close())

async function examined(setUp: SetUp) {
  const { path: _path, ...request } = setUp.request
  const url = ward.urlOf(setUp)
  // Somebody without an Origin, or of another page, was there first: that is what caches are about.
  if (/cached|shared/.test(url)) await fetch(url)
  return diagnose({ origin: PAGE, url, ...request })
}

const table = (setUps: readonly SetUp[]) => setUps.map((setUp) => [setUp.name, setUp] as const)

describe('each faulty set-up is told its true cause first', () => {
  test.each(table(FAULTY))('%s', async (_, setUp) => {
    if (setUp.nginx !== undefined && NGINX_MISSING !== null) return
    const { causes, probes, evidence } = await examined(setUp)
    const told = causes.map(({ id, confidence }) => `${id} (${confidence})`)
    expect(told[0]?.replace(/ \(.*/, ''), `${setUp.story} ${evidence.outcome?.reason?.code} ${told.join(', ')}`).toBe(
      setUp.cause,
    )
    expect(probes.length).toBeLessThanOrEqual(MOST_PROBES)
    for (const { probe } of probes) expect(['GET', 'HEAD', 'OPTIONS']).toContain(probe.method)
    // What is called certain is true.
    for (const { id, confidence } of causes) if (confidence === 'certain') expect(id).toBe(setUp.cause)
  })
})

describe('no healthy set-up is told that it is ill', () => {
  test.each(table(HEALTHY))('%s', async (_, setUp) => {
    if (setUp.nginx !== undefined && NGINX_MISSING !== null) return
    const { causes, evidence } = await examined(setUp)
    expect(evidence.outcome?.verdict).toBe('allowed')
    expect(causes).toEqual([])
  })
})

test('nginx is there for the set-ups that have it in front', ({ skip }) => {
  if (NGINX_MISSING !== null) notInstalled(NGINX_MISSING, skip)
})

test('the true causes of the clinic are causes that the diagnosis has', () => {
  const known = new Set(CAUSE_RULES.map(({ id }) => id))
  expect(FAULTY.filter(({ cause }) => !known.has(cause ?? '')).map(({ cause }) => cause)).toEqual([])
})

describe('from the console alone', () => {
  test.each(table(FAULTY))('%s: nothing that is called certain is wrong', async (_, setUp) => {
    if (setUp.nginx !== undefined && NGINX_MISSING !== null) return
    const { evidence } = await examined(setUp)
    const lines = evidence.outcome?.messages.chromium ?? []
    if (lines.length === 0) return
    const read = readInput(lines.join('\n'))
    const causes = 'why' in read ? [] : (explain(read).failures[0]?.causes ?? [])
    expect(causes.length).toBeGreaterThan(0)
    expect(causes.filter(({ confidence }) => confidence === 'certain').map(({ id }) => id)).toBeOneOf([
      [],
      [setUp.cause],
    ])
  })
})
