/** A picture as one SVG file that needs nothing else: for documents, for print, and for people who want no motion. */
import type { Picture } from '../words/picture.ts'
import { asText } from './as-text.ts'
import { layout } from './layout.ts'
import { escaped, svgText } from './svg-text.ts'

/**
 * @param styles the style sheet of the stage with the values of its tokens; the page and the docs have them from the
 * same files
 */
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
