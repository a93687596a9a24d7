import { LetterSearch } from './letter-search.ts'

/**
 * The form in which texts are compared: letters and digits in lower case, without accents, each with its place. It
 * leaves out what copying changes: quotes, line breaks, indents, full stops, colors of a terminal.
 */
export interface Letters {
  readonly source: string
  readonly text: string
  /** For each character of `text`, where it stands in `source`. */
  readonly places: readonly number[]
  /** Finds letters in the whole text, of which `text` may be the beginning. */
  readonly search: LetterSearch
}

const LETTER = /[\p{L}\p{N}]/u

/** Elements of HTML that occur within sentences. */
export const TAG = /<\/?(?:a|b|br|code|div|em|i|li|mark|p|pre|q|s|small|span|strong|td|u|wbr)(?:\s[^<>]*)?\/?>/gi

/** Marks of direction and joiners: copying adds them around quotes, and chats in long addresses. */
export const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

/**
 * HTML elements, quotes as HTML and JSON write them, and color codes of a terminal: their letters are not part of the
 * sentence.
 */
const NOT_TEXT = new RegExp(
  `&(?:#\\d+|#x[0-9a-f]+|quot|apos|lsquo|rsquo|ldquo|rdquo|nbsp|amp|gt|lt);|\\\\u[0-9a-f]{4}|\\\\[nrt]|\\x1b\\[[0-9;]*m|${TAG.source}`,
  'giy',
)

export function lettersOf(source: string): Letters {
  let text = ''
  const places: number[] = []
  for (let place = 0; place < source.length; ) {
    const next = endOfNotText(source, place)
    if (next > place) {
      place = next
      continue
    }
    const character = String.fromCodePoint(source.codePointAt(place) as number)
    for (const letter of plain(character)) {
      text += letter
      for (let unit = 0; unit < letter.length; unit++) places.push(place)
    }
    place += character.length
  }
  return { source, text, places, search: new LetterSearch(text) }
}

function endOfNotText(source: string, place: number): number {
  const code = source.charCodeAt(place)
  if (code !== 0x26 && code !== 0x3c && code !== 0x5c && code !== 0x1b) return place
  NOT_TEXT.lastIndex = place
  return NOT_TEXT.test(source) ? NOT_TEXT.lastIndex : place
}

/** The letters of a character, without accents. */
const known = new Map<string, string>()

function plain(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x80) {
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return character
    return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 0x20) : ''
  }
  const found = known.get(character)
  if (found !== undefined) return found
  const letters = Array.from(character.normalize('NFKD').toLowerCase()).filter((part) => LETTER.test(part))
  if (known.size < 20_000) known.set(character, letters.join(''))
  return letters.join('')
}

/** The letters of a sentence that we wrote ourselves. */
export const lettersOnly = (sentence: string): string => lettersOf(sentence).text
