import type { ArrowEvent } from '../words/picture.ts'
import { headerBlock } from './draw-headers.ts'
import type { Drawn, Lanes } from './layout.ts'
import { cut, MONO, node, SANS, type SvgNode, wrap } from './svg-node.ts'

const PLATE = 13
const SPOKEN = 13
const LINE = 17
const MARGIN = 6
/** From the top of the event to its line. */
const DROP = 28

export function drawArrow(event: ArrowEvent, y: number, lanes: Lanes): Drawn {
  const from = lanes.x(event.from)
  const to = lanes.x(event.to)
  const line = y + DROP
  const direction = Math.sign(to - from)
  const block = headerBlock(event, line + 10, lanes)
  const spoken = event.spoken ? spokenText(event.says, from, to, line + 8 + block.height, lanes) : NOTHING
  const stopped = event.hidden && event.to === 'browser' ? stop(to, line) : []
  const kind = [event.line, event.preflight ? 'preflight' : '', event.hidden ? 'hidden' : ''].join(' ').trim()
  const shaft = { x1: from + 8 * direction, y1: line, x2: to - 16 * direction, y2: line, class: 'shaft', pathLength: 1 }
  return {
    nodes: [
      node(
        'g',
        { class: `arrow ${lanes.kind(event.from)} ${kind}` },
        node('line', shaft),
        node('path', { d: `M${to - 8 * direction} ${line} l${-9 * direction} -5 v10 z`, class: 'head' }),
        ...stopped,
        ...plate(event.plate, (from + to) / 2, line, lanes),
        ...block.nodes,
        ...spoken.nodes,
      ),
    ],
    height: DROP + 14 + block.height + spoken.height,
  }
}

const NOTHING: Drawn = { nodes: [], height: 0 }

/** It may be wider than its arrow: then it hides a lane behind it, and stays inside the stage. */
function plate(text: string, middle: number, line: number, lanes: Lanes): SvgNode[] {
  const em = PLATE * MONO
  const shown = cut(text, Math.min(40, Math.floor((lanes.width - 2 * MARGIN - 14) / em)))
  const width = shown.length * em + 14
  const x = Math.min(Math.max(middle - width / 2, MARGIN), lanes.width - MARGIN - width)
  return [
    node('rect', { x, y: line - 25, width, height: 21, rx: 5, class: 'plate' }),
    node('text', { x: x + width / 2, y: line - 10, 'text-anchor': 'middle', class: 'plate-text' }, shown),
  ]
}

/** The answer stops at the browser's lane. */
const stop = (x: number, y: number): SvgNode[] => [
  node('path', { d: `M${x - 5} ${y - 9} v18 M${x} ${y - 9} v18`, class: 'stop' }),
]

function spokenText(text: string, from: number, to: number, top: number, lanes: Lanes): Drawn {
  const left = Math.max(MARGIN, Math.min(from, to) - (lanes.isNarrow ? 60 : 0))
  const room = lanes.isNarrow ? lanes.width - 2 * MARGIN - 20 : Math.abs(to - from) - 24
  const lines = wrap(text, room, SPOKEN)
  const x = left + 12
  const width = Math.min(
    Math.max(...lines.map((line) => line.length)) * SPOKEN * SANS * 1.1,
    // The lane at its other end is not hidden.
    lanes.isNarrow ? lanes.width - MARGIN - x - 4 : Math.abs(to - from) - 24,
  )
  return {
    nodes: [
      node('rect', {
        x: x - 4,
        y: top,
        width: width + 8,
        height: lines.length * LINE + 6,
        rx: 4,
        class: 'spoken-back',
      }),
      ...lines.map((line, index) => node('text', { x, y: top + 15 + index * LINE, class: 'spoken' }, line)),
    ],
    height: lines.length * LINE + 8,
  }
}
