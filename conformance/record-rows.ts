// node --conditions=corskit-source conformance/record-rows.ts [row or known difference…]: finds the smallest scenario
// for every row of the profiles and every known difference, and records what the engines do with it:
// conformance/scenarios/rows.json and known-differences.json.
import { profileOf } from '../packages/corskit/browser/profiles/profile-of.ts'
import { compare } from './compare/compare.ts'
import { explanationOf, KNOWN_DIFFERENCES } from './compare/known-differences.ts'
import type { EngineDriver } from './engines/driver.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { deckNames } from './model/decks.ts'
import { generateScenarios } from './model/generate.ts'
import { playProfile, rowsOf, without } from './model/play-profile.ts'
import { RARE_SCENARIOS } from './model/rare-scenarios.ts'
import { type KnownScenario, knownScenarios, NOT_SHOWN, type RowScenario, rowScenarios } from './model/rows.ts'
import { shrink } from './model/shrink.ts'
import { recordEntry, writeEntries } from './record-entry.ts'
import type { EngineName } from './recording.ts'
import type { Scenario } from './scenario.ts'
import { writeVersions } from './versions.ts'

const SEED = 11
const CASES = 12_000
/** Of so many cases that show a row, the one that gets smallest is kept. */
const CANDIDATES = 6

/** Only these are found anew, the others are kept. None: all. */
const asked = process.argv.slice(2)
const isAsked = (name: string) => asked.length === 0 || asked.includes(name)

const scenarios = [
  ...RARE_SCENARIOS,
  ...generateScenarios(SEED, CASES),
  ...deckNames.slice(1).flatMap((deck) => [...generateScenarios(SEED, CASES, { deck })]),
]
const drivers = new Map<EngineName, EngineDriver>()
for (const engine of engineNames) drivers.set(engine, await openEngine(engine))

const shows = async (scenario: Scenario, engine: EngineName, row: string) =>
  (await playProfile(scenario, profileOf(engine))) !== (await playProfile(scenario, without(engine, row)))

const rows: RowScenario[] = []
for (const engine of engineNames) {
  for (const row of rowsOf(engine)) {
    if (row in NOT_SHOWN) continue
    const kept = rowScenarios().find((entry) => entry.row === row && entry.engine === engine)
    if (kept !== undefined && !isAsked(row)) {
      rows.push(kept)
      continue
    }
    const small = await smallest((scenario) => shows(scenario, engine, row))
    if (small === null) console.error(`nothing shows ${row} of ${engine}`)
    else rows.push({ row, engine, ...(await recordEntry({ ...small, name: `${engine} ${row}` }, drivers.values())) })
  }
}
writeEntries('rows', rows)

const known: KnownScenario[] = []
for (const { name, engine } of KNOWN_DIFFERENCES) {
  const kept = knownScenarios().find((entry) => entry.name === name)
  if (kept !== undefined && !isAsked(name)) {
    known.push(kept)
    continue
  }
  const explains = async (scenario: Scenario) => (await explanation(scenario, engine)) === name
  const found = await firstWhere(scenarios, explains)
  if (found === null) {
    console.error(`nothing shows ${name}`)
    continue
  }
  const small = await shrink(found, explains)
  const { recordings, scenario } = await recordEntry({ ...small, name }, drivers.values())
  known.push({ name, engine, scenario, recordings: recordings.filter((recording) => recording.engine === engine) })
}
writeEntries('known-differences', known)
writeVersions(drivers.values())
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
  return explanationOf(await compare(scenario, recording))
}
