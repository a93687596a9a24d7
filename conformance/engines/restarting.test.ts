import { expect, test } from 'vitest'
import type { Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import { type EngineDriver, UnansweredError } from './driver.ts'
import { restarting } from './restarting.ts'

const scenario = (name: string): Scenario => ({ name, calls: [] })

/** An engine that answers until it meets a scenario named "stop". It counts how often it was started and closed. */
function stoppable() {
  const counts = { opened: 0, closed: 0 }
  const open = async (): Promise<EngineDriver> => {
    counts.opened += 1
    return {
      name: 'firefox',
      version: 'Stoppable 1',
      async run(scenarios) {
        const index = scenarios.findIndex(({ name }) => name === 'stop')
        if (index !== -1) throw new UnansweredError(index, 'firefox: no answer')
        return scenarios.map(({ name }) => recording(name))
      },
      async close() {
        counts.closed += 1
      },
    }
  }
  return { open, counts }
}

const recording = (name: string): Recording => {
  return { name, engine: 'firefox', outcomes: [], requests: [], reasons: [], console: [], otherConsole: [] }
}

test.each([[['stop']], [['a', 'stop']], [['stop', 'b']], [['a', 'stop', 'b', 'stop', 'stop', 'c']]])(
  'every scenario of %j has a recording, in order',
  async (names) => {
    const { open, counts } = stoppable()
    const driver = await restarting(open)
    const recordings = await driver.run(names.map(scenario))
    await driver.close()
    const expected = names.map((name) =>
      name === 'stop' ? { ...recording(name), unanswered: 'firefox: no answer' } : recording(name),
    )
    expect(recordings).toEqual(expected)
    expect(counts).toEqual({ opened: 1 + names.filter((name) => name === 'stop').length, closed: counts.opened })
  },
)

test('another fault still ends the run', async () => {
  const { open } = stoppable()
  const driver = await restarting(async () => ({
    ...(await open()),
    run: async () => {
      throw new TypeError('of our own')
    },
  }))
  await expect(driver.run([scenario('a')])).rejects.toThrow('of our own')
})
