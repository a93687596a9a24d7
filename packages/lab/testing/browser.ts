/** Debian's Chromium, when it is installed. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import type { TestContext } from 'vitest'
import { CHROMIUM_FLAGS } from '../../../testing/chromium-flags.ts'
import { notInstalled } from '../../../testing/not-installed.ts'

const EXECUTABLE = '/usr/bin/chromium'

/** Skips the test when there is no Chromium, unless everything is required. */
export function requireChromium(context: TestContext): void {
  if (existsSync(EXECUTABLE)) return
  notInstalled(`${EXECUTABLE} is not installed`, context.skip)
}

export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: [...CHROMIUM_FLAGS, ...flags] })
}
