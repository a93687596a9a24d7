import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../testing/property-runs.ts'
import { rightServer, verifyInProcess } from '../testing/in-process.ts'
import { MISTAKES } from '../testing/mistakes/all.ts'
import { rightBehindCache } from '../testing/mistakes/caches.ts'
import { CLASSES, NARROWER } from '../testing/mistakes/classes.ts'
import { randomPolicies } from '../testing/random-policies.ts'
import { factsOf } from '../words/facts.ts'
import { mostProbes } from './verify.ts'

// Each run asks a server up to forty probes for each mistake: 5 to 10 ms.
const ROUNDS = runs(40, 600)

test.each([
  ['', rightServer],
  [' behind a cache that heeds Vary', rightBehindCache],
])('a server that does what its policy says%s has no difference, with no more probes than are told', (_, server) => {
  fc.assert(
    fc.property(randomPolicies, (policy) => {
      const report = verifyInProcess(policy, server(policy))
      expect(report.differences).toEqual([])
      expect(report.probes).toBeLessThanOrEqual(mostProbes(factsOf(policy).facts))
    }),
    runs(300, 1_500),
  )
})

test('every class of misconfiguration is told by a mistake, or is not about a policy; and no mistake is outside of them', () => {
  expect(CLASSES.length).toBe(34)
  const told = CLASSES.flatMap(([, mistakes]) => (typeof mistakes === 'string' ? [] : mistakes))
  expect([...new Set([...told, ...NARROWER])].sort()).toEqual(Object.keys(MISTAKES).sort())
})

describe('a server with one mistake differs from the right one, for every policy', () => {
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
