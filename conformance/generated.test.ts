import { describe, expect, test } from 'vitest'
import { requireEngine } from './engines/installed.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { explainedCases, judge } from './judge.ts'
import { generateScenarios } from './model/generate.ts'
import { versionNote } from './versions.ts'

/** The same cases in every run; docs/conformance.md has a run of many more. */
const CASES = 1500
const SEED = 1

describe.each(engineNames)('%s', (engine) => {
  test(`does what the model says in ${CASES} generated cases`, { timeout: 4 * 60_000 }, async ({ skip }) => {
    requireEngine(engine, skip)
    const driver = await openEngine(engine)
    try {
      const judgement = await judge(driver, generateScenarios(SEED, CASES))
      const { agreed, differing, seconds } = judgement
      console.log(
        `${versionNote(driver)}: ${agreed} agreed, ${explainedCases(judgement)} explained, ${differing.length} unexplained, ${seconds.toFixed(0)} s`,
      )
      expect(agreed + explainedCases(judgement) + differing.length).toBe(CASES)
      // Whole scenarios: `npm run conformance -- --seed 1` makes them small.
      expect(differing).toEqual([])
    } finally {
      await driver.close()
    }
  })
})
