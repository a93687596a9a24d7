import { printable } from './usage-error.ts'

const LONGEST_LINE = 1000

/** Text from a server may contain codes for the terminal, or fill the screen. */
export function clean(text: string): string {
  const line = printable(text)
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}… (${line.length} characters)` : line
}
