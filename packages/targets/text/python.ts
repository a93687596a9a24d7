/** Values as Python source. */

export function pythonString(text: string): string {
  const body = text.replace(/[\\"\0-\x1f\x7f-\uffff]/g, (character) => {
    if (character === '\\' || character === '"') return `\\${character}`
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `"${body}"`
}

export function pythonList(values: readonly string[], indent = ''): string {
  const written = values.map(pythonString)
  if (written.join(', ').length < 80) return `[${written.join(', ')}]`
  return `[\n${written.map((value) => `${indent}    ${value},\n`).join('')}${indent}]`
}
