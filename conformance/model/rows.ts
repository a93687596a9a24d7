/** The scenarios that show the rows of the profiles and the known differences: conformance/scenarios, written by record-rows.ts. */
import { readFileSync } from 'node:fs'
import type { EngineName, Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'

/** Rows that no scenario of seconds can show, and where they come from. */
export const NOT_SHOWN: Readonly<Record<string, string>> = {
  'cache.maxAgeCap': 'takes hours; from the sources that the profiles name',
  'cache.capacity': 'takes a hundred or a thousand URLs; from the sources that the profiles name',
  loopbackIsNoMixedContent: 'needs a page over https',
  localNetworkAccess: 'needs a page outside the local network',
}

export interface RowScenario {
  /** A field of the profile of `engine`. */
  readonly row: string
  readonly engine: EngineName
  readonly scenario: Scenario
  readonly recordings: readonly Recording[]
}

export interface KnownScenario {
  /** A known difference's name. */
  readonly name: string
  readonly engine: EngineName
  readonly scenario: Scenario
  readonly recordings: readonly Recording[]
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../scenarios/${name}.json`, import.meta.url), 'utf8')) as unknown

export const rowScenarios = (): readonly RowScenario[] => read('rows') as RowScenario[]
export const knownScenarios = (): readonly KnownScenario[] => read('known-differences') as KnownScenario[]
