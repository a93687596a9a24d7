// npm run drift: what has changed in the engines that are installed since the scenarios were recorded. Runs every
// recorded scenario and fresh generated cases, prints the rows and sentences that differ, and writes the scenarios that
// show it, ready for record-found.ts. npm run drift -- [--cases 5000] [--seed N] [--engines chromium,firefox] [--out
// drift.json] [--all]
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compare, type Difference } from './compare/compare.ts'
import { explanationOf } from './compare/known-differences.ts'
import type { EngineDriver } from './engines/driver.ts'
import { installed } from './engines/installed.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { differs, judge } from './judge.ts'
import { generateScenarios } from './model/generate.ts'
import { foundScenarios, handScenarios, knownScenarios, rowScenarios } from './model/rows.ts'
import { shrink } from './model/shrink.ts'
import type { Scenario } from './scenario.ts'
import { recordedVersions } from './versions.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    engines: { type: 'string', default: engineNames.join(',') },
    out: { type: 'string', default: 'drift.json' },
    /** Engines whose version is the recorded one too. */
    all: { type: 'boolean', default: false },
  },
})

const drifted: Scenario[] = []
/** To make a case small takes many runs; one cause has many cases. */
const MOST_SHRUNK = 20

for (const engine of engineNames.filter((name) => values.engines.split(',').includes(name))) {
  const found = installed(engine)
  if ('missing' in found) {
    console.log(`${engine}: ${found.missing}`)
    continue
  }
  const driver = await openEngine(engine)
  if (driver.version === recordedVersions[engine] && !values.all) {
    console.log(`${engine}: ${driver.version}, as recorded; --all runs it all the same`)
  } else {
    console.log(`${engine}: ${driver.version}, recorded was ${recordedVersions[engine]}`)
    drifted.push(...(await recordedScenarios(driver)), ...(await freshCases(driver)))
  }
  await driver.close()
}

if (drifted.length > 0) {
  writeFileSync(values.out, `${JSON.stringify(drifted, null, 1)}\n`)
  console.log(
    `\n${drifted.length} scenarios are in ${values.out}: change the profile, then run conformance/record-found.ts on it.`,
  )
}
process.exitCode = drifted.length === 0 ? 0 : 1

/**
 * Rows of the profile, known differences, what was written by hand and what long runs found, as the engine does them
 * today.
 */
async function recordedScenarios(driver: EngineDriver): Promise<Scenario[]> {
  const known = knownScenarios().filter(({ engine }) => engine === driver.name)
  const entries = [
    ...rowScenarios().map(({ row, engine, scenario }) => ({ title: `row ${row} (of ${engine})`, scenario })),
    ...known.map(({ name, scenario }) => ({ title: `known difference ${name}`, scenario, name })),
    ...[...handScenarios(), ...foundScenarios()].map(({ scenario }) => ({ title: scenario.name, scenario })),
  ]
  const recordings = await driver.run(entries.map(({ scenario }) => scenario))
  const changed: Scenario[] = []
  for (const [index, recording] of recordings.entries()) {
    const { title, scenario, ...rest } = entries[index] as (typeof entries)[number] & { readonly name?: string }
    const comparison = await compare(scenario, recording)
    const { differences } = comparison
    const explanation = explanationOf(comparison)
    if (rest.name !== undefined && differences.length === 0) console.log(`  ${title}: gone`)
    if (differences.length === 0 || explanation !== null) continue
    report(title, differences)
    changed.push(scenario)
  }
  console.log(`  ${entries.length} recorded scenarios, ${changed.length} changed`)
  return changed
}

async function freshCases(driver: EngineDriver): Promise<Scenario[]> {
  const [cases, seed] = [Number(values.cases), Number(values.seed)]
  const { differing } = await judge(driver, generateScenarios(seed, cases), (done, differs) =>
    console.error(`  ${done} of ${cases} fresh cases, ${differs} differ`),
  )
  console.log(`  ${cases} fresh cases (seed ${seed}), ${differing.length} differ`)
  const small: Scenario[] = []
  for (const { scenario, differences } of differing.slice(0, MOST_SHRUNK)) {
    report(scenario.name, differences)
    const smaller = await shrink(scenario, (candidate) => differs(candidate, driver))
    small.push({ ...smaller, name: `${driver.name} ${driver.version}: ${scenario.name}` })
  }
  return small
}

function report(title: string, differences: readonly Difference[]): void {
  console.log(`  ${title}`)
  for (const { what, model, engine } of differences) {
    console.log(`    ${what}\n      model  ${JSON.stringify(model)}\n      engine ${JSON.stringify(engine)}`)
  }
}
