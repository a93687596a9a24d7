// node --conditions=corskit-source conformance/record-found.ts FILE.json [by-hand]: records a JSON array of scenarios
// in every engine and keeps them in conformance/scenarios/found.json (or by-hand.json), each in place of one of the
// same name. For what a long run found, made small.
import { readFileSync } from 'node:fs'
import { engineNames, openEngine } from './engines/open.ts'
import { type Entry, foundScenarios, handScenarios } from './model/rows.ts'
import { recordEntry, writeEntries } from './record-entry.ts'
import type { Scenario } from './scenario.ts'
import { writeVersions } from './versions.ts'

const [file, list = 'found'] = process.argv.slice(2)
if (file === undefined || (list !== 'found' && list !== 'by-hand')) {
  throw new Error('usage: record-found.ts FILE.json [found|by-hand]')
}
const kept = list === 'found' ? foundScenarios() : handScenarios()
const drivers = await Promise.all(engineNames.map(openEngine))
const entries = new Map<string, Entry>(kept.map((entry) => [entry.scenario.name, entry]))
for (const scenario of JSON.parse(readFileSync(file, 'utf8')) as Scenario[]) {
  entries.set(scenario.name, await recordEntry(scenario, drivers))
}
writeVersions(drivers)
writeEntries(list, [...entries.values()])
for (const driver of drivers) await driver.close()
