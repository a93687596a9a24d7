/** Debian's Chromium, when it is installed. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import type { TestContext } from 'vitest'

const EXECUTABLE = '/usr/bin/chromium'

/** Nothing leaves this machine: no updates, no field trials, no sync. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Skips the test where there is no Chromium, unless everything is required. */
export function requireChromium(context: TestContext): void {
  if (existsSync(EXECUTABLE)) return
  if (process.env['CORSKIT_REQUIRE_ALL'] === '1') throw new Error(`${EXECUTABLE} is not installed`)
  context.skip(`${EXECUTABLE} is not installed`)
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS })
}
