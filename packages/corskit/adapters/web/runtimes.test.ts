import { describe, expect, test } from 'vitest'
import { notInstalled } from '../../../../testing/not-installed.ts'
import { describeCore } from '../testing/behaviour.ts'
import { bundleApp, findRuntime, type Runtime, startRuntime } from '../testing/runtimes.ts'

for (const runtime of ['workerd', 'bun', 'deno'] as Runtime[]) {
  const executable = findRuntime(runtime)
  if (executable === null)
    test(runtime, ({ skip }) => notInstalled(`${runtime} is not installed; .ci/run installs it`, skip))
  else describe(runtime, () => describeCore({ start: () => startRuntime(runtime, executable) }))
}

test('the web adapter imports nothing from Node', async () => {
  expect(await bundleApp()).not.toMatch(/\bfrom\s*["']node:|\bimport\s*["']node:|\brequire\(/)
})
