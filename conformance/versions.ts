/** The version of each engine whose behavior conformance/scenarios holds. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { EngineDriver } from './engines/driver.ts'
import type { EngineName } from './recording.ts'

const FILE = new URL('scenarios/versions.json', import.meta.url)

export const recordedVersions: Readonly<Record<EngineName, string>> = JSON.parse(readFileSync(FILE, 'utf8'))

export function writeVersions(drivers: Iterable<EngineDriver>): void {
  const versions = Object.fromEntries(Array.from(drivers, ({ name, version }) => [name, version]))
  writeFileSync(FILE, `${JSON.stringify({ ...recordedVersions, ...versions }, null, 2)}\n`)
}

/** What a run against another version says of itself. */
export function versionNote({ name, version }: EngineDriver): string {
  const recorded = recordedVersions[name]
  return version === recorded ? version : `${version} (recorded was ${recorded}; npm run drift says what changed)`
}
