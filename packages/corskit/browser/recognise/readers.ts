/** Every known message, by its first letters. */

import { LONGEST_GAP } from './gap.ts'
import type { Letters } from './letters.ts'
import {
  type Reader,
  type ReadMessage,
  readAlone,
  readAloneOrCut,
  readCut,
  readFramed,
  readLongest,
  readOpenFrame,
} from './read-message.ts'
import type { MessageCode } from './recognised-message.ts'
import { beginsWord, placeOf } from './sentence.ts'
import {
  CHROMIUM_CHECK_SENTENCES,
  CHROMIUM_FRAMED_SENTENCES,
  CHROMIUM_FRAMES,
  CHROMIUM_OPEN_FRAMES,
  CHROMIUM_OTHER_SENTENCES,
  CHROMIUM_PREFLIGHT_LETTERS,
  CHROMIUM_SEQUELS,
  CHROMIUM_WHOLE_LINES,
} from './sentences/chromium.ts'
import {
  FIREFOX_BARE_REASONS,
  FIREFOX_FRAMES,
  FIREFOX_REASON_SENTENCES,
  FIREFOX_WHOLE_LINES,
  translatedSentences,
} from './sentences/firefox.ts'
import type { KnownSentence } from './sentences/known-sentence.ts'
import { HAPPY_DOM_CODES, HAPPY_DOM_FRAME, JSDOM_LINE_SENTENCES } from './sentences/test-environments.ts'
import {
  ACCESS_CONTROL_CHECKS,
  WEBKIT_FRAMED_SENTENCES,
  WEBKIT_FRAMES,
  WEBKIT_LINE_SENTENCES,
  WEBKIT_SENTENCES,
} from './sentences/webkit.ts'

/** Readers, by the letters with which their messages begin. */
export type Readers = ReadonlyMap<string, readonly Reader[]>

/** Sentences that any text may hold; only a whole line is a message. */
export const LINE_SENTENCES: readonly KnownSentence[] = [...WEBKIT_LINE_SENTENCES, ...JSDOM_LINE_SENTENCES]

/** A reason of Chromium: with what may stand before it and behind it. */
function chromiumReason(others: readonly KnownSentence[]): Reader {
  return (text, start) => {
    const isPreflight = text.text.startsWith(CHROMIUM_PREFLIGHT_LETTERS, start)
    const from = isPreflight ? start + CHROMIUM_PREFLIGHT_LETTERS.length : start
    const check = readLongest(CHROMIUM_CHECK_SENTENCES, text, from)
    const other = readLongest(others, text, from)
    const read = longer(check, other)
    if (read === null) return null
    const codes =
      isPreflight && read === check ? read.codes.map((code) => `Preflight${code}` as MessageCode) : read.codes
    return withSequels({ ...read, codes }, text)
  }
}

/** The one that read more, or the first when both read the same length. */
function longer(one: ReadMessage | null, other: ReadMessage | null): ReadMessage | null {
  if (one === null || other === null) return one ?? other
  return other.end > one.end ? other : one
}

function withSequels(read: ReadMessage, text: Letters): ReadMessage {
  let whole = read
  for (let more = readLongest(CHROMIUM_SEQUELS, text, whole.end); more !== null; ) {
    whole = { ...whole, end: more.end, gaps: { ...more.gaps, ...whole.gaps } }
    more = readLongest(CHROMIUM_SEQUELS, text, whole.end)
  }
  return whole
}

/** A reason that breaks off. */
const cutReason: Reader = (text, start) => {
  if (!text.text.startsWith(CHROMIUM_PREFLIGHT_LETTERS, start)) {
    return readCut([...CHROMIUM_CHECK_SENTENCES, ...framedReasons], text, start)
  }
  const from = start + CHROMIUM_PREFLIGHT_LETTERS.length
  const check = readCut(CHROMIUM_CHECK_SENTENCES, text, from)
  if (check === null) return readCut(framedReasons, text, from)
  return { ...check, codes: check.codes.map((code) => `Preflight${code}` as MessageCode) }
}

const framedReasons = [...CHROMIUM_OTHER_SENTENCES, ...CHROMIUM_FRAMED_SENTENCES]
const framedReason = chromiumReason(framedReasons)
const bareReason = chromiumReason(CHROMIUM_OTHER_SENTENCES)
const preflightSentence: KnownSentence = {
  letters: [CHROMIUM_PREFLIGHT_LETTERS],
  gaps: [],
  betweenWords: [],
  signs: [],
  engine: 'chromium',
  codes: [],
}

/** Chrome 54 to 64 wrote where a redirect led behind what was loaded: `Failed to load URL: Redirect from …`. */
const REDIRECT_FRAMES = CHROMIUM_FRAMES.filter(({ letters }) => letters[0]?.startsWith('redirect'))
const redirectReaders = REDIRECT_FRAMES.map((frame) => readFramed(frame, framedReason, cutReason))

/** Follows `X cannot load URL`: Chrome until version 60, WebKit and Safari until today. */
const openReasons = [
  ...REDIRECT_FRAMES,
  ...CHROMIUM_CHECK_SENTENCES,
  ...framedReasons,
  preflightSentence,
  ...WEBKIT_SENTENCES,
  ACCESS_CONTROL_CHECKS,
]

const openReason: Reader = (text, start) => {
  for (const read of redirectReaders) {
    const redirected = read(text, start)
    if (redirected !== null) return redirected
  }
  const chromium = framedReason(text, start)
  const webkit = readLongest([...WEBKIT_SENTENCES, ACCESS_CONTROL_CHECKS], text, start)
  return longer(chromium, webkit)
}

/** The first words of `X cannot load` say what fetched. */
const initiatorOf = (frame: KnownSentence): string | null => {
  const letters = frame.letters[0] as string
  if (letters.startsWith('xmlhttprequest')) return 'XMLHttpRequest'
  if (letters.startsWith('eventsource')) return 'EventSource'
  return letters.startsWith('fetch') ? 'fetch' : null
}

/** The words `redirected from` in an address do not tell of a redirect. */
function outsideAddress(frame: KnownSentence, read: Reader): Reader {
  const gap = frame.gaps.indexOf('firstUrl')
  const words = frame.letters[gap]
  if (gap < 1 || words === undefined) return read
  return (text, start) => {
    const place = text.places[placeOf(words, text, start)]
    return place === undefined || beginsWord(text.source, place) ? read(text, start) : null
  }
}

/** Chrome 47 to 60 began with what was loaded: `Font from origin '…' has been blocked from loading`. */
function withInitiator(read: Reader): Reader {
  return (text, start) => {
    const found = read(text, start)
    if (found === null || found.gaps.initiator !== undefined || !text.text.startsWith('fromorigin', start)) return found
    const before = text.source.slice(Math.max(0, (text.places[start] as number) - 40), text.places[start])
    const initiator = /(?:^|[\n"'>\s])((?:Imported resource|[A-Z][a-z]+))\s+$/.exec(before)?.[1]
    return initiator === undefined ? found : { ...found, gaps: { initiator, ...found.gaps } }
  }
}

function readOpen(frame: KnownSentence): Reader {
  const read = readOpenFrame(frame, openReason, openReasons, ACCESS_CONTROL_CHECKS)
  const initiator = initiatorOf(frame)
  return (text, start) => {
    const found = read(text, start)
    return found === null || initiator === null ? found : { ...found, gaps: { initiator, ...found.gaps } }
  }
}

/**
 * Firefox's frame with its reason. Without a reason: happy-dom's when the URL is in quotes, else a line that was cut
 * off.
 */
function readFirefox(frame: KnownSentence): Reader {
  const reason: Reader = (text, start) => readLongest(FIREFOX_REASON_SENTENCES, text, start)
  const open = readOpenFrame(frame, reason, FIREFOX_REASON_SENTENCES)
  return (text, start) => {
    const whole = open(text, start)
    if (whole !== null) return whole
    const framed = readSentenceOf(frame, text, start)
    if (framed === null) return null
    const from = (text.places[start + (frame.letters[0] as string).length - 1] as number) + 1
    // A URL that breaks off is another URL.
    if (/^\s*\S*(?:…|\.{3})/.test(text.source.slice(from, from + LONGEST_GAP)))
      return { ...framed, codes: [], gaps: {} }
    const isHappyDom = frame === HAPPY_DOM_FRAME || /^\s*"/.test(text.source.slice(from, from + 3))
    return isHappyDom ? { ...framed, engine: 'happy-dom', codes: HAPPY_DOM_CODES } : { ...framed, codes: [] }
  }
}

const readSentenceOf = (known: KnownSentence, text: Letters, start: number) => readAlone(known)(text, start)

function readWebkitFrame(frame: KnownSentence): Reader {
  const reasons = [...WEBKIT_SENTENCES, ...WEBKIT_FRAMED_SENTENCES]
  const reason: Reader = (text, start) => readLongest(reasons, text, start)
  const read = readFramed(frame, reason, (text, start) => readCut(reasons, text, start))
  return (text, start) => {
    const found = read(text, start)
    return found === null ? null : { ...found, engine: 'webkit' }
  }
}

function build(): Readers {
  const readers = new Map<string, Reader[]>()
  const add = (known: KnownSentence, reader: Reader) => {
    const letters = known.letters[0] as string
    if (letters === '') return // some translations begin with a gap and have no first letters
    const there = readers.get(letters)
    if (there === undefined) readers.set(letters, [reader])
    else there.push(reader)
  }
  for (const frame of CHROMIUM_FRAMES)
    add(frame, withInitiator(outsideAddress(frame, readFramed(frame, framedReason, cutReason))))
  for (const frame of CHROMIUM_OPEN_FRAMES) add(frame, readOpen(frame))
  for (const known of CHROMIUM_WHOLE_LINES) add(known, readAlone(known))
  for (const known of [preflightSentence, ...CHROMIUM_CHECK_SENTENCES, ...CHROMIUM_OTHER_SENTENCES])
    add(known, bareReason)
  for (const frame of [...FIREFOX_FRAMES, HAPPY_DOM_FRAME]) add(frame, readFirefox(frame))
  for (const known of [...FIREFOX_BARE_REASONS, ...FIREFOX_WHOLE_LINES]) add(known, readAlone(known))
  for (const frame of WEBKIT_FRAMES) add(frame, readWebkitFrame(frame))
  for (const known of WEBKIT_SENTENCES)
    add(known, known.gaps[0] === 'origin' ? readAloneOrCut(known) : readAlone(known))
  for (const known of translatedSentences()) add(known, readAlone(known))
  return readers
}

let readers: Readers | undefined

/** Made when first used: most programs that import the model never read a message. */
export function knownReaders(): Readers {
  readers ??= build()
  return readers
}
