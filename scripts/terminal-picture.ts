/** A run in a terminal as one SVG file, the README's first picture. Made from the real output, with its colours. */

const SIZE = 14
const CHARACTER = SIZE * 0.602
const LINE = 20
const EDGE = 20

interface Piece {
  readonly text: string
  readonly classes: readonly string[]
}

/** By the numbers of ANSI's select graphic rendition. */
const ON: Readonly<Record<string, string>> = { 1: 'strong', 2: 'faint', 31: 'bad', 32: 'good', 33: 'doubtful' }
const OFF: Readonly<Record<string, readonly string[]>> = { 22: ['strong', 'faint'], 39: ['bad', 'good', 'doubtful'] }

/** @param output with colours @param says what the picture shows, for readers who do not see it */
export function terminalPicture(output: string, says: string): string {
  const lines = output.trimEnd().split('\n').map(piecesOf)
  const widest = Math.max(...lines.map((pieces) => pieces.reduce((sum, { text }) => sum + text.length, 0)))
  const width = Math.ceil(widest * CHARACTER + 2 * EDGE)
  const height = lines.length * LINE + 2 * EDGE
  const rows = lines.map((pieces, row) => {
    const spans = pieces.map(({ text, classes }) =>
      classes.length === 0 ? escaped(text) : `<tspan class="${classes.join(' ')}">${escaped(text)}</tspan>`,
    )
    return `<text x="${EDGE}" y="${EDGE + row * LINE + SIZE}" xml:space="preserve">${spans.join('')}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>${escaped(says)}</title>
<style>
rect { fill: #12151c; }
text { fill: #e6e9f0; font: ${SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.strong { font-weight: 700; }
.faint { fill: #98a1b3; }
.bad { fill: #ff7b72; }
.good { fill: #56d364; }
.doubtful { fill: #e3b341; }
</style>
<rect width="100%" height="100%" rx="8"/>
${rows.join('\n')}
</svg>
`
}

function piecesOf(line: string): Piece[] {
  const classes = new Set<string>()
  const pieces: Piece[] = []
  for (const part of line.split(/(\x1b\[\d+m)/)) {
    const code = /^\x1b\[(\d+)m$/.exec(part)?.[1]
    if (code === undefined) {
      if (part !== '') pieces.push({ text: part, classes: [...classes] })
      continue
    }
    const on = ON[code]
    if (on !== undefined) classes.add(on)
    for (const off of OFF[code] ?? []) classes.delete(off)
  }
  return pieces
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
