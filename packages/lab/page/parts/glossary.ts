/** Text as pieces: code, and words that are explained. */
import { GLOSSARY, type Term } from '../words/terms.ts'

export interface Piece {
  readonly kind: 'text' | 'code' | 'term'
  readonly text: string
  /** What must stay on the same line as the piece. */
  readonly lead?: string
  readonly term?: Term
}

const TOKEN =
  /`([^`]+)`|(https?:\/\/[^\s,;'"”)]*[^\s,;'"”).]|\b(?:Access-Control-[A-Za-z-]+|Set-Cookie|Content-Type|Authorization|SameSite|TypeError)\b)/g

/** `code` in backticks, and names that are always code: URLs, headers. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(TOKEN)) {
    const before = text.slice(at, found.index)
    const lead = before.endsWith('(') ? '(' : ''
    if (before.length > lead.length) pieces.push({ kind: 'text', text: before.slice(0, before.length - lead.length) })
    pieces.push({ kind: 'code', text: found[1] ?? found[2] ?? '', ...(lead !== '' && { lead }) })
    at = found.index + found[0].length
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) })
  return pieces
}

/** The first appearance of each term that is not known yet. `told` is added to. */
export function withTerms(pieces: readonly Piece[], told: Set<string>): Piece[] {
  return pieces.flatMap((piece) => (piece.kind === 'text' ? termsIn(piece.text, told) : [piece]))
}

function termsIn(text: string, told: Set<string>): Piece[] {
  const [first] = GLOSSARY.filter(({ id }) => !told.has(id))
    .flatMap((term) => {
      const found = term.pattern.exec(text)
      return found === null ? [] : [{ term, at: found.index, word: found[0] }]
    })
    .sort((a, b) => a.at - b.at)
  if (first === undefined) return text === '' ? [] : [{ kind: 'text', text }]
  const { term, at, word } = first
  told.add(term.id)
  return [
    ...(at === 0 ? [] : [{ kind: 'text', text: text.slice(0, at) } as const]),
    { kind: 'term', text: word, term },
    ...termsIn(text.slice(at + word.length), told),
  ]
}
