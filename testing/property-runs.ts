/** How often a property is tried: `npm run nightly` says the greater number, and gives the tests the time for it. */
export const NIGHTLY = process.env['CORSKIT_NIGHTLY'] === '1'

/**
 * The options of `fc.assert`.
 *
 * @param daily how often where it is not night: fewer for what costs more
 * @param mostAtNight fewer than a hundred thousand: for properties of the tools that start a program in each run, or
 *   run a command. The seeds of the next night are others.
 */
export const runs = (daily: number, mostAtNight = Number.POSITIVE_INFINITY) => ({
  numRuns: NIGHTLY ? Math.min(100_000, mostAtNight) : daily,
})

export const RUNS = runs(2_000)
