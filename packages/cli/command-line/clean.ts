import { printable } from './usage-error.ts'

const LONGEST_LINE = 1000

/** What came from a server may steer the terminal or fill the screen. */
export function clean(text: string): string {
  const line = printable(text)
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}… (${line.length} characters)` : line
}
