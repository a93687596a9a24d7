import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['scripts/mutate/mutate.run.ts'],
    testTimeout: 12 * 60 * 60_000,
    reporters: ['dot'],
    disableConsoleIntercept: true,
    // Mutants leave promises behind that nobody waits for.
    dangerouslyIgnoreUnhandledErrors: true,
  },
})
