/** Where a command writes: its output, and its progress and notes. */
export interface Terminal {
  /** Standard output: the answer and nothing else. */
  out(text: string): void
  /** Standard error: notes, progress and mistakes. */
  err(text: string): void
  /** Whether the answer may be coloured. */
  readonly colour: boolean
}

/** https://no-color.org: any value that is not empty switches colour off. */
export function mayColour(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  return isTerminal && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb'
}

export function processTerminal(): Terminal {
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    colour: mayColour(process.stdout.isTTY === true, process.env),
  }
}
