/** The exit codes. Users rely on these numbers, so they do not change. */
export const ExitCode = {
  /** A browser lets the page read the answer. */
  allowed: 0,
  /** The page cannot read it: the request is blocked, or the answer is opaque. */
  notAllowed: 1,
  /** The call was wrong, and nothing was sent. */
  usage: 2,
  /** The server could not be reached. */
  unreachable: 3,
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
