import { expect, test } from 'vitest'
import type { ProbeAnswer } from '../transport/probe.ts'
import { Pace } from './pace.ts'

function recorded() {
  const pauses: number[] = []
  const notes: string[] = []
  const pace = new Pace(
    (note) => notes.push(note),
    async (time) => pauses.push(time),
  )
  return { pace, pauses, notes }
}

const answers =
  (...list: ProbeAnswer[]) =>
  async (): Promise<ProbeAnswer> =>
    list.length > 1 ? (list.shift() as ProbeAnswer) : (list[0] as ProbeAnswer)

const OK: ProbeAnswer = { status: 200, headers: [] }
const LIMITED: ProbeAnswer = { status: 429, headers: [] }

test('without a rate limit, nothing waits', async () => {
  const { pace, pauses, notes } = recorded()
  expect(await pace.send(answers(OK))).toBe(OK)
  expect({ pauses, notes }).toEqual({ pauses: [], notes: [] })
})

test('a request that is limited is sent again after a pause, and those after it are slower', async () => {
  const { pace, pauses, notes } = recorded()
  expect(await pace.send(answers(LIMITED, LIMITED, OK))).toBe(OK)
  expect(pauses).toEqual([250, 500])
  await pace.send(answers(OK))
  expect(pauses).toEqual([250, 500, 500])
  expect(notes[0]).toBe('the server limits the rate (429): waiting 0.25 s, then a request each 0.25 s')
})

test('it becomes faster again when nothing is limited any more', async () => {
  const { pace, pauses } = recorded()
  await pace.send(answers(LIMITED, OK))
  for (let request = 0; request < 30; request++) await pace.send(answers(OK))
  expect(pauses.at(4)).toBe(250)
  expect(pauses.length).toBeLessThan(25)
})

test('waits as long as the server says, and at most half a minute', async () => {
  const { pace, pauses } = recorded()
  await pace.send(answers({ status: 429, headers: [['retry-after', '3']] }, OK))
  expect(pauses).toEqual([3000, 250])
  await pace.send(answers({ status: 429, headers: [['retry-after', '90000']] }, OK))
  expect(Math.max(...pauses)).toBe(30_000)
})

test('a server that limits without end is given up after a bounded time', async () => {
  const { pace, pauses } = recorded()
  const answer = await pace.send(answers(LIMITED))
  expect(answer).toMatchObject({ networkError: expect.stringContaining('429') })
  expect(pauses.length).toBe(5)
  for (let request = 0; request < 500; request++) await pace.send(answers(LIMITED))
  expect(pauses.reduce((sum, each) => sum + each, 0)).toBeLessThan(300_000 + 500 * 30_000)
})
