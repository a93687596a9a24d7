import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../testing/property-runs.ts'
import { rightServer, verifyInProcess } from '../testing/in-process.ts'
import { randomPolicies } from '../testing/random-policies.ts'
import { MISTAKES } from '../testing/wrong-servers.ts'
import { factsOf } from '../words/facts.ts'
import { mostProbes } from './verify.ts'

const ROUNDS = runs(300)

test('a server that does what its policy says has no difference, with at most 40 probes and 4 for each element', () => {
  fc.assert(
    fc.property(randomPolicies, (policy) => {
      const report = verifyInProcess(policy, rightServer(policy))
      expect(report.differences).toEqual([])
      expect(report.probes).toBeLessThanOrEqual(mostProbes(factsOf(policy).facts))
    }),
    ROUNDS,
  )
})

describe('a server that is wrong in one thing is told from the right one, for every policy', () => {
  test.each(Object.entries(MISTAKES))('%s', (_, mistake) => {
    let found = 0
    fc.assert(
      fc.property(randomPolicies, (policy) => {
        const server = mistake(policy)
        if (server === null) return
        const { differences, probes } = verifyInProcess(policy, server)
        expect(differences.length).toBeGreaterThan(0)
        expect(probes).toBeLessThanOrEqual(mostProbes(factsOf(policy).facts))
        found++
      }),
      ROUNDS,
    )
    expect(found).toBeGreaterThan(0)
  })
})
