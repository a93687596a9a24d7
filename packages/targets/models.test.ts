import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../testing/property-runs.ts'
import { TARGETS } from './all.ts'
import { generate } from './generate.ts'
import { verifyInProcess } from './testing/in-process.ts'
import { MODELLED, modelOf } from './testing/models.ts'
import { plainPolicies, randomPolicies } from './testing/random-policies.ts'

describe('what is generated for a server that could not be run means the policy, by its documentation', () => {
  const forms = TARGETS.flatMap(({ name, forms }) => (forms ?? []).map((form) => [name, form.name] as const))

  test.each([...MODELLED.map((name) => [name, ''] as const), ...forms])('%s %s', (name, format) => {
    let compared = 0
    fc.assert(
      fc.property(fc.oneof(randomPolicies, plainPolicies), (policy) => {
        const made = generate(name, policy, format === '' ? {} : { format })
        if (!made.ok) return
        compared++
        const server = modelOf(name, made.text, format)
        // They send Access-Control-Allow-Credentials by themselves, and read no cookies: a note says so.
        const held =
          (name === 's3' || name === 'azure-storage') && policy.origin !== '*'
            ? { ...policy, credentials: true }
            : policy
        expect(verifyInProcess(held, server).differences).toEqual([])
      }),
      // For each of the targets, with 3 to 30 ms for each run.
      runs(200, 800),
    )
    expect(compared).toBeGreaterThan(0)
  })
})
