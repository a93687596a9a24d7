/**
 * Finds the same few letters from many places of one text. What the last search found is kept: a search from a place
 * before it would find the same. So a text of many equal lines is searched once, and not once for each line.
 */
export class LetterSearch {
  readonly #text: string
  readonly #last = new Map<string, { readonly from: number; readonly at: number }>()

  constructor(text: string) {
    this.#text = text
  }

  /** The first place at `from` or behind it, -1 for none. */
  next(letters: string, from: number): number {
    const last = this.#last.get(letters)
    if (last !== undefined && last.from <= from && (last.at < 0 || last.at >= from)) return last.at
    const at = this.#text.indexOf(letters, from)
    this.#last.set(letters, { from, at })
    return at
  }
}
