// node --conditions=corskit-source conformance/faults/record-sample.ts --saved DIR --seed S: takes a sample of saved
// recordings for the repository, conformance/scenarios/sample.json: the first cases, and more where those of one engine
// would not find every fault.
import { parseArgs } from 'node:util'
import { engineNames } from '../engines/open.ts'
import { generateScenarios } from '../model/generate.ts'

import { type Entry, foundScenarios, handScenarios, knownScenarios, rowScenarios } from '../model/rows.ts'
import { brief, writeEntries } from '../record-entry.ts'
import { savedDriver } from '../saved-recordings.ts'
import { FAULTS } from './faults.ts'
import { isFound, playFaulty } from './faulty-model.ts'

const FIRST = 60

const { values } = parseArgs({
  options: {
    saved: { type: 'string' },
    seed: { type: 'string', default: '11' },
    cases: { type: 'string', default: '4000' },
  },
})
const scenarios = [...generateScenarios(Number(values.seed), Number(values.cases))]
const recorded = await Promise.all(
  engineNames.map((engine) => savedDriver(engine, values.saved ?? '', values.seed).run(scenarios)),
)
const entries: Entry[] = scenarios.map((scenario, index) => ({
  scenario,
  recordings: recorded.flatMap((list) => (list[index] === undefined ? [] : [brief(list[index])])),
}))

const sample = entries.slice(0, FIRST)
for (const fault of FAULTS) {
  for (const engine of fault.engines) {
    const finds = (entry: Entry) => isFound(entry, engine, (scenario) => playFaulty(scenario, engine, fault))
    const there = [...sample, ...rowScenarios(), ...handScenarios(), ...foundScenarios(), ...knownScenarios()]
    if ((await first(there, finds)) !== null) continue
    const more = await first(entries.slice(FIRST), finds)
    if (more === null) console.error(`nothing finds that ${engine} ${fault.name}`)
    else sample.push(more)
  }
}
writeEntries('sample', sample)

async function first(list: readonly Entry[], holds: (entry: Entry) => Promise<boolean>): Promise<Entry | null> {
  for (const entry of list) if (await holds(entry)) return entry
  return null
}
