/**
 * Reads one message that begins at a given place: a frame with its reason, or a sentence that is a whole message.
 */
import { LONGEST_GAP, letterAt, textInGap } from './gap.ts'
import type { Letters } from './letters.ts'
import type { MessageCode, MessageSource } from './recognised-message.ts'
import { type Gaps, placeOf, placeOfBeginning, readCutSentence, readSentence } from './sentence.ts'
import type { KnownSentence } from './sentences/known-sentence.ts'
import { textBetweenSigns } from './signs.ts'

/** What was read, and where it ends in the letters. */
export interface ReadMessage {
  readonly engine: MessageSource
  readonly codes: readonly MessageCode[]
  readonly gaps: Gaps
  readonly end: number
}

export type Reader = (text: Letters, start: number) => ReadMessage | null

/** A sentence that needs nothing before or after it. */
export const readAlone =
  (known: KnownSentence): Reader =>
  (text, start) => {
    const reading = readSentence(known, text, start)
    return reading === null ? null : { engine: known.engine, codes: known.codes, ...reading }
  }

/** The same, also where its last words break off. */
export const readAloneOrCut =
  (known: KnownSentence): Reader =>
  (text, start) => {
    const whole = readAlone(known)(text, start)
    const [gap] = known.gaps
    const last = known.letters.at(-1) as string
    // superagent says `Origin is not allowed by Access-Control-Allow-Origin` of every failure.
    if (gap !== undefined && whole?.gaps[gap] === '') return null
    if (whole !== null || gap === undefined) return whole
    // Servers write `request from Origin … is not allowed` into their logs.
    if (text.source.startsWith('from ', (text.places[start] as number) - 5)) return null
    const end = endOfCut(text, start)
    const opening = start + (known.letters[0] as string).length
    const closing = placeOfBeginning(last, { ...text, text: text.text.slice(0, end) }, opening)
    const isCut = end - closing >= FEWEST_LETTERS_OF_AN_ENDING && !isSentenceOfServer(text, closing, end)
    const gaps = isCut ? readCutSentence(known, text, start, end) : null
    // Other sentences begin with such words too.
    return gaps !== null && URL.canParse(gaps[gap] ?? '')
      ? { engine: known.engine, codes: known.codes, gaps, end }
      : null
  }

/**
 * Callbacks of CORS middlewares refuse with `Origin … is not allowed`. A console's line that breaks off just there goes
 * on with an ellipsis.
 */
function isSentenceOfServer({ source, text, places }: Letters, from: number, end: number): boolean {
  const behind = source.slice((places[end - 1] as number) + 1)
  return text.slice(from, end) === 'isnotallowed' && !/^\s*(?:…|\.\.\.)/.test(behind)
}

/** The longest sentence that begins here. */
export function readLongest(sentences: readonly KnownSentence[], text: Letters, start: number): ReadMessage | null {
  let longest: ReadMessage | null = null
  for (const known of sentences) {
    const read = readAlone(known)(text, start)
    if (read !== null && (longest === null || read.end > longest.end)) longest = read
  }
  return longest
}

/**
 * A frame and the reason directly after it. When the text ends before the reason, what is known until then.
 */
export const readFramed =
  (frame: KnownSentence, readReason: Reader, readCutReason: Reader): Reader =>
  (text, start) => {
    const framed = readSentence(frame, text, start)
    if (framed === null) return readCutFrame(frame, text, start)
    const reason = readReason(text, framed.end)
    if (reason !== null) return { ...reason, gaps: { ...framed.gaps, ...reason.gaps } }
    const cut = readCutReason(text, framed.end)
    return {
      engine: frame.engine,
      codes: cut?.codes ?? [],
      gaps: { ...framed.gaps, ...cut?.gaps },
      end: cut?.end ?? framed.end,
    }
  }

/**
 * A frame that ends with a URL: the reason is the next known sentence, with nothing but the URL before it.
 *
 * @param ending a reason that is read also where it breaks off
 */
export const readOpenFrame =
  (frame: KnownSentence, readReason: Reader, reasons: readonly KnownSentence[], ending?: KnownSentence): Reader =>
  (text, start) => {
    const first = frame.letters[0] as string
    if (!text.text.startsWith(first, start)) return null
    const opening = start + first.length
    for (const closing of placesOf(reasons, text, opening)) {
      const reason = readReason(text, closing)
      // WebKit's words follow the URL in the same sentence; every other reason follows a full stop.
      const url = textBefore(text, opening, closing, reason?.codes.includes('AccessControlChecks') === true)
      if (url === null) return null
      // What is not a URL is not told as one: `Failed to load resource: <reason>` has none.
      if (reason !== null) return { ...reason, gaps: { url, ...reason.gaps } }
    }
    return ending === undefined ? null : readCutEnding(ending, text, opening)
  }

/** A URL, and a last sentence without gaps that breaks off. */
function readCutEnding(ending: KnownSentence, text: Letters, opening: number): ReadMessage | null {
  const end = endOfCut(text, opening)
  const closing = placeOfBeginning(ending.letters[0] as string, { ...text, text: text.text.slice(0, end) }, opening)
  const url = end - closing < FEWEST_LETTERS_OF_AN_ENDING ? null : textBefore(text, opening, closing, true)
  return url === null || url === '' ? null : { engine: ending.engine, codes: ending.codes, gaps: { url }, end }
}

/** Where the reasons could begin, the nearest first. */
function placesOf(reasons: readonly KnownSentence[], text: Letters, from: number): number[] {
  const places = new Set<number>()
  for (const { letters } of reasons) {
    const place = placeOf(letters[0] as string, text, from)
    if (place >= 0) places.add(place)
  }
  return [...places].sort((a, b) => a - b)
}

/** Firefox's reasons stand in brackets, and those of Chromium do not. */
const FRAME_SIGNS = ['. (', '. '].map((after) => ({ before: ' ', after }))

/** The URL between the frame and a reason, `''` for none, `null` when there is more than a URL. */
function textBefore(text: Letters, opening: number, closing: number, betweenWords: boolean): string | null {
  const { source, places } = text
  const from = (places[opening - 1] as number) + 1
  const written = source.slice(from, places[closing])
  const between = written.replace(/(?<![ \t])[ \t]*\r?\n[ \t>|]*/g, '')
  const words = between.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  // Within one line, an address that a server sent may contain spaces.
  return words.length > 1 && written.includes('\n')
    ? null
    : (FRAME_SIGNS.map((signs) => textBetweenSigns('url', text, opening, closing, signs)).find((url) => url !== null) ??
        textInGap('url', text, opening, closing, betweenWords).value)
}

const FEWEST_LETTERS_OF_A_CUT = 4
/** Other sentences go on with `is not` too. */
const FEWEST_LETTERS_OF_AN_ENDING = 6

/**
 * The reasons that begin like the text before it breaks off: at its end, at an ellipsis, or at the end of its line.
 */
export function readCut(reasons: readonly KnownSentence[], text: Letters, start: number): ReadMessage | null {
  const end = endOfCut(text, start)
  if (end - start < FEWEST_LETTERS_OF_A_CUT) return null
  const codes: MessageCode[] = []
  let gaps: Gaps = {}
  for (const reason of reasons) {
    const found = readCutSentence(reason, text, start, end)
    if (found === null) continue
    gaps = { ...found, ...gaps }
    for (const code of reason.codes) if (!codes.includes(code)) codes.push(code)
  }
  return codes.length === 0 ? null : { engine: 'chromium', codes, gaps, end }
}

/** A frame that breaks off after at least one URL. */
function readCutFrame(frame: KnownSentence, text: Letters, start: number): ReadMessage | null {
  const end = endOfCut(text, start)
  if (end <= start) return null
  const gaps = readCutSentence(frame, text, start, end)
  return gaps?.url === undefined ? null : { engine: frame.engine, codes: [], gaps, end }
}

function endOfCut({ source, text, places }: Letters, start: number): number {
  const from = places[start] ?? source.length
  const near = source.slice(from, from + LONGEST_GAP)
  const length = near.search(/…|\.\.\.|\r?\n/)
  if (length >= 0) return letterAt(places, from + length)
  // What goes on for so long is not a sentence that breaks off.
  return from + near.length === source.length ? text.length : start
}
