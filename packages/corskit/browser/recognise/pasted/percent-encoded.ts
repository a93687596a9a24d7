/** A line that was copied out of an address: `https://search.example/?q=Access+to+fetch+at+%27https%3A%2F%2F…`. */
import { type Decoded, decodedText } from './text-of-pieces.ts'

/** A word with so many encoded spaces is a sentence. */
const FEWEST_SPACES = 3

const ENCODED = /(?:%[0-9a-f]{2})+|\+/gi

export function percentDecoded(pasted: string): Decoded {
  if (!/%(?:20|2c|3a)/i.test(pasted)) return { text: pasted, placeOf: (place) => place }
  return decodedText(pasted, encodedIn(pasted), (piece) => (piece === '+' ? ' ' : decoded(piece)))
}

function* encodedIn(pasted: string): Generator<{ index: number; 0: string }> {
  for (const word of pasted.matchAll(/\S+/g)) {
    if (!isSentence(word[0])) continue
    for (const found of word[0].matchAll(ENCODED)) yield { index: word.index + found.index, 0: found[0] }
  }
}

function isSentence(word: string): boolean {
  return word.split(/%20|\+/).length > FEWEST_SPACES && /%(?:20|27|2c|3a)/i.test(word)
}

function decoded(bytes: string): string {
  try {
    return decodeURIComponent(bytes)
  } catch {
    return bytes
  }
}
