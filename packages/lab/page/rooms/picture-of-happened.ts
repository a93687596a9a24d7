/** What pages did in an attack, as one picture. */
import type { Happened } from '../../attacks/world/model-world.ts'
import { actorsOf, eventsOf } from '../../stage/picture-of.ts'
import type { Picture, PictureEvent } from '../../words/picture.ts'
import { ACTORS, PICTURE } from '../words/picture.ts'

/** `null` when no page did anything. */
export function pictureOfHappened(happened: readonly Happened[], evilOrigin: string): Picture | null {
  const [first] = happened
  if (first === undefined) return null
  const events = happened.flatMap((each, index): PictureEvent[] => {
    const { request } = each
    const before = happened[index - 1]?.request.origin
    const turns: PictureEvent[] =
      before === undefined || before === request.origin
        ? []
        : [{ type: 'note', at: 'page', says: PICTURE.nowAsks(request.origin) }]
    if ('told' in each) return [...turns, ...each.told]
    const { outcome, effects } = each
    const effect = (exchange: (typeof outcome.exchanges)[number]) =>
      effects[outcome.exchanges.indexOf(exchange)] ?? null
    return [...turns, ...eventsOf(each.request, outcome, { effect })]
  })
  const isEvil = first.request.origin === evilOrigin
  const cast = { page: isEvil ? ACTORS.mallory : ACTORS.app, pageIsEvil: isEvil, server: ACTORS.bank }
  return { actors: actorsOf(first.request, cast), events }
}
