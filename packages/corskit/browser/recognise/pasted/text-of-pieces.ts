/** A text with some pieces decoded, which knows where everything stood in the text that was pasted. */
import { letterAt } from '../gap.ts'

export interface Decoded {
  readonly text: string
  /** The place of one of its characters in the pasted text. */
  placeOf(place: number): number
}

/** @param found the pieces to decode, in order */
export function decodedText(
  pasted: string,
  found: Iterable<{ readonly index: number; readonly 0: string }>,
  decode: (piece: string) => string,
): Decoded {
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
  for (const { index, 0: piece } of found) {
    take(index)
    take(index + piece.length, decode(piece))
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
