import { defineConfig } from 'vitest/config'
import { NIGHTLY } from './testing/property-runs.ts'

export default defineConfig({
  // Tests read the sources, never a stale build: `corskit-source` is the condition under which each package exports its TypeScript.
  resolve: { conditions: ['corskit-source'] },
  ssr: { resolve: { conditions: ['corskit-source'] } },
  test: {
    include: ['{packages,examples,conformance,bench,scripts,testing}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: NIGHTLY ? 60 * 60_000 : 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default', './scripts/summary-reporter.ts'],
  },
})
