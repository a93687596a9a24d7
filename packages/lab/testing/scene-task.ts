/** A walk through every choice of a scene, and at the end to one that does not reach the goal. */

import { play } from '../stage/play.ts'
import type { Scene } from '../words/scene.ts'
import type { WalkTask } from './walk.ts'

type SceneTask = Extract<WalkTask, { room: 'scene' }>

/** @param title as the page shows it */
export async function sceneTask({ id, control, experiment, seen }: Scene, title: string): Promise<SceneTask> {
  const choices = control.choices.map(({ value }) => value)
  const reaches = await Promise.all(choices.map(async (value) => seen(await play(experiment, value), value)))
  // The conclusion stays once the goal was reached, whatever is chosen then.
  const expected = choices.map((_, place) => reaches.slice(0, place + 1).includes(true))
  const last = choices[reaches.lastIndexOf(false)] ?? ''
  return { room: 'scene', id, title, values: [...choices, last], expected: [...expected, true] }
}
