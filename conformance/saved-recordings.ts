/** Recordings on disk: what an engine did is measured once, and may then be held against every later state of the model. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineDriver } from './engines/driver.ts'
import { openEngine } from './engines/open.ts'
import type { EngineName, Recording } from './recording.ts'
import type { Scenario } from './scenario.ts'

/** A line of the file, after one with the version. The scenario stands beside it, as a changed generator makes another under the same name. */
interface Saved {
  readonly scenario: Scenario
  readonly recording: Recording
}

/** @param part tells runs of one engine apart */
const fileOf = (directory: string, engine: EngineName, part: string): string =>
  join(directory, `${engine}-${part}.jsonl`)

/** A driver that writes down what it gives: the first time of a case, which is the one that counts. */
export function savingDriver(driver: EngineDriver, directory: string, part: string): EngineDriver {
  mkdirSync(directory, { recursive: true })
  const file = fileOf(directory, driver.name, part)
  writeFileSync(file, `${JSON.stringify({ version: driver.version })}\n`)
  const seen = new Set<string>()
  return {
    ...driver,
    async run(scenarios) {
      const recordings = await driver.run(scenarios)
      for (const [index, recording] of recordings.entries()) {
        const scenario = scenarios[index] as Scenario
        if (seen.has(scenario.name)) continue
        seen.add(scenario.name)
        appendFileSync(file, `${JSON.stringify({ scenario, recording } satisfies Saved)}\n`)
      }
      return recordings
    },
  }
}

/** Gives what was saved; a case that is run again is run in the engine itself, which is started for it. */
export function savedDriver(engine: EngineName, directory: string, part: string): EngineDriver {
  const file = fileOf(directory, engine, part)
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const { version } = JSON.parse(head ?? '') as { version: string }
  const saved = new Map(lines.map((line) => [nameIn(line), line]))
  let opened: EngineDriver | undefined
  const savedOf = (scenario: Scenario): Recording => {
    const line = saved.get(scenario.name)
    if (line === undefined) throw new Error(`${file} has no ${scenario.name}`)
    const { scenario: recorded, recording } = JSON.parse(line) as Saved
    if (JSON.stringify(recorded) !== JSON.stringify(scenario)) {
      throw new Error(`${scenario.name} is another case in ${file}: the generator has changed since`)
    }
    return recording
  }
  const given = new Set<string>()
  return {
    name: engine,
    version,
    async run(scenarios) {
      if (scenarios.some(({ name }) => given.has(name))) {
        opened ??= await openEngine(engine)
        return opened.run(scenarios)
      }
      for (const { name } of scenarios) given.add(name)
      return scenarios.map(savedOf)
    },
    async close() {
      await opened?.close()
    },
  }
}

/** Every line begins `{"scenario":{"name":"…"`, as savingDriver writes it; a hundred thousand are not all parsed at once. */
const nameIn = (line: string): string => /^\{"scenario":\{"name":"([^"]*)"/.exec(line)?.[1] ?? ''
