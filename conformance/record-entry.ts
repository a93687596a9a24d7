/** Makes the entries of conformance/scenarios, and writes them down. */
import { writeFileSync } from 'node:fs'
import { compare } from './compare/compare.ts'
import { explanationOf } from './compare/known-differences.ts'
import type { EngineDriver } from './engines/driver.ts'
import type { Entry } from './model/rows.ts'
import type { Recording } from './recording.ts'
import type { Scenario } from './scenario.ts'

/** Where engine and model differ, and nothing explains it, it says so. */
export async function recordEntry(scenario: Scenario, drivers: Iterable<EngineDriver>): Promise<Entry> {
  const recordings: Recording[] = []
  for (const driver of drivers) recordings.push(...(await driver.run([scenario])))
  for (const recording of recordings) {
    const comparison = await compare(scenario, recording)
    if (comparison.differences.length === 0 || explanationOf(comparison) !== null) continue
    console.error(`${scenario.name}: ${recording.engine} differs`, JSON.stringify(comparison.differences))
  }
  return { scenario, recordings: recordings.map(brief) }
}

export function writeEntries(name: string, entries: readonly unknown[]): void {
  const file = new URL(`scenarios/${name}.json`, import.meta.url)
  writeFileSync(file, `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`)
}

/** Request headers that say nothing about a scenario. */
const NOISE = /^(accept-encoding|connection|host|proxy-connection|sec-(?!fetch-(?:mode|site|dest)).*)$/

export function brief(recording: Recording): Recording {
  const requests = recording.requests.map((request) => ({
    ...request,
    headers: request.headers.filter(([name]) => !NOISE.test(name)),
  }))
  return { ...recording, requests, otherConsole: [] }
}
