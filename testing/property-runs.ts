/** How often a property is tried: `npm run nightly` says the greater number, and gives the tests the time for it. */
export const NIGHTLY = process.env['CORSKIT_NIGHTLY'] === '1'

/** The options of `fc.assert`. */
export const RUNS = { numRuns: NIGHTLY ? 100_000 : 2_000 }
