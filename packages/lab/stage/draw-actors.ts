import type { Actor } from '../words/picture.ts'
import type { Lanes } from './layout.ts'
import { cut, MONO, node, type SvgNode } from './svg-node.ts'

export const LANE_TOP = 92

/** Colour is never the only sign. */
const LETTER = { page: 'P', browser: 'B', server: 'S', other: 'X' } as const

const MOST_BESIDE = 3

export function drawActors(actors: readonly Actor[], lanes: Lanes): SvgNode[] {
  return actors.map((actor, index) => {
    const x = lanes.x(actor.id)
    const room = lanes.width / actors.length
    const size = lanes.isNarrow ? 10.5 : 12.5
    const isFirst = index === 0
    const isLast = index === actors.length - 1
    const isNarrow = lanes.isNarrow
    const anchor = isNarrow && isFirst ? 'start' : isNarrow && isLast ? 'end' : 'middle'
    const at = anchor === 'start' ? 4 : anchor === 'end' ? lanes.width - 4 : x
    const most = Math.floor((isNarrow ? lanes.width / 2 - 8 : room - 8) / (size * MONO))
    return node(
      'g',
      { class: `actor ${actor.kind}` },
      node('circle', { cx: x, cy: 20, r: 16, class: 'badge' }),
      node('text', { x, y: 26, 'text-anchor': 'middle', class: 'letter' }, LETTER[actor.kind]),
      nameOf(actor, x, at, anchor, lanes, actors.length),
      ...(actor.detail === undefined || (isNarrow && anchor === 'middle' && actors.length > MOST_BESIDE)
        ? []
        : [
            node(
              'text',
              { x: at, y: 72, 'text-anchor': anchor, class: isNarrow ? 'detail small' : 'detail' },
              cut(actor.detail, most),
            ),
          ]),
    )
  })
}

/**
 * On a narrow screen, the name of the middle actor is beside its badge, so that three fit. Of four, each has a quarter.
 */
function nameOf(
  { name }: Actor,
  x: number,
  at: number,
  anchor: string,
  { isNarrow, width }: Lanes,
  count: number,
): SvgNode {
  if (isNarrow && count > MOST_BESIDE) {
    const place = { x: at, y: 54, 'text-anchor': anchor, class: 'name small' }
    return node('text', place, cut(name, Math.floor(width / count / 7)))
  }
  const isBeside = isNarrow && anchor === 'middle'
  const place = isBeside ? { x: x + 22, y: 25, 'text-anchor': 'start' } : { x: at, y: 54, 'text-anchor': anchor }
  const room = isBeside ? width * 0.3 : isNarrow ? width * 0.5 : width * 0.33
  return node('text', { ...place, class: isNarrow ? 'name small' : 'name' }, cut(name, Math.floor(room / 7.5)))
}

const LANE_TOP_LINE = LANE_TOP - 12

export function lifeline({ kind }: Actor, x: number, height: number): SvgNode[] {
  return [node('line', { x1: x, y1: LANE_TOP_LINE, x2: x, y2: height - 6, class: `lifeline ${kind}` })]
}
