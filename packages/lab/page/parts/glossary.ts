/** Words that a newcomer may not know, each explained where it first appears. */
export interface Term {
  readonly id: string
  /** In front of what it says. */
  readonly name: string
  /** As it stands in a text, with word boundaries. */
  readonly pattern: RegExp
  readonly says: string
}

export const GLOSSARY: readonly Term[] = [
  {
    id: 'origin',
    name: 'Origin',
    pattern: /\borigins?\b/,
    says: 'Scheme, host and port of an address together: https://app.example.com is one origin, and https://app.example.com:8443 is another. The path does not count.',
  },
  {
    id: 'preflight',
    name: 'Preflight',
    pattern: /\bpreflights?\b/,
    says: 'A question that the browser asks before the request itself: OPTIONS, with the method and the headers that the page wants to send. The request goes out only if the answer agrees.',
  },
  {
    id: 'credentials',
    name: 'Credentials',
    pattern: /\bcredentials\b/,
    says: 'What proves who the user is, without the page doing anything: cookies, a login of HTTP, a client certificate. The browser adds them if the call of fetch says so.',
  },
  {
    id: 'opaque',
    name: 'Opaque',
    pattern: /\bopaque\b/,
    says: 'An answer that arrived and that script cannot look into: no status, no headers, no body.',
  },
  {
    id: 'safelisted',
    name: 'Safelisted',
    pattern: /\bsafelisted\b/,
    says: 'On a list of the standard: methods and headers that pages could send long before CORS, by a form or a picture. They need no preflight.',
  },
  {
    id: 'site',
    name: 'Same site',
    pattern: /\bsame site\b|\bsame-site\b/,
    says: 'The same registered name, such as example.com, with the same scheme. app.example.com and api.example.com are two origins of one site.',
  },
]

export interface Piece {
  readonly kind: 'text' | 'code' | 'term'
  readonly text: string
  readonly term?: Term
}

const TOKEN =
  /`([^`]+)`|(https?:\/\/[^\s,;'"”)]*[^\s,;'"”).]|\b(?:Access-Control-[A-Za-z-]+|Set-Cookie|Content-Type|Authorization|SameSite|TypeError)\b)/g

/** `code` in backticks, and names that are code wherever they stand: URLs, headers. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(TOKEN)) {
    if (found.index > at) pieces.push({ kind: 'text', text: text.slice(at, found.index) })
    pieces.push({ kind: 'code', text: found[1] ?? found[2] ?? '' })
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
