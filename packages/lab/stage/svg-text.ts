/** Writes nodes as SVG text. Everything that came from a server is escaped. */
import type { SvgNode } from './svg-node.ts'

export function svgText({ tag, attributes, children = [] }: SvgNode): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
  const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : svgText(child))).join('')
  return `<${tag}${written.join('')}${inner === '' ? '/>' : `>${inner}</${tag}>`}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

// Control characters are not XML, even escaped.
export const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '�')
