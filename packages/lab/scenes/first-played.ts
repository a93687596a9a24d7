/** What each scene shows before anything is changed. Plain data: the build writes it into the page. */
import { play } from '../stage/play.ts'
import type { Played } from '../words/experiment.ts'
import { SCENES } from './all.ts'

export async function firstPlayed(): Promise<Record<string, Played>> {
  const all: Record<string, Played> = {}
  for (const { id, control, experiment } of SCENES) all[id] = await play(experiment, control.choices[0]?.value ?? '')
  return all
}
