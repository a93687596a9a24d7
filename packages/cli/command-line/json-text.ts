/**
 * JSON for standard output. Characters that are not safe for a terminal are escaped; a parser gives the same values.
 */
import { UNPRINTABLE } from './usage-error.ts'

export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
  // The remaining line feeds belong to the indentation: those inside of strings are escaped already.
  return `${text.replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)))}\n`
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  }).join('')
}
