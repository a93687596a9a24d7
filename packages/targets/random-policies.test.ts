import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NIGHTLY } from '../../testing/property-runs.ts'
import { TARGETS } from './all.ts'
import { generate } from './generate.ts'
import { randomPolicies } from './testing/random-policies.ts'
import { play } from './testing/real-server.ts'
import { STARTERS } from './testing/starters.ts'

/** Others by day than by night, and the same ones each day: a server takes a second to start. */
const SAMPLE = fc.sample(randomPolicies, NIGHTLY ? { numRuns: 60 } : { numRuns: 3, seed: 77 })

const quick = TARGETS.filter(({ name }) => STARTERS[name] !== undefined && STARTERS[name].policies === undefined)

describe.each(quick.map(({ name }) => name))('the real %s does what policies made at random say', (name) => {
  for (const policy of SAMPLE) {
    test(JSON.stringify(policy), { timeout: 120_000 }, async ({ skip }) => {
      const starter = STARTERS[name]
      if (starter === undefined) throw new Error(`there is no way to start ${name}`)
      const standalone = starter.config === undefined
      if (!generate(name, policy, { standalone }).ok) return
      const report = await play(name, policy, starter, skip)
      if (report === null) return
      expect(report.unreachable).toBeNull()
      expect(report.differences.slice(0, 3)).toEqual([])
    })
  }
})
