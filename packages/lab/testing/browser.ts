/** Debian's Chromium, when it is installed. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import type { TestContext } from 'vitest'
import { CHROMIUM_FLAGS } from '../../../scripts/testing/chromium-flags.ts'

const EXECUTABLE = '/usr/bin/chromium'

/** Skips the test where there is no Chromium, unless everything is required. */
export function requireChromium(context: TestContext): void {
  if (existsSync(EXECUTABLE)) return
  if (process.env['CORSKIT_REQUIRE_ALL'] === '1') throw new Error(`${EXECUTABLE} is not installed`)
  context.skip(`${EXECUTABLE} is not installed`)
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: CHROMIUM_FLAGS })
}
