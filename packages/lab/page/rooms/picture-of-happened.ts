/** What pages did in an attack, as one picture. */
import type { Happened } from '../../attacks/world/model-world.ts'
import { actorsOf, eventsOf } from '../../stage/picture-of.ts'
import type { Picture, PictureEvent } from '../../words/picture.ts'

/** `null` where no page called `fetch`: a form or a WebSocket is told in words. */
export function pictureOfHappened(happened: readonly Happened[], evilOrigin: string): Picture | null {
  const [first] = happened
  if (first === undefined) return null
  const events = happened.flatMap(({ request, outcome, effects }, index): PictureEvent[] => {
    const effect = (exchange: (typeof outcome.exchanges)[number]) =>
      effects[outcome.exchanges.indexOf(exchange)] ?? null
    const before = happened[index - 1]?.request.origin
    const turns: PictureEvent[] =
      before === undefined || before === request.origin
        ? []
        : [{ type: 'note', at: 'page', says: `Now the page at ${request.origin} asks.` }]
    return [...turns, ...eventsOf(request, outcome, { effect })]
  })
  const isEvil = first.request.origin === evilOrigin
  const cast = { page: isEvil ? 'Mallory’s page' : 'the app', pageIsEvil: isEvil, server: 'the bank' }
  return { actors: actorsOf(first.request, cast), events }
}
