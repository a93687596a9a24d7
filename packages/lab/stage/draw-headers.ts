/** Under an arrow: the headers that CORS looks at; the others are counted. */
import { PICTURE } from '../page/words/picture.ts'
import type { ArrowEvent, PictureHeader } from '../words/picture.ts'
import type { Drawn, Lanes } from './layout.ts'
import { cut, MONO, node, type SvgNode } from './svg-node.ts'

const SIZE = 12
const LINE = 17
const MARGIN = 6
/** Left and right of the text. */
const PADDING = 28

export function headerBlock({ headers = [], from, to }: ArrowEvent, top: number, lanes: Lanes): Drawn {
  const shown = headers.filter(({ mark }) => mark !== 'plain')
  const folded = headers.length - shown.length
  if (shown.length === 0) return { nodes: [], height: 0 }
  // Between its two lanes if every name fits there: a name is never cut.
  const charactersIn = (space: number) => Math.floor((space - PADDING) / (SIZE * MONO))
  const between = charactersIn(Math.abs(lanes.x(to) - lanes.x(from)))
  const fits = !lanes.isNarrow && shown.every(({ name }) => name.length < between)
  const room = fits ? between : charactersIn(lanes.width - 2 * MARGIN)
  const lines = [
    ...shown.flatMap((header) => headerLines(header, room)),
    ...(folded > 0 ? [{ text: PICTURE.more(folded), mark: 'more' }] : []),
  ]
  const width = Math.max(...lines.map(({ text }) => text.length)) * SIZE * MONO + PADDING
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

/** On one line if it fits; else the value has its own line. */
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
  const isDeciding = mark.startsWith('decides')
  return [
    ...(isDeciding ? [node('rect', { x: x + 2, y, width: width - 4, height: LINE, class: 'mark' })] : []),
    ...(sign === undefined ? [] : [node('text', { x: x + 8, y: y + 13, class: `header ${mark}-sign` }, sign)]),
    node('text', { x: x + 20, y: y + 13, class: `header ${mark}`, 'xml:space': 'preserve' }, text),
  ]
}
