/** Values as Ruby source. */

/** In single quotes only the quote and the backslash have a meaning. */
export const rubyString = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`

export function rubyList(values: readonly string[], indent = ''): string {
  const written = values.map(rubyString)
  if (written.join(', ').length < 80) return `[${written.join(', ')}]`
  return `[\n${written.map((value) => `${indent}  ${value},\n`).join('')}${indent}]`
}

/** `^` and `$` are the ends of a line in Ruby: `\A` and `\z` those of the text. */
export const rubyRegExp = (body: string) =>
  `%r{\\A(?:${body.replace(/[{}#]/g, (sign) => (sign === '#' ? '\\#' : sign))})\\z}`
