import { describe, expect, test } from 'vitest'
import { TARGETS } from './all.ts'
import { generate } from './generate.ts'
import { POLICIES } from './testing/policies.ts'
import { play } from './testing/real-server.ts'
import { STARTERS } from './testing/starters.ts'

const run = TARGETS.filter(({ state }) => state === 'run')

test('every target that is said to be run is run here', () => {
  expect(Object.keys(STARTERS).sort()).toEqual(run.map(({ name }) => name).sort())
})

describe.each(run.map(({ name }) => name))('the real %s does what the policy says, with the generated file', (name) => {
  for (const [title, policy] of Object.entries(POLICIES)) {
    test(title, { timeout: 60_000 }, async ({ skip }) => {
      const result = generate(name, policy, { standalone: true })
      if (!result.ok) {
        expect(result.problems.every(({ instead }) => instead !== '')).toBe(true)
        return
      }
      const starter = STARTERS[name]
      if (starter === undefined) throw new Error(`there is no way to start ${name}`)
      const report = await play(name, policy, starter, skip)
      if (report === null) return
      expect(report.unreachable).toBeNull()
      expect(report.differences.slice(0, 3)).toEqual([])
    })
  }
})
