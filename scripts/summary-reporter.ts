import type { Reporter, TestModule } from 'vitest/node'

/** Prints why each skipped test was skipped, and the one line that ends every run: `N passed, N failed, N skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0
    let failed = unhandledErrors.length
    let skipped = 0
    for (const module of modules) {
      failed += module.errors().length
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') passed++
        else if (result.state === 'failed') failed++
        else if (result.state === 'skipped') {
          skipped++
          console.log(`skipped: ${test.fullName}: ${result.note ?? 'no reason given'}`)
        }
      }
    }
    // Printed last of all, after the default reporter's own summary.
    process.on('exit', () => console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`))
  }
}
