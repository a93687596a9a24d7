/** A piece of SVG as data: the page draws it as elements, `asSvg` writes it as text. */
export interface SvgNode {
  readonly tag: 'g' | 'rect' | 'line' | 'path' | 'circle' | 'text' | 'tspan' | 'a' | 'title'
  readonly attributes: Readonly<Record<string, string | number>>
  readonly children?: readonly (SvgNode | string)[]
}

export const node = (
  tag: SvgNode['tag'],
  attributes: SvgNode['attributes'],
  ...children: readonly (SvgNode | string)[]
): SvgNode => ({ tag, attributes, children })

/** Widths are estimated, so that the same picture comes out without a browser: all that is mono is exact. */
export const MONO = 0.602
export const SANS = 0.52

/** Breaks at spaces only: a header's name or a URL is never broken. */
export function wrap(text: string, width: number, size: number, em = SANS): string[] {
  const most = Math.max(8, Math.floor(width / (size * em)))
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(cut(word, most))
  }
  return lines
}

/** Shortens a long text in its middle. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const head = Math.ceil((most - 1) * 0.6)
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`
}
