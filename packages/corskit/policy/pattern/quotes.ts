/** Quotes that files of variables and shells leave around a value. */
const QUOTE = /['"`\u2018\u2019\u201c\u201d]/

/**
 * The text without the quotes at its edges, of which one may be missing. Read from both ends, because a RegExp that
 * looks for the end would begin anew at every space.
 */
export function unquoted(text: string): string {
  let start = 0
  let end = text.length
  const skip = (what: RegExp) => {
    while (start < end && what.test(text[start] as string)) start++
  }
  const skipBack = (what: RegExp) => {
    while (start < end && what.test(text[end - 1] as string)) end--
  }
  const hasQuote = (at: number) => start < end && QUOTE.test(text[at] as string)
  skip(/\s/)
  if (hasQuote(start)) {
    skip(QUOTE)
    skip(/\s/)
  } else start = 0
  skipBack(/\s/)
  if (hasQuote(end - 1)) {
    skipBack(QUOTE)
    skipBack(/\s/)
  } else end = text.length
  return text.slice(start, end)
}
