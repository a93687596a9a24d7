/** Every console line about CORS in what somebody pasted. */
import { wrong } from '../words/wrong-input.ts'
import { lettersOf } from './letters.ts'
import { lineMessages } from './line-messages.ts'
import { percentDecoded } from './pasted/percent-encoded.ts'
import { withoutRepeatedLinks } from './pasted/repeated-links.ts'
import { unescaped } from './pasted/unescaped.ts'
import { placedMessage } from './placed-message.ts'
import type { Reader, ReadMessage } from './read-message.ts'
import { knownReaders } from './readers.ts'
import type { PlacedMessage } from './recognised-message.ts'
import { similarTranslations } from './similar-translation.ts'

/** A longer text is read up to here. */
export const LONGEST_TEXT = 2 ** 21

/**
 * At most so many places are read closely. A text that is made to be slow is given up there, and what was found is
 * kept.
 */
const MOST_STARTS = 20_000

/**
 * Finds the console lines of Chromium (Chrome 40 to today), Firefox (20 to today; the reasons of CORS in all its
 * languages, its other lines in English), WebKit, jsdom and happy-dom in a text, as people paste them: with a console's
 * prefixes and suffixes, wrapped, with other quotes, cut off, or only the reason. Other text is ignored.
 *
 * @param text of at most 2 MiB; the rest is not looked at
 * @returns the messages in the order of the text, none twice
 * @throws {TypeError} where `text` is not a string
 */
export function recogniseMessages(text: string): PlacedMessage[] {
  if (typeof text !== 'string') throw wrong('text', 'a string', text)
  const linked = withoutRepeatedLinks(text.slice(0, LONGEST_TEXT))
  const pasted = percentDecoded(linked.text)
  const plain = unescaped(pasted.text)
  const letters = lettersOf(plain.text)
  const placeOf = (place: number) => linked.placeOf(pasted.placeOf(plain.placeOf(place)))
  const found: PlacedMessage[] = []
  const readers = knownReaders()
  let end = 0
  for (const [start, openings] of startsIn(letters.text, [...readers.keys()])) {
    if (start < end) continue
    let best: ReadMessage | null = null
    for (const opening of openings) {
      for (const read of readers.get(opening) as readonly Reader[]) best = better(best, read(letters, start))
    }
    if (best === null) continue
    found.push(placedMessage(best, letters, start))
    end = best.end
  }
  found.push(...lineMessages(letters, found))
  found.push(...similarTranslations(letters, found))
  return found
    .map((message) => ({ ...message, start: placeOf(message.start), end: placeOf(message.end) }))
    .sort((a, b) => a.start - b.start)
}

/** Those that know the reason come first, then those that read more. */
function better(one: ReadMessage | null, other: ReadMessage | null): ReadMessage | null {
  if (one === null || other === null) return one ?? other
  const knowsMore = Math.sign(other.codes.length) - Math.sign(one.codes.length)
  return knowsMore > 0 || (knowsMore === 0 && other.end > one.end) ? other : one
}

/** The places where messages may begin, in order, each with the readers whose first letters are there. */
function startsIn(text: string, openings: readonly string[]): [start: number, openings: string[]][] {
  const starts = new Map<number, string[]>()
  for (const opening of openings) {
    for (let at = text.indexOf(opening); at >= 0 && starts.size < MOST_STARTS; at = text.indexOf(opening, at + 1)) {
      const there = starts.get(at)
      if (there === undefined) starts.set(at, [opening])
      else there.push(opening)
    }
  }
  return [...starts].sort(([a], [b]) => a - b)
}
