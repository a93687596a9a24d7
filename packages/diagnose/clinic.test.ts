/**
 * The clinic: servers that are each ill in one known way, and healthy ones. How often is the true cause found, and how
 * much has to be known for it?
 */
import { FAULTY, HEALTHY } from '@corskit/example-clinic'
import { PAGE, type SetUp } from '@corskit/example-clinic/set-up.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asConsole, asHar } from '../../examples/clinic/recorded/read-tools.ts'
import { type RecordingName, readRecording, type ToolsTold } from '../../examples/clinic/recorded/recording.ts'
import { NGINX_MISSING, openWard, type Ward } from '../../examples/clinic/ward.ts'
import { expectGolden } from '../../testing/golden.ts'
import { notInstalled } from '../../testing/not-installed.ts'
import { CAUSE_RULES } from './causes/all.ts'
import { explain } from './explain/explain.ts'
import type { Failure } from './explain/explanation.ts'
import { readInput } from './explain/read-input.ts'
import { causesOf, type Investigation, MOST_PROBES } from './investigate.ts'
import { diagnose, investigatedWithout } from './testing/ask.ts'
import type { Cause } from './words/cause.ts'
import type { Evidence } from './words/evidence.ts'

const SET_UPS = [...FAULTY, ...HEALTHY]
let ward: Ward

beforeAll(async () => {
  ward = await openWard(SET_UPS)
})
afterAll(() => ward.close())

type Examined = Investigation & { readonly evidence: Evidence }
const examinations = new Map<SetUp, Promise<Examined>>()

/** Each is asked once, for all tests. */
function examined(setUp: SetUp): Promise<Examined> {
  const { path: _path, ...request } = setUp.request
  const known = examinations.get(setUp) ?? diagnose({ origin: PAGE, url: ward.urlOf(setUp), ...request })
  examinations.set(setUp, known)
  return known
}

const isHere = ({ nginx }: SetUp) => nginx === undefined || NGINX_MISSING === null
const table = (setUps: readonly SetUp[]) => setUps.filter(isHere).map((setUp) => [setUp.name, setUp] as const)

describe('the true cause of each faulty set-up comes first', () => {
  test.each(table(FAULTY))('%s', async (_, setUp) => {
    const { causes, probes, evidence } = await examined(setUp)
    const told = causes.map(({ id, confidence }) => `${id} (${confidence})`)
    expect(told[0]?.replace(/ \(.*/, ''), `${setUp.story} ${evidence.outcome?.reason?.code} ${told.join(', ')}`).toBe(
      setUp.cause,
    )
    expect(probes.length).toBeLessThanOrEqual(MOST_PROBES)
    for (const { probe } of probes) expect(['GET', 'HEAD', 'OPTIONS']).toContain(probe.method)
  })
})

describe('no healthy set-up has a cause', () => {
  test.each(table(HEALTHY))('%s', async (_, setUp) => {
    const { causes, evidence } = await examined(setUp)
    expect(evidence.outcome?.verdict).toBe('allowed')
    expect(causes).toEqual([])
  })
})

describe('a probe without an answer proves nothing: what is certain then is true, and what is likely stays', () => {
  test.each(table(SET_UPS))('%s', async (_, setUp) => {
    const full = await examined(setUp)
    const names = full.probes.map(({ probe }) => probe.name)
    for (const silent of [...names.map((name) => [name]), names]) {
      const { causes } = investigatedWithout(full, (name) => silent.includes(name))
      const told = causes.filter(({ confidence }) => confidence !== 'possible').map(({ id }) => id)
      const known = [setUp.cause, ...full.causes.map(({ id }) => id)]
      expect(known, `without ${silent}`).toEqual(expect.arrayContaining(told))
      for (const { id, confidence } of causes)
        if (confidence === 'certain') expect(id, `without ${silent}`).toBe(setUp.cause)
    }
  })
})

test('nginx is there for the set-ups that have it in front', ({ skip }) => {
  if (NGINX_MISSING !== null) notInstalled(NGINX_MISSING, skip)
})

test('the true causes of the clinic are causes that the diagnosis has', () => {
  const known = new Set(CAUSE_RULES.map(({ id }) => id))
  expect(FAULTY.filter(({ cause }) => !known.has(cause ?? '')).map(({ cause }) => cause)).toEqual([])
})

function failuresIn(text: string): readonly Failure[] {
  const read = readInput(text)
  return 'why' in read ? [] : explain(read).failures
}

const causesIn = (text: string) => failuresIn(text)[0]?.causes ?? []

/** Whatever shows most: an exchange that can be judged, else the console, else what the network says. */
function causesInTools(told: ToolsTold): readonly Cause[] {
  // Both tools print net::ERR_ for each request that failed.
  const hasFailed = told.network.some((text) => text.includes('net::ERR_'))
  const seen = hasFailed ? failuresIn(asHar(told)) : []
  const judged = seen.find(({ outcome }) => outcome !== null)
  return (judged ?? failuresIn(asConsole(told))[0] ?? seen[0])?.causes ?? []
}

/**
 * From the least that is known to the most. What is told then of each set-up stands in examples/clinic/scores;
 * docs/diagnosis.md counts it.
 */
const KNOWN: Readonly<Record<string, (setUp: SetUp) => Promise<readonly Cause[]> | readonly Cause[]>> = {
  console: async (setUp) => causesIn(((await examined(setUp)).evidence.outcome?.messages.chromium ?? []).join('\n')),
  'playwright-mcp': ({ name }) => causesInTools(recorded<ToolsTold>('playwright-mcp', name)),
  'chrome-devtools-mcp': ({ name }) => causesInTools(recorded<ToolsTold>('chrome-devtools-mcp', name)),
  har: ({ name }) => causesIn(JSON.stringify(recorded('chromium-har', name))),
  exchanges: async (setUp) => {
    return causesOf((await examined(setUp)).evidence)
  },
  probes: async (setUp) => (await examined(setUp)).causes,
}

describe.each(['chromium', 'firefox', 'webkit'] as const)('from the lines of %s', (engine) => {
  test.each(table(SET_UPS))('%s: one failure with a cause, and what is called certain is true', async (_, setUp) => {
    const { causes, evidence } = await examined(setUp)
    const text = (evidence.outcome?.messages[engine] ?? []).join('\n')
    if (text === '') return
    const failures = failuresIn(text)
    expect(failures).toHaveLength(1)
    expect(failures[0]?.causes, text).not.toEqual([])
    // WebKit asks no http server on loopback for a page of https.
    if (text.includes('insecure content')) return expect(causesIn(text)[0]?.id).toBe('mixed-content')
    const known = [setUp.cause, ...causes.map(({ id }) => id)]
    for (const { confidence, id } of failures[0]?.causes ?? [])
      if (confidence === 'certain') expect(known).toContain(id)
  })
})

function recorded<Told>(name: RecordingName, setUp: string): Told {
  const told = readRecording<Told>(name).setUps[setUp]
  if (told === undefined) throw new Error(`${name} was not recorded for ${setUp}: examples/clinic/recorded/record.ts`)
  return told
}

describe.each(Object.entries(KNOWN))('from %s', (known, causesOf) => {
  const lines = new Map<string, string>()

  test.each(table(SET_UPS))('%s: what is called certain is true', async (_, setUp) => {
    const causes = await causesOf(setUp)
    lines.set(setUp.name, causes.map(({ id, confidence }) => `${id} (${confidence})`).join(', '))
    for (const { id, confidence } of causes) if (confidence === 'certain') expect(id).toBe(setUp.cause)
    // An error that may be read is told as that where there is a console with its status: not CORS.
    if (setUp.cause === null) expect(causes.filter(({ id }) => id !== 'application-error')).toEqual([])
  })

  test('what is told is what docs/diagnosis.md counts', () => {
    // Not where a part of them was asked for by name, or cannot be started here.
    if (lines.size < SET_UPS.length) return
    const file = new URL(`../../examples/clinic/scores/${known}.txt`, import.meta.url)
    expectGolden(
      file,
      SET_UPS.map(({ name }) => `${name}: ${lines.get(name) ?? ''}`.trim()),
    )
  })
})
