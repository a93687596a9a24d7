/** Bundled and put into the lab's page by tests: plays an attack there, with real pages and a real bank. */
import { ATTACKS } from '../attacks/all.ts'
import { openLiveWorld } from '../attacks/live/live-world.ts'
import { type RunOrMistakes, runLive } from '../attacks/world/run.ts'
import { readSite } from '../page/surroundings.ts'

declare global {
  var playAttack: (id: string, policyText: string) => Promise<RunOrMistakes>
}

globalThis.playAttack = async (id, policyText) => {
  const attack = ATTACKS.find((each) => each.id === id)
  if (attack === undefined) throw new Error(`There is no attack ${id}.`)
  const site = readSite()
  if (site === null) throw new Error('This page is not that of a live lab.')
  const worlds: { close(): void }[] = []
  const run = await runLive(attack, policyText, async (text) => {
    const world = await openLiveWorld(text, site.attackPorts, document.body)
    if ('close' in world) worlds.push(world)
    return world
  })
  for (const world of worlds) world.close()
  return run
}
