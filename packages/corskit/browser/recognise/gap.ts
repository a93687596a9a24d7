/** The text in the gap of a sentence as it was printed, without the signs that copying has added. */
import { type Letters, TAG, UNSEEN } from './letters.ts'
import { linkedAddress, markedAddress } from './marked-address.ts'

export type GapName =
  | 'addressSpace'
  | 'firstUrl'
  | 'header'
  | 'initiator'
  | 'method'
  | 'origin'
  | 'rest'
  | 'status'
  | 'url'
  | 'value'

/** The most letters of a gap: engines print nothing longer. */
export const LONGEST_GAP = 8192

/** Gaps without white space: if there is some, a line break has put it there. */
const ONE_WORD: ReadonlySet<GapName> = new Set([
  'addressSpace',
  'firstUrl',
  'header',
  'method',
  'origin',
  'status',
  'url',
])

/** Whether the gap holds one word only, apart from line breaks. If not, the text is another sentence. */
export function isFilled(gap: GapName, { source, places }: Letters, opening: number, closing: number): boolean {
  if (!ONE_WORD.has(gap)) return true
  const from = endOfLetter(source, places[opening - 1] as number)
  const written = source.slice(from, places[closing]).replace(TAG, '').replace(BEFORE, '')
  // The value of a header that came twice is joined by a comma and a space.
  const joined = written.replace(LINE_BREAK, '').replaceAll(', ', ',')
  const words = joined.split(/\s+/).map((word) => LETTER.test(word))
  return !words.some((isWord, at) => isWord && words[at + 1] === true)
}

const LETTER = /[\p{L}\p{N}]/u
export const QUOTE = /["'`´′″‘’‚‛“”„‟«»‹›「」『』＂＇]/
const NO_QUOTE = `[^${QUOTE.source.slice(1)}`
/** Two quotes before the word, and none or one behind it. */
const CUT_DOUBLED = new RegExp(`^${QUOTE.source}{2}(${NO_QUOTE}+)${QUOTE.source}?$`)
/** What may stand between the letters before a gap and the gap itself. */
const BEFORE =
  /^(?:\\u20[0-9a-f]{2}|\\u002[27]|[\s:：>|([（\\]|&(?:#\d+|#x[0-9a-f]+|quot|apos|lsquo|rsquo|ldquo|rdquo|nbsp);)+/i
/** With the signs that quote a line, or make it a comment. A run of spaces is looked at once, from its beginning. */
const LINE_BREAK = /(?<![ \t])[ \t]*\r?\n(?:[ \t>|]*(?:\*|\/\/|#+)[ \t]+)?[ \t>|]*/g

/**
 * @param closing where the letters after the gap begin; without it, the gap ends with its quotes, its word or its line
 * @param betweenWords whether the sentence has only words around the gap, without signs
 */
export function textInGap(
  gap: GapName,
  { source, text, places }: Letters,
  opening: number,
  closing?: number,
  betweenWords = false,
): { readonly value: string; readonly end: number } {
  const from = endOfLetter(source, places[opening - 1] as number)
  if (closing !== undefined) {
    return { value: cleaned(gap, source.slice(from, places[closing]), betweenWords), end: closing }
  }
  // The place where the next line begins, if the text has several lines.
  const written = source.slice(from, places[text.length])
  const length = lengthOfLastGap(gap, written)
  return { value: cleaned(gap, written.slice(0, length)), end: Math.min(letterAt(places, from + length), text.length) }
}

/** The first letter at this place of the source or after it. */
export function letterAt(places: readonly number[], place: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] as number) < place) low = middle + 1
    else high = middle
  }
  return low
}

export const endOfLetter = (source: string, place: number) =>
  place + String.fromCodePoint(source.codePointAt(place) as number).length

function lengthOfLastGap(gap: GapName, written: string): number {
  const before = BEFORE.exec(written)?.[0].length ?? 0
  const rest = written.slice(before)
  if (QUOTE.test(rest.charAt(0))) {
    const closing = rest.slice(1).search(QUOTE)
    if (closing >= 0) return before + closing + 2
  }
  if (WRITTEN_QUOTE_AT_END.test(written.slice(0, before))) {
    const closing = WRITTEN_QUOTE.exec(rest)
    if (closing !== null) return before + closing.index + closing[0].length
  }
  if (gap === 'status') return before + (/^\d{3}|^\(?null\)?/.exec(rest)?.[0].length ?? 0)
  const end = rest.search(ONE_WORD.has(gap) ? /\s/ : /\r?\n/)
  return end < 0 ? written.length : before + end
}

/** A quote as HTML and JSON write it. */
const WRITTEN_SINGLE = /&(?:#39|apos|#x27|lsquo|rsquo|#821[67]|#x201[89]);|\\u(?:0027|201[89])/gi
const WRITTEN_DOUBLE = /&(?:quot|#34|#x22|ldquo|rdquo|#822[01]|#x201[cd]);|\\u(?:0022|201[cd])/gi
const WRITTEN_QUOTE = new RegExp(`${WRITTEN_SINGLE.source}|${WRITTEN_DOUBLE.source}`, 'i')
const WRITTEN_QUOTE_AT_END = new RegExp(`(?:${WRITTEN_QUOTE.source})$`, 'i')

function cleaned(gap: GapName, tagged: string, betweenWords = false): string {
  const untagged = tagged.replace(TAG, '').replace(UNSEEN, '')
  const own = ONE_WORD.has(gap) ? withoutNextLine(untagged) : untagged
  const written = gap === 'origin' || URL_GAPS.has(gap) ? withoutEmphasis(own) : own
  const unwrapped = written
    .replace(BEFORE, '')
    .replace(LINE_BREAK, ONE_WORD.has(gap) ? '' : ' ')
    .trim()
  const bare = withoutQuotes(URL_GAPS.has(gap) ? unwrapped.replace(ATTACHED, '') : unwrapped, gap, betweenWords)
  const word = ONE_WORD.has(gap) ? bare.replace(/\s+/g, '') : bare
  if (gap === 'value') return valueWithoutMarks(word)
  if (gap !== 'origin' && !URL_GAPS.has(gap)) return word
  const line = decoded(written).replace(LINE_BREAK, '').replace(END_OF_BRACKETS, '')
  return markedAddress(line.replace(AROUND_MARKS, '')) ?? withoutOuterQuotes(word)
}

/** Without what joins two lines, and the signs of the next one, where the next words of the sentence begin with it. */
function withoutNextLine(text: string): string {
  const lines = text.split('\n')
  const last = lines.findLastIndex((line) => LETTER.test(line))
  const own = lines.slice(0, Math.max(last, 0) + 1)
  if (own.length === lines.length) return text
  return own
    .join('\n')
    .trimEnd()
    .replace(/\s[|\\+]$/, '')
    .trimEnd()
}

/** A header's value, where a chat has made a link of its address, and Markdown has escaped its asterisk. */
const valueWithoutMarks = (value: string): string =>
  linkedAddress(value) ?? value.replaceAll('\\*', '*').replaceAll('\u00a0', ' ')

/** A URL begins with its scheme. Some languages attach letters to it on either side. */
export const URL_GAPS: ReadonlySet<GapName> = new Set(['firstUrl', 'url'])
const ATTACHED =
  /^[^a-z'"`‘’“”«»„‚「『]+(?=[a-z'"`‘’“”«»„‚「『])|(?<![^\x21-\x7e‘’“”«»」』])[^\x21-\x7e‘’“”«»」』]+$/giu

/** Of `(redirected from 'url')`. */
const END_OF_BRACKETS = /(?<=['"‘’“”>])\)\s*$/

const AROUND_MARKS = /^[\s:：>'"`´‘’‚‛“”„‟«»]+|(?<![\s.。,;(（'"`´‘’‚‛“”„‟«»\\])[\s.。,;(（'"`´‘’‚‛“”„‟«»\\]+$/g

/** Markdown's signs for bold, italic, code and struck text around an address, inside its quotes or outside. */
const EMPHASIS =
  /^([\s:：>'"‘’“”]*)([*_`~]{1,3})(['"‘’“”]?)(?=[a-z])(\S*?[^*_`~\s])([*_`~]{1,3})([\s.,;:'"‘’“”()（）]*)$/i

function withoutEmphasis(text: string): string {
  const [, before, opening, quote = '', address, closing, after] = EMPHASIS.exec(decoded(text)) ?? []
  const isPair = opening !== undefined && closing === [...opening].reverse().join('')
  return isPair ? `${before}${quote}${address}${after}` : text
}

/** Quotes that SQL or CSV has doubled. */
function withoutOuterQuotes(text: string): string {
  let bare = text
  while (bare.length > 1 && QUOTE.test(bare.charAt(0)) && QUOTE.test(bare.charAt(bare.length - 1)))
    bare = bare.slice(1, -1)
  return bare
}

/** Quotes and ampersands as HTML and JSON write them. */
const decoded = (text: string) =>
  text
    .replace(WRITTEN_SINGLE, "'")
    .replace(WRITTEN_DOUBLE, '"')
    .replace(/\\(["'])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;|\\u0026/g, '&')

function withoutQuotes(text: string, gap: GapName, betweenWords: boolean): string {
  const plain = decoded(text)
  // SQL and CSV double the quotes, and those behind the word may stand on the next line.
  const doubled = ONE_WORD.has(gap) ? CUT_DOUBLED.exec(plain)?.[1] : undefined
  if (doubled !== undefined) return doubled.trim()
  if (QUOTE.test(plain.charAt(0))) {
    let last = plain.length - 1
    while (!QUOTE.test(plain.charAt(last))) last--
    return last > 0 ? plain.slice(1, last).trim() : plain.slice(1)
  }
  if (betweenWords && !QUOTE.test(plain.charAt(plain.length - 1))) return plain
  // A quote at the end alone was written as HTML or JSON at the beginning.
  if (gap === 'value')
    return plain.replace(/(?<![\s(（])[\s(（]+$/, '').replace(/^([^'"]*)['"]$/, (_, value: string) => value.trimEnd())
  // A full stop, a bracket, or a quote at the end without one at the beginning.
  return plain
    .replace(/(?<![\s(（[)）\]"'`’”»,;:：])[\s(（[)）\]"'`’”»,;:：]+$/, '')
    .replace(/(?:(?<!\.)\.{2,}|[.。-])$/, '')
}
