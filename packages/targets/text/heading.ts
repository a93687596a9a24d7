/** The comment on top of every file. */

/** Text of unknown origin in one line of a comment: nothing in it ends the line. */
export function oneLine(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, ' ').slice(0, 300)
}

export const MODELLED = 'modelled: made from the documentation, not run against the real server by corskit'

/** The command and the policy's hash first, so that a file which no longer fits its policy can be told. */
export function headingOf(command: string, hash: string, notes: readonly string[], isModelled: boolean): string[] {
  return [
    `made by: ${command} (policy ${hash})`,
    ...(isModelled ? [MODELLED] : []),
    ...notes.map((note) => `note: ${note}`),
  ].map(oneLine)
}
