/** A picture as one SVG file that needs nothing else: for documents, print, and who wants no motion. */
import type { Picture } from '../words/picture.ts'
import { asText } from './as-text.ts'
import { layout } from './layout.ts'
import type { SvgNode } from './svg-node.ts'

/** @param styles the style sheet of the stage with the values of its tokens; the page and the docs have them from the same files */
export function asSvg(picture: Picture, styles: string, width = 720): string {
  const { height, frame, events } = layout(picture, width)
  const nodes = [...frame, ...events.flatMap((event) => event.nodes)]
  const says = asText(picture).join(' ')
  return `<svg xmlns="http://www.w3.org/2000/svg" class="stage" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>${escaped(picture.actors.map(({ name }) => name).join(', '))}</title>
<desc>${escaped(says)}</desc>
<style>${escaped(styles)}</style>
<rect width="100%" height="100%" class="paper"/>
${nodes.map(svgText).join('\n')}
</svg>
`
}

function svgText({ tag, attributes, children = [] }: SvgNode): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : svgText(child))).join('')
  return `<${tag}${written.join('')}${inner === '' ? '/>' : `>${inner}</${tag}>`}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// Control characters are not XML, even escaped.
const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '�')
