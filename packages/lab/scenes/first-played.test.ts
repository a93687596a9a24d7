import { expect, test } from 'vitest'
import { play } from '../stage/play.ts'
import { SCENES } from './all.ts'
import { firstPlayed } from './first-played.ts'

test('what is written into the page is what the model would play there, and reaches no goal', async () => {
  const written = JSON.parse(JSON.stringify(await firstPlayed()))
  expect(Object.keys(written)).toEqual(SCENES.map(({ id }) => id))
  for (const { id, experiment, control, seen } of SCENES) {
    const first = control.choices[0]?.value ?? ''
    expect(written[id]).toEqual(JSON.parse(JSON.stringify(await play(experiment, first))))
    expect(seen(written[id], first)).toBe(false)
  }
})
