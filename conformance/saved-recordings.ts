/**
 * Recordings on disk: what an engine did is measured once, and may then be held against every later state of the model.
 */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineDriver } from './engines/driver.ts'
import { openEngine } from './engines/open.ts'
import type { EngineName, Recording } from './recording.ts'
import type { Scenario } from './scenario.ts'

/**
 * A line of the file, after one with the version. The scenario stands beside it, as a changed generator makes another
 * under the same name.
 */
interface Saved {
  readonly scenario: Scenario
  readonly recording: Recording
}

/** A run may be done in parts, each with a file of its own. */
const fileOf = (engine: EngineName, seed: string, from: number): string => `${engine}-${seed}-${from}.jsonl`

/**
 * A driver that writes down what it gives: the first time of a case, which is the one that counts.
 * @param from the first case of this part
 */
export function savingDriver(driver: EngineDriver, directory: string, seed: string, from: number): EngineDriver {
  mkdirSync(directory, { recursive: true })
  const file = join(directory, fileOf(driver.name, seed, from))
  writeFileSync(file, `${JSON.stringify({ version: driver.version })}\n`)
  const seen = new Set<string>()
  return {
    ...driver,
    async run(scenarios) {
      const recordings = await driver.run(scenarios)
      const lines: string[] = []
      for (const [index, recording] of recordings.entries()) {
        const scenario = scenarios[index] as Scenario
        if (seen.has(scenario.name)) continue
        seen.add(scenario.name)
        lines.push(`${JSON.stringify({ scenario, recording } satisfies Saved)}\n`)
      }
      appendFileSync(file, lines.join(''))
      return recordings
    },
  }
}

/**
 * Gives what was saved; what is not there, and what is run again, is run in the engine itself, which is started for it.
 */
export function savedDriver(engine: EngineName, directory: string, seed: string): EngineDriver {
  const { version, saved } = readParts(engine, directory, seed)
  let opened: EngineDriver | undefined

  /** Each once. */
  function take(scenario: Scenario): Recording | null {
    const line = saved.get(scenario.name)
    if (line === undefined) return null
    saved.delete(scenario.name)
    const { scenario: recorded, recording } = JSON.parse(line) as Saved
    if (JSON.stringify(recorded) === JSON.stringify(scenario)) return recording
    throw new Error(`${scenario.name} is another case in ${directory}: the generator has changed since`)
  }

  async function ask(scenarios: Scenario[]): Promise<Recording[]> {
    if (scenarios.length === 0) return []
    opened ??= await openEngine(engine)
    return opened.run(scenarios)
  }

  return {
    name: engine,
    version,
    async run(scenarios) {
      const taken = scenarios.map(take)
      const asked = await ask(scenarios.filter((_, index) => taken[index] === null))
      return taken.map((recording) => recording ?? (asked.shift() as Recording))
    },
    async close() {
      await opened?.close()
    },
  }
}

/** The lines of all parts, by the name of their case. */
function readParts(engine: EngineName, directory: string, seed: string) {
  const parts = readdirSync(directory).filter((name) => name.startsWith(`${engine}-${seed}-`))
  const versions = new Set<string>()
  const saved = new Map<string, string>()
  for (const part of parts) {
    const [head, ...lines] = readFileSync(join(directory, part), 'utf8').trimEnd().split('\n')
    versions.add((JSON.parse(head ?? '') as { version: string }).version)
    for (const line of lines) saved.set(nameIn(line), line)
  }
  const [version] = versions
  if (version === undefined || versions.size > 1) {
    throw new Error(`${directory} has recordings of ${versions.size} versions of ${engine} for ${seed}, not of one`)
  }
  return { version, saved }
}

/**
 * Every line begins `{"scenario":{"name":"…"`, as savingDriver writes it; a hundred thousand are not all parsed at
 * once.
 */
const nameIn = (line: string): string => /^\{"scenario":\{"name":"([^"]*)"/.exec(line)?.[1] ?? ''
