/** JSON for standard output: what a terminal must not be given is escaped, which no reader of JSON can tell from the thing itself. */
import { UNPRINTABLE } from './usage-error.ts'

export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  // Line feeds that are left are those of the indentation: inside strings they are escaped already.
  return `${text.replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)))}\n`
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  }).join('')
}
