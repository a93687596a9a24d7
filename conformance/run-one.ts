// npx node conformance/run-one.ts FILE.json [engine…]: runs a JSON array of scenarios and prints the recordings as
// JSON.
import { readFileSync } from 'node:fs'
import { engineNames, openEngine } from './engines/open.ts'
import type { Recording } from './recording.ts'
import type { Scenario } from './scenario.ts'

const [file, ...asked] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: run-one.ts FILE.json [chromium|firefox|webkit]…')
const scenarios = JSON.parse(readFileSync(file, 'utf8')) as Scenario[]
const engines = asked.length === 0 ? engineNames : engineNames.filter((name) => asked.includes(name))

const recordings: Recording[] = []
for (const engine of engines) {
  const driver = await openEngine(engine)
  const started = performance.now()
  recordings.push(...(await driver.run(scenarios)))
  const seconds = (performance.now() - started) / 1000
  console.error(`${driver.version}: ${scenarios.length} scenarios, ${(scenarios.length / seconds).toFixed(0)} a second`)
  await driver.close()
}
console.log(JSON.stringify(recordings, null, 2))
