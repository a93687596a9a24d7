/** Values as JavaScript source. */

/** In single quotes. What could end a string, a line or a script element is escaped. */
export function javascriptString(text: string): string {
  const body = text.replace(/[\\'\0-\x1f\x7f-\uffff<]/g, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `'${body}'`
}

/** The source of a RegExp literal; its text is made by corskit and holds no line ends. */
export const javascriptRegExp = (regex: string) => `/${regex.replaceAll('/', '\\/').replaceAll('\\\\/', '\\/')}/`

/** Each on a line of its own where there are many. */
export function javascriptList(values: readonly string[], indent = ''): string {
  if (values.join(', ').length < 90) return `[${values.join(', ')}]`
  return `[\n${values.map((value) => `${indent}  ${value},\n`).join('')}${indent}]`
}
