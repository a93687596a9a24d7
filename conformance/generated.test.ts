import { describe, expect, test } from 'vitest'
import type { EngineDriver } from './engines/driver.ts'
import { requireEngine } from './engines/installed.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { explainedCases, judge } from './judge.ts'
import { DECKS, type DeckName } from './model/decks.ts'
import { generateScenarios } from './model/generate.ts'
import { versionNote } from './versions.ts'

/** The same cases in every run; docs/conformance.md has a run of many more. */
const CASES: Readonly<Record<DeckName, number>> = {
  fetch: 1500,
  places: 250,
  xhr: 250,
  defaults: 250,
  integrity: 250,
  workers: 250,
  elements: 250,
  'element-places': 250,
}
const SEED = 1

describe.each(engineNames)('%s', (engine) => {
  test.for(Object.keys(DECKS) as DeckName[])(
    'does what the model says in generated cases of the deck %s',
    { timeout: 4 * 60_000 },
    async (deck, { skip }) => {
      requireEngine(engine, skip)
      const driver = await openEngine(engine)
      try {
        await agrees(driver, deck)
      } finally {
        await driver.close()
      }
    },
  )
})

async function agrees(driver: EngineDriver, deck: DeckName): Promise<void> {
  const judgement = await judge(driver, generateScenarios(SEED, CASES[deck], { deck }))
  const { agreed, differing, unanswered, seconds } = judgement
  console.log(
    `${versionNote(driver)}, ${deck}: ${agreed} agreed, ${explainedCases(judgement)} explained, ${differing.length} unexplained, ${seconds.toFixed(0)} s`,
  )
  expect(agreed + explainedCases(judgement) + differing.length + unanswered.length).toBe(CASES[deck])
  // Whole scenarios: `npm run conformance -- --deck DECK --seed 1` makes them small.
  expect(differing).toEqual([])
  expect(unanswered).toEqual([])
}
