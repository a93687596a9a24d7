/** Bundled and put into the lab's page by tests: plays an attack there, with real pages and a real bank. */
import { ATTACKS } from '../attacks/all.ts'
import type { AttackPorts } from '../attacks/live/live-names.ts'
import { openLiveWorld } from '../attacks/live/live-world.ts'
import { type RunOrMistakes, runLive } from '../attacks/world/run.ts'

declare global {
  var playAttack: (id: string, policyText: string) => Promise<RunOrMistakes>
}

globalThis.playAttack = async (id, policyText) => {
  const attack = ATTACKS.find((each) => each.id === id)
  if (attack === undefined) throw new Error(`There is no attack ${id}.`)
  const { attackPorts }: { attackPorts: AttackPorts } = await (await fetch('./site')).json()
  const worlds: { close(): void }[] = []
  const run = await runLive(attack, policyText, async (text) => {
    const world = await openLiveWorld(text, attackPorts, document.body)
    if ('close' in world) worlds.push(world)
    return world
  })
  for (const world of worlds) world.close()
  return run
}
