// node --conditions=corskit-source conformance/record-rows.ts: finds the smallest scenario for every row of the profiles and every known difference, and records what
// the engines do with it: conformance/scenarios/rows.json and known-differences.json.
import { writeFileSync } from 'node:fs'
import { profileOf } from '../packages/corskit/browser/profiles/profile-of.ts'
import type { EngineDriver } from './engines/driver.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { compare } from './model/compare.ts'
import { generateScenarios } from './model/generate.ts'
import { explanationOf, KNOWN_DIFFERENCES } from './model/known-differences.ts'
import { playProfile, rowsOf, without } from './model/play-profile.ts'
import { RARE_SCENARIOS } from './model/rare-scenarios.ts'
import { NOT_SHOWN } from './model/rows.ts'
import { shrink } from './model/shrink.ts'
import type { EngineName, Recording } from './recording.ts'
import type { Scenario } from './scenario.ts'

const SEED = 11
const CASES = 12_000
/** Of so many cases that show a row, the one that gets smallest is kept. */
const CANDIDATES = 6

/** Request headers that say nothing about a scenario. */
const NOISE = /^(accept-encoding|connection|host|proxy-connection|sec-(?!fetch-mode).*)$/

const scenarios = [...RARE_SCENARIOS, ...generateScenarios(SEED, CASES)]
const drivers = new Map<EngineName, EngineDriver>()
for (const engine of engineNames) drivers.set(engine, await openEngine(engine))

const shows = async (scenario: Scenario, engine: EngineName, row: string) =>
  (await playProfile(scenario, profileOf(engine))) !== (await playProfile(scenario, without(engine, row)))

const rows: { row: string; engine: EngineName; scenario: Scenario; recordings: Recording[] }[] = []
for (const engine of engineNames) {
  for (const row of rowsOf(engine)) {
    if (row in NOT_SHOWN) continue
    const small = await smallest((scenario) => shows(scenario, engine, row))
    if (small === null) console.error(`nothing shows ${row} of ${engine}`)
    else rows.push({ row, engine, ...(await recorded({ ...small, name: `${engine} ${row}` })) })
  }
}
write('rows', rows)

const known: { name: string; engine: EngineName; scenario: Scenario; recordings: Recording[] }[] = []
for (const { name, engine } of KNOWN_DIFFERENCES) {
  const explains = async (scenario: Scenario) => (await explanation(scenario, engine)) === name
  const found = await firstWhere(scenarios, explains)
  if (found === null) {
    console.error(`nothing shows ${name}`)
    continue
  }
  const small = await shrink(found, explains)
  const { recordings, scenario } = await recorded({ ...small, name })
  known.push({ name, engine, scenario, recordings: recordings.filter((recording) => recording.engine === engine) })
}
write('known-differences', known)
for (const driver of drivers.values()) await driver.close()

async function smallest(holds: (scenario: Scenario) => Promise<boolean>): Promise<Scenario | null> {
  let best: Scenario | null = null
  let found = 0
  for (const scenario of scenarios) {
    if (!(await holds(scenario))) continue
    const small = RARE_SCENARIOS.includes(scenario) ? scenario : await shrink(scenario, holds)
    if (best === null || JSON.stringify(small).length < JSON.stringify(best).length) best = small
    if (++found === CANDIDATES) break
  }
  return best
}

async function firstWhere(
  list: readonly Scenario[],
  holds: (scenario: Scenario) => Promise<boolean>,
): Promise<Scenario | null> {
  for (const scenario of list) if (await holds(scenario)) return scenario
  return null
}

async function explanation(scenario: Scenario, engine: EngineName): Promise<string | null> {
  const [recording] = (await drivers.get(engine)?.run([scenario])) ?? []
  if (recording === undefined) return null
  const differences = await compare(scenario, recording)
  return differences.length === 0 ? null : explanationOf(engine, scenario, differences)
}

async function recorded(scenario: Scenario): Promise<{ scenario: Scenario; recordings: Recording[] }> {
  const recordings: Recording[] = []
  for (const driver of drivers.values()) recordings.push(...(await driver.run([scenario])))
  for (const recording of recordings) {
    const differences = await compare(scenario, recording)
    if (differences.length === 0 || explanationOf(recording.engine, scenario, differences) !== null) continue
    console.error(`${scenario.name}: ${recording.engine} differs`, JSON.stringify(scenario))
  }
  return { scenario, recordings: recordings.map(brief) }
}

function write(name: string, entries: readonly unknown[]): void {
  const file = new URL(`scenarios/${name}.json`, import.meta.url)
  writeFileSync(file, `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`)
}

function brief(recording: Recording): Recording {
  const requests = recording.requests.map((request) => ({
    ...request,
    headers: request.headers.filter(([name]) => !NOISE.test(name)),
  }))
  return { ...recording, requests, otherConsole: [] }
}
