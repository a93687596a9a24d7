import type { ArrowEvent, PictureHeader } from '../words/picture.ts'
import type { Drawn, Lanes } from './layout.ts'
import { cut, MONO, node, type SvgNode } from './svg-node.ts'

const PLATE = 13
const HEADER = 12
const LINE = 17
const MARGIN = 6
/** From the top of the event to its line. */
const DROP = 26

export function drawArrow(event: ArrowEvent, y: number, lanes: Lanes): Drawn {
  const from = lanes.x(event.from)
  const to = lanes.x(event.to)
  const line = y + DROP
  const direction = Math.sign(to - from)
  const most = Math.floor((Math.abs(to - from) - 24) / (PLATE * MONO))
  const plate = cut(event.plate, Math.max(most, 6))
  const plateWidth = plate.length * PLATE * MONO + 14
  const middle = (from + to) / 2
  const block = headerBlock(event, line + 10, lanes)
  const kind = [event.line, event.preflight ? 'preflight' : '', event.hidden ? 'hidden' : ''].join(' ').trim()
  return {
    nodes: [
      node(
        'g',
        { class: `arrow ${lanes.kind(event.from)} ${kind}` },
        node('line', {
          x1: from + 8 * direction,
          y1: line,
          x2: to - 9 * direction,
          y2: line,
          class: 'shaft',
          pathLength: 1,
        }),
        node('path', { d: head(to - 8 * direction, line, direction), class: 'head' }),
        node('rect', {
          x: middle - plateWidth / 2,
          y: line - 23,
          width: plateWidth,
          height: 20,
          rx: 5,
          class: 'plate',
        }),
        node('text', { x: middle, y: line - 8.5, 'text-anchor': 'middle', class: 'plate-text' }, plate),
        ...block.nodes,
      ),
    ],
    height: DROP + 14 + block.height,
  }
}

const head = (x: number, y: number, direction: number) => `M${x} ${y} l${-9 * direction} -5 v10 z`

/** The headers that CORS looks at; the others are counted. */
function headerBlock({ headers = [], from, to }: ArrowEvent, top: number, lanes: Lanes): Drawn {
  const shown = headers.filter(({ mark }) => mark !== 'plain')
  const folded = headers.length - shown.length
  if (shown.length === 0) return { nodes: [], height: 0 }
  const room = Math.floor((lanes.width - 2 * MARGIN - 30) / (HEADER * MONO))
  const lines = [
    ...shown.flatMap((header) => headerLines(header, room)),
    ...(folded > 0 ? [{ text: `and ${folded} more`, mark: 'more' }] : []),
  ]
  const width = Math.max(...lines.map(({ text }) => text.length)) * HEADER * MONO + 30
  const middle = (lanes.x(from) + lanes.x(to)) / 2
  const x = Math.min(Math.max(middle - width / 2, MARGIN), lanes.width - MARGIN - width)
  const height = lines.length * LINE + 8
  return {
    nodes: [
      node('rect', { x, y: top, width, height, rx: 5, class: 'headers' }),
      ...lines.flatMap(({ text, mark }, index) => headerLine(text, mark, x, top + 4 + index * LINE, width)),
    ],
    height: height + 8,
  }
}

interface HeaderLine {
  readonly text: string
  readonly mark: string
}

/** On one line where it fits; else the value on its own. */
function headerLines({ name, value, mark }: PictureHeader, room: number): HeaderLine[] {
  const whole = `${name}: ${value}`
  if (whole.length <= room) return [{ text: whole, mark }]
  return [
    { text: cut(`${name}:`, room), mark },
    { text: `  ${cut(value, room - 2)}`, mark: mark === 'decides' ? 'decides-on' : mark },
  ]
}

const SIGN: Readonly<Record<string, string>> = { decides: '▸', hidden: '×' }

function headerLine(text: string, mark: string, x: number, y: number, width: number): SvgNode[] {
  const sign = SIGN[mark]
  return [
    ...(mark.startsWith('decides')
      ? [node('rect', { x: x + 2, y, width: width - 4, height: LINE, class: 'mark' })]
      : []),
    ...(sign === undefined ? [] : [node('text', { x: x + 8, y: y + 13, class: `header ${mark}-sign` }, sign)]),
    node('text', { x: x + 20, y: y + 13, class: `header ${mark}`, 'xml:space': 'preserve' }, text),
  ]
}
