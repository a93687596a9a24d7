/**
 * A sentence that an engine prints, with gaps: `Method {method} is not allowed`. Read by plain searches, in time linear
 * in the pasted text.
 */
import { endOfLetter, type GapName, isFilled, LONGEST_GAP, textInGap } from './gap.ts'
import { type Letters, lettersOf, lettersOnly } from './letters.ts'
import { lastBetweenSigns, type Signs, textBetweenSigns } from './signs.ts'

export interface Sentence {
  /** Its letters around the gaps: letters, gap, letters, …, letters. The first letters are never empty. */
  readonly letters: readonly string[]
  readonly gaps: readonly GapName[]
  /**
   * For each gap, whether words touch it on both sides: then every sign between them belongs to the gap.
   */
  readonly betweenWords: readonly boolean[]
  /** For each gap, the signs and spaces between it and the letters around it. */
  readonly signs: readonly Signs[]
}

export type Gaps = Readonly<Partial<Record<GapName, string>>>

/** What was read of a sentence, and where it ends in the letters. */
export interface Reading {
  readonly gaps: Gaps
  readonly end: number
}

const WORD_END = /[\p{L}\p{M}\p{N}]\s+$/u
const WORD_BEGINNING = /^\s+[\p{L}\p{N}]/u

export function sentence(written: string): Sentence {
  const parts = written.split(/[{}]/)
  const texts = parts.filter((_, index) => index % 2 === 0)
  return {
    letters: texts.map(lettersOnly),
    gaps: parts.filter((_, index) => index % 2 === 1) as GapName[],
    betweenWords: texts
      .slice(1)
      .map((after, index) => WORD_END.test(texts[index] as string) && WORD_BEGINNING.test(after)),
    signs: texts
      .slice(1)
      .map((after, index) => ({ before: signsAtEnd(texts[index] as string), after: signsAtStart(after) })),
  }
}

function signsAtEnd(text: string): string {
  const last = lettersOf(text).places.at(-1)
  return last === undefined ? text : text.slice(endOfLetter(text, last))
}

const signsAtStart = (text: string) => text.slice(0, lettersOf(text).places[0])

/** Reads the sentence at a place that begins with its first letters. `null` when it is another sentence. */
export function readSentence(
  { letters, gaps, betweenWords, signs }: Sentence,
  text: Letters,
  start: number,
): Reading | null {
  const first = letters[0] as string
  if (!text.text.startsWith(first, start)) return null
  const found: Partial<Record<GapName, string>> = {}
  let position = start + first.length
  for (const [index, gap] of gaps.entries()) {
    const next = letters[index + 1] as string
    const opening = position
    if (next === '') {
      const { value, end } =
        lastBetweenSigns(gap, text, opening, signs[index] as Signs) ?? textInGap(gap, text, opening)
      found[gap] = value
      position = end
      continue
    }
    const closing = placeOf(next, text, opening)
    if (closing < 0 || !isFilled(gap, text, opening, closing)) return null
    found[gap] =
      textBetweenSigns(gap, text, opening, closing, signs[index] as Signs) ??
      textInGap(gap, text, opening, closing, betweenWords[index]).value
    position = closing + next.length
  }
  return { gaps: found, end: position }
}

/** The next place of these letters: at the beginning of a word outside an address, if there is one. */
export function placeOf(letters: string, { source, text, places, search }: Letters, from: number): number {
  const last = Math.min(from + LONGEST_GAP, text.length - letters.length)
  let first = -1
  for (let at = search.next(letters, from); at >= 0 && at <= last; at = search.next(letters, at + 1)) {
    if (first < 0) first = at
    if (beginsWord(source, places[at] as number)) return at
  }
  return first
}

/** Whether a word begins at this place of a text, outside an address. */
export const beginsWord = (source: string, place: number) => !/[\p{L}\p{N}/?&=%_+~-]/u.test(source[place - 1] as string)

/** Where the text breaks off within these letters, at the beginning of a word; its end where it does not. */
export function placeOfBeginning(letters: string, { source, text, places }: Letters, from: number): number {
  for (let at = Math.max(from, text.length - letters.length + 1); at < text.length; at++) {
    if (letters.startsWith(text.slice(at)) && /\s/.test(source[(places[at] as number) - 1] as string)) return at
  }
  return text.length
}

/**
 * Reads a sentence in a text that breaks off at `end`: the gaps that are whole. `null` when it is another sentence.
 */
export function readCutSentence(sentence: Sentence, text: Letters, start: number, end: number): Gaps | null {
  const cut: Letters = { ...text, text: text.text.slice(0, end) }
  const found: Partial<Record<GapName, string>> = {}
  let position = start
  for (const [index, letters] of sentence.letters.entries()) {
    const rest = cut.text.slice(position)
    if (rest.length <= letters.length) return letters.startsWith(rest) ? found : null
    if (!rest.startsWith(letters)) return null
    position += letters.length
    const gap = sentence.gaps[index]
    if (gap === undefined) return null
    const next = sentence.letters[index + 1] as string
    const whole = next === '' ? -1 : placeOf(next, cut, position)
    const closing = whole < 0 ? placeOfBeginning(next, cut, position) : whole
    // Where the gap breaks off, nothing follows it.
    if (!isFilled(gap, cut, position, closing)) return null
    if (closing === end) return found
    found[gap] = textInGap(gap, cut, position, closing, sentence.betweenWords[index]).value
    position = closing
  }
  return null
}
