/** What the shell is told. The numbers are a promise: DESIGN.md 3.5. */
export const ExitCode = {
  /** A browser lets the page read the answer. */
  allowed: 0,
  /** It does not: blocked, or opaque. */
  notAllowed: 1,
  /** The call was wrong, and nothing was sent. */
  usage: 2,
  /** The server could not be reached. */
  unreachable: 3,
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
