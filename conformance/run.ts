// npm run conformance -- --cases N --seed S --engines chromium,firefox,webkit: generated scenarios in real engines, held against the model.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { engineNames, openEngine } from './engines/open.ts'
import { compare, type Difference } from './model/compare.ts'
import { generateScenarios } from './model/generate.ts'
import { explanationOf } from './model/known-differences.ts'
import { shrink } from './model/shrink.ts'
import type { Scenario } from './scenario.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1500' },
    seed: { type: 'string', default: '1' },
    engines: { type: 'string', default: engineNames.join(',') },
    /** How many differing cases are made smaller and printed, an engine. */
    show: { type: 'string', default: '5' },
    /** Where every differing case is written, as a scenario file. */
    out: { type: 'string' },
  },
})
const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0)
const BATCH = 250
const scenarios = [...generateScenarios(Number(values.seed), Number(values.cases))]
let unexplained = 0
const failing: { scenario: Scenario; engine: string; differences: Difference[] }[] = []

for (const engine of engineNames.filter((name) => values.engines.split(',').includes(name))) {
  const driver = await openEngine(engine)
  const started = performance.now()
  let agreed = 0
  const explained = new Map<string, number>()
  const differing: { scenario: Scenario; differences: Difference[] }[] = []
  for (let at = 0; at < scenarios.length; at += BATCH) {
    const batch = scenarios.slice(at, at + BATCH)
    const recordings = await driver.run(batch)
    for (const [index, recording] of recordings.entries()) {
      const scenario = batch[index] as Scenario
      const differences = await compare(scenario, recording)
      const explanation = explanationOf(engine, scenario, differences)
      if (differences.length === 0) agreed++
      else if (explanation !== null) explained.set(explanation, (explained.get(explanation) ?? 0) + 1)
      else differing.push({ scenario, differences })
    }
    console.error(
      `${engine}: ${Math.min(at + BATCH, scenarios.length)} of ${scenarios.length}, ${differing.length} differ`,
    )
  }
  const seconds = (performance.now() - started) / 1000
  const counts = new Map<string, number>()
  for (const { differences } of differing) {
    const key = differences.map(({ what }) => what).join('+')
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  console.log(
    `${driver.version}: ${scenarios.length} cases, ${agreed} agreed, ${sum(explained)} explained, ${differing.length} unexplained, ${seconds.toFixed(0)} s`,
  )
  for (const [name, count] of explained) console.log(`  ${count} explained by ${name}`)
  for (const [what, count] of counts) console.log(`  ${count} differ in ${what}`)
  unexplained += differing.length
  for (const { scenario, differences } of differing) failing.push({ scenario, engine, differences })
  for (const { scenario } of differing.slice(0, Number(values.show))) {
    const small = await shrink(scenario, async (candidate) => {
      const [recording] = await driver.run([candidate])
      return recording !== undefined && (await compare(candidate, recording)).length > 0
    })
    const [recording] = await driver.run([{ ...small, name: `${scenario.name}-small` }])
    console.log(JSON.stringify(small))
    if (recording !== undefined) {
      for (const { what, model, engine: seen } of await compare(small, recording)) {
        console.log(`  ${what}\n    model  ${JSON.stringify(model)}\n    engine ${JSON.stringify(seen)}`)
      }
    }
  }
  await driver.close()
}
if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(failing, null, 1))
process.exitCode = unexplained === 0 ? 0 : 1
