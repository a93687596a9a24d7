/** Rules are dots on the browser's lane; notes and side effects are marks on the lane of their actor. */
import type { EffectEvent, NoteEvent, RuleEvent } from '../words/picture.ts'
import type { Drawn, Lanes } from './layout.ts'
import { node, SANS, type SvgNode, wrap } from './svg-node.ts'

const TEXT = 13
const LINE = 18
const MARGIN = 6

const SIGN = {
  passed: 'M-4 0 l3 3.5 l5.5 -7',
  failed: 'M-3.5 -3.5 l7 7 m0 -7 l-7 7',
  'not-reached': 'M-3 0 h6',
} as const

export function drawRule(event: RuleEvent, y: number, lanes: Lanes): Drawn {
  const x = lanes.x(event.at)
  const dot = (cy: number) => [
    node('circle', { cx: x, cy, r: event.decides ? 10 : 8, class: 'dot' }),
    node('path', { d: SIGN[event.state], transform: `translate(${x} ${cy})`, class: 'sign' }),
  ]
  const kind = `rule ${event.state}${event.decides ? ' decides' : ''}`
  if (!event.decides) {
    const text = node('text', { x: x + 15, y: y + 14, class: 'rule-name' }, event.rule)
    return { nodes: [node('g', { class: kind }, ...dot(y + 10), text)], height: 23 }
  }
  const place = lanes.isNarrow ? { left: MARGIN, top: y + 32, width: lanes.width - 2 * MARGIN } : besideDot(x, y, lanes)
  const box = boxed(event.says, place.left, place.top, place.width)
  const title = node('text', { x: place.left + 10, y: place.top + 19, class: 'rule-title' }, event.rule)
  const rect = { x: place.left, y: place.top, width: place.width, height: box.height + 22, rx: 6, class: 'box' }
  const opened = [node('rect', rect), title, ...box.text(24)]
  // The same link is in the text under the stage, where the keyboard reaches it.
  const link = { href: event.spec ?? '', rel: 'noreferrer', target: '_blank', tabindex: -1, class: 'link' }
  return {
    nodes: [
      node('g', { class: kind }, ...(event.spec === undefined ? opened : [node('a', link, ...opened)]), ...dot(y + 18)),
    ],
    height: place.top - y + box.height + 32,
  }
}

/** On a narrow screen there is no room beside the lane. */
function besideDot(x: number, y: number, lanes: Lanes) {
  return { left: x + 18, top: y + 4, width: Math.min(lanes.width - x - 18 - MARGIN, 340) }
}

function boxed(text: string, x: number, y: number, width: number) {
  const lines = wrap(text, width - 20, TEXT)
  return {
    height: lines.length * LINE + 8,
    text: (from: number): SvgNode[] =>
      lines.map((line, index) => node('text', { x: x + 10, y: y + from + 14 + index * LINE, class: 'says' }, line)),
  }
}

export function drawNote(event: NoteEvent, y: number, lanes: Lanes): Drawn {
  return mark('note', event.says, event.at, y, lanes)
}

export function drawEffect(event: EffectEvent, y: number, lanes: Lanes): Drawn {
  return mark('effect', event.says, event.at, y, lanes)
}

/** A small plate on the lane, kept inside the stage. */
function mark(kind: string, says: string, at: string, y: number, lanes: Lanes): Drawn {
  const x = lanes.x(at)
  const lines = wrap(says, Math.min(lanes.width - 40, 320), TEXT)
  const width = Math.min(
    Math.max(...lines.map((line) => line.length)) * TEXT * SANS * 1.08 + 36,
    lanes.width - 2 * MARGIN,
  )
  const left = Math.min(Math.max(x - width / 2, MARGIN), lanes.width - MARGIN - width)
  const height = lines.length * LINE + 8
  const sign = kind === 'effect' ? '★' : '·'
  return {
    nodes: [
      node(
        'g',
        { class: `${kind} ${lanes.kind(at)}` },
        node('rect', { x: left, y: y + 6, width, height, rx: 6, class: 'box' }),
        node('text', { x: left + 10, y: y + 24, class: 'mark-sign' }, sign),
        ...lines.map((line, index) => node('text', { x: left + 26, y: y + 24 + index * LINE, class: 'says' }, line)),
      ),
    ],
    height: height + 14,
  }
}
