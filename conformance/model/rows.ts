/**
 * conformance/scenarios: what was written by hand, what shows the rows of the profiles and the known differences, and
 * what long runs found.
 */
import { readFileSync } from 'node:fs'
import type { EngineName, Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'

/** Rows that no scenario of seconds can show, and where they come from. */
export const NOT_SHOWN: Readonly<Record<string, string>> = {
  'cache.maxAgeCap': 'takes hours; from the sources that the profiles name',
  'cache.capacity': 'takes a hundred or a thousand URLs: conformance/cache-capacity.test.ts',
  'cache.evicts': 'takes a thousand URLs, and is by chance: conformance/cache-capacity.test.ts',
  localNetworkIsNoMixedContent: 'needs an https page; measured by hand in Chromium 156, and held by simulate.test.ts',
  localNetworkAccess: 'needs a page outside the local network',
}

/** A scenario, and what every engine does with it. */
export interface Entry {
  readonly scenario: Scenario
  readonly recordings: readonly Recording[]
}

export interface RowScenario extends Entry {
  /** A field of the profile of `engine`. */
  readonly row: string
  readonly engine: EngineName
}

export interface KnownScenario extends Entry {
  /** A known difference's name. */
  readonly name: string
  readonly engine: EngineName
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../scenarios/${name}.json`, import.meta.url), 'utf8')) as unknown

export const rowScenarios = (): readonly RowScenario[] => read('rows') as RowScenario[]
/** Written by hand before there was a model: one for each thing that the standard or a browser's message speaks of. */
export const handScenarios = (): readonly Entry[] => read('by-hand') as Entry[]
/** Cases in which a long run once found model and engine to differ. */
export const foundScenarios = (): readonly Entry[] => read('found') as Entry[]
/**
 * Cases of a generated run, as three engines did them, by which `faults/` sees whether faults in the model are found.
 */
export const sampledScenarios = (): readonly Entry[] => read('sample') as Entry[]
export const knownScenarios = (): readonly KnownScenario[] => read('known-differences') as KnownScenario[]
