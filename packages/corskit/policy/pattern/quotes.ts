/** Quotes that files of variables and shells leave around a value. */
const QUOTES = /^\s*['"`\u2018\u2019\u201c\u201d]+\s*|\s*['"`\u2018\u2019\u201c\u201d]+\s*$/g

/** The text without the quotes at its edges, of which one may be missing. */
export function unquoted(text: string): string {
  return text.replace(QUOTES, '')
}
