/** The layout of a picture for a given width: lanes side by side, time from top to bottom. */
import type { Picture, PictureEvent } from '../words/picture.ts'
import { drawActors, LANE_TOP, lifeline } from './draw-actors.ts'
import { drawArrow } from './draw-arrow.ts'
import { drawEffect, drawNote, drawRule } from './draw-marks.ts'
import { node, type SvgNode } from './svg-node.ts'

export interface Lanes {
  readonly width: number
  readonly isNarrow: boolean
  readonly x: (id: string) => number
  readonly kind: (id: string) => string
}

/** One drawn event; `height` is the distance to the next one. */
export interface Drawn {
  readonly nodes: readonly SvgNode[]
  readonly height: number
}

export interface PlacedEvent {
  readonly event: PictureEvent
  readonly y: number
  readonly nodes: readonly SvgNode[]
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly frame: readonly SvgNode[]
  readonly events: readonly PlacedEvent[]
}

const BOTTOM = 20

/** Below it, labels go under what they label instead of beside it. */
const NARROW = 560

export function layout(picture: Picture, width: number): Layout {
  const lanes = lanesOf(picture, width)
  const events: PlacedEvent[] = []
  let y = LANE_TOP
  for (const event of picture.events) {
    const { nodes, height } = draw(event, y, lanes)
    events.push({ event, y, nodes: event.side === undefined ? nodes : ofOneSide(event.side, nodes, y) })
    y += height
  }
  const height = y + BOTTOM
  const frame = [
    ...picture.actors.flatMap((actor) => lifeline(actor, lanes.x(actor.id), height)),
    ...drawActors(picture.actors, lanes),
  ]
  return { width, height, frame, events }
}

/** Narrow screens have lanes near the edges, wide ones leave room for labels. */
function lanesOf({ actors }: Picture, width: number): Lanes {
  const isNarrow = width < NARROW
  const edge = isNarrow ? 34 : Math.min(150, width * 0.16)
  const last = Math.max(1, actors.length - 1)
  // The names of rules are to the right of the middle lane.
  const part = (index: number) => (isNarrow && last === 2 && index === 1 ? 0.36 : index / last)
  const places = new Map(actors.map(({ id }, index) => [id, Math.round(edge + (width - 2 * edge) * part(index))]))
  const kinds = new Map(actors.map(({ id, kind }) => [id, kind]))
  return { width, isNarrow, x: (id) => places.get(id) ?? edge, kind: (id) => kinds.get(id) ?? 'other' }
}

/** A plus or minus sign, and a fainter picture for what is gone. */
function ofOneSide(side: 'before' | 'now', nodes: readonly SvgNode[], y: number): readonly SvgNode[] {
  const sign = node('text', { x: 4, y: y + 18, class: 'side-sign' }, side === 'before' ? '−' : '+')
  return [node('g', { class: `of-${side}` }, sign, ...nodes)]
}

function draw(event: PictureEvent, y: number, lanes: Lanes): Drawn {
  switch (event.type) {
    case 'arrow':
      return drawArrow(event, y, lanes)
    case 'rule':
      return drawRule(event, y, lanes)
    case 'note':
      return drawNote(event, y, lanes)
    case 'effect':
      return drawEffect(event, y, lanes)
  }
}
