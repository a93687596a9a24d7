/** Values as Go source. */

export function goString(text: string): string {
  const body = text.replace(/[\\"\0-\x1f\x7f-\uffff]/g, (character) => {
    if (character === '\\' || character === '"') return `\\${character}`
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `"${body}"`
}

export const goStrings = (values: readonly string[]) => `[]string{${values.map(goString).join(', ')}}`
