/** Plays a drawn scene with real pages of this browser and the lab's servers. */

import type { AttackPorts } from '../../attacks/live/live-names.ts'
import { openLiveWorld } from '../../attacks/live/live-world.ts'
import type { LivePlay, LiveScene } from '../../words/scene.ts'

export type LivePlayed = (LivePlay & { readonly cache: string | null }) | { readonly fault: string }

export async function playLive(
  live: LiveScene,
  choice: string,
  ports: AttackPorts,
  place: HTMLElement,
): Promise<LivePlayed> {
  try {
    const world = await openLiveWorld(live.policy(choice), ports, place)
    if ('mistakes' in world) return { fault: world.mistakes.join(' ') }
    try {
      return { ...(await live.run(world, choice)), cache: await nameOfCache() }
    } finally {
      world.close()
    }
  } catch (error) {
    return { fault: (error as Error).message }
  }
}

/** `Varnish 7.1.1`, or `null` for the lab's own cache. */
export async function nameOfCache(): Promise<string | null> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch('./attack/cache', { method: 'POST', headers, body: '{}' })
  return ((await answer.json()) as { name: string | null }).name
}
