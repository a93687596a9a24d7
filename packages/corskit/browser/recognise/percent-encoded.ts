/** A line that was copied out of an address: `https://search.example/?q=Access+to+fetch+at+%27https%3A%2F%2F…`. */
import { letterAt } from './gap.ts'

export interface Decoded {
  readonly text: string
  /** The place of one of its characters in the pasted text. */
  placeOf(place: number): number
}

/** A word with so many encoded spaces is a sentence. */
const FEWEST_SPACES = 3

const ENCODED = /(?:%[0-9a-f]{2})+|\+/gi

export function percentDecoded(pasted: string): Decoded {
  const whole = { text: pasted, placeOf: (place: number) => place }
  if (!/%(?:20|3a)/i.test(pasted)) return whole
  let text = ''
  /** The beginnings of the pieces, in the decoded and in the pasted text. */
  const begins = [0]
  const stoodAt = [0]
  let done = 0
  const take = (end: number, decoded = pasted.slice(done, end)) => {
    text += decoded
    done = end
    begins.push(text.length)
    stoodAt.push(done)
  }
  for (const word of pasted.matchAll(/\S+/g)) {
    if (!isSentence(word[0])) continue
    for (const found of word[0].matchAll(ENCODED)) {
      const start = word.index + found.index
      take(start)
      take(start + found[0].length, found[0] === '+' ? ' ' : decoded(found[0]))
    }
  }
  take(pasted.length)
  return {
    text,
    placeOf(place) {
      const piece = letterAt(begins, place + 1) - 1
      return (stoodAt[piece] as number) + place - (begins[piece] as number)
    },
  }
}

function isSentence(word: string): boolean {
  const spaces = word.match(/%20|\+/gi)?.length ?? 0
  return spaces >= FEWEST_SPACES && /%(?:20|27|3a)/i.test(word)
}

function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes)
  } catch {
    return bytes
  }
}
