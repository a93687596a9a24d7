/** Values as Java source. */

export function javaString(text: string): string {
  const body = text.replace(/[\\"\0-\x1f\x7f-\uffff]/g, (character) => {
    if (character === '\\' || character === '"') return `\\${character}`
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `"${body}"`
}

/** Each on a line of its own where there are many. */
export function javaList(values: readonly string[], indent: string): string {
  const written = values.map(javaString)
  if (written.join(', ').length < 80) return `Arrays.asList(${written.join(', ')})`
  return `Arrays.asList(\n${written.map((value) => `${indent}    ${value}`).join(',\n')})`
}
