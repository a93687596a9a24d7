/** The text, and every one that is one edit away: a sign less, two less, another, or one more. */
export function* editsOf(text: string, signs: readonly string[]): Generator<string> {
  yield text
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)]
    yield before + after.slice(1)
    yield before + after.slice(2)
    for (const sign of signs) {
      yield before + sign + after
      yield before + sign + after.slice(1)
    }
  }
}
