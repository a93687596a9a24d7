import { describe, expect, test } from 'vitest'
import { TARGETS } from './all.ts'
import { generate } from './generate.ts'
import { POLICIES } from './testing/policies.ts'
import { play } from './testing/real-server.ts'
import { recorded } from './testing/record.ts'
import { STARTERS } from './testing/starters.ts'

const run = TARGETS.filter(({ state }) => state === 'run')

test('every target that is said to be run is run here', () => {
  expect(Object.keys(STARTERS).sort()).toEqual(run.map(({ name }) => name).sort())
})

describe.each(run.map(({ name }) => name))('the real %s does what the policy says, with the generated file', (name) => {
  for (const [title, policy] of Object.entries(POLICIES)) {
    if (STARTERS[name]?.policies?.includes(title) === false) continue
    // Frameworks build first, on a machine that does other things as well.
    test(title, { timeout: 300_000 }, async ({ skip }) => {
      const starter = STARTERS[name]
      if (starter === undefined) throw new Error(`there is no way to start ${name}`)
      const result = generate(name, policy, { standalone: starter.config === undefined })
      if (!result.ok) {
        expect(result.problems.every(({ instead }) => instead !== '')).toBe(true)
        const elements = [...new Set(result.problems.map(({ element }) => element))].join(', ')
        expect(recorded(name, title, elements)).toBe(elements)
        return
      }
      const report = await play(name, policy, starter, skip)
      if (report === null) return
      expect(report.unreachable).toBeNull()
      expect(report.differences.slice(0, 3)).toEqual([])
      expect(recorded(name, title, report.probes)).toBe(report.probes)
    })
  }
})
