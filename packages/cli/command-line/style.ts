/** Colours of the terminal, or none. */
export interface Style {
  good(text: string): string
  bad(text: string): string
  doubtful(text: string): string
  strong(text: string): string
  faint(text: string): string
}

/** https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
const sgr = (on: number, off: number) => (text: string) => `\x1b[${on}m${text}\x1b[${off}m`
const unchanged = (text: string) => text

export function styleOf(colour: boolean): Style {
  const style = (on: number, off: number) => (colour ? sgr(on, off) : unchanged)
  return {
    good: style(32, 39),
    bad: style(31, 39),
    doubtful: style(33, 39),
    strong: style(1, 22),
    faint: style(2, 22),
  }
}
