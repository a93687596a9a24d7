/**
 * Both lamps of an attack: by the model for the stage, and by real pages in this browser if the lab's servers are
 * running.
 */
import type { RunOrMistakes } from '../../attacks/world/run.ts'
import type { Attack } from '../../words/attack.ts'
import type { Surroundings } from '../surroundings.ts'

/** What real pages found, beside what the model says. */
export interface LiveTry {
  readonly run: RunOrMistakes
  readonly same: boolean
  /** The name of the real cache, if the attack uses a cache; `null` for the lab's own. */
  readonly cache?: string | null
}

export async function tryByModel(attack: Attack, policy: string): Promise<RunOrMistakes> {
  const { runByModel } = await import('../../attacks/world/run.ts')
  return runByModel(attack, policy)
}

/** @param place for the frames of the pages @returns `null` when there are no servers */
export async function tryLive(
  attack: Attack,
  policy: string,
  { site }: Surroundings,
  place: HTMLElement,
  model: RunOrMistakes,
): Promise<LiveTry | null> {
  if (site === null || 'mistakes' in model) return null
  const { runLive } = await import('../../attacks/world/run.ts')
  const { nameOfCache } = await import('./live-scene.ts')
  const { openLiveWorld } = await import('../../attacks/live/live-world.ts')
  const worlds: { close(): void }[] = []
  try {
    const run = await runLive(attack, policy, async (text) => {
      const world = await openLiveWorld(text, site.attackPorts, place)
      if ('close' in world) worlds.push(world)
      return world
    })
    const same = 'app' in run && run.app.ok === model.app.ok && run.attack.ok === model.attack.ok
    return attack.usesCache ? { run, same, cache: await nameOfCache() } : { run, same }
  } finally {
    for (const world of worlds) world.close()
  }
}
