/** Comparisons of values that are known. */

export type Truth = true | false | 'unknown'

/** What all of them are; `unknown` where they differ. */
export const sameOf = (all: readonly boolean[]): Truth =>
  all.every((one) => one === all[0]) ? (all[0] ?? 'unknown') : 'unknown'

export function compare(operator: string, left: unknown, right: unknown): boolean {
  const [a, b] = [left as number, right as number]
  switch (operator) {
    case '===':
      return a === b
    case '!==':
      return a !== b
    case '==':
      // biome-ignore lint/suspicious/noDoubleEquals: it is the operator of the source
      return a == b
    case '!=':
      // biome-ignore lint/suspicious/noDoubleEquals: it is the operator of the source
      return a != b
    case '>':
      return a > b
    case '>=':
      return a >= b
    case '<':
      return a < b
    default:
      return a <= b
  }
}
