/** Debian's Firefox, when it is installed: opens a page, and evaluates in it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'vitest'
import { openBidi } from '../../../conformance/engines/bidi.ts'
import { installed, requireEngine } from '../../../conformance/engines/installed.ts'
import { keep, ownDirectory, waitForText } from '../../../conformance/engines/process.ts'

/** What a fresh profile would do on its own: pages of its own, updates, reports. */
const PREFERENCES = {
  'network.proxy.type': 0,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'remote.prefs.recommended': true,
}

/** Skips the test when there is no Firefox, unless everything is required. */
export function requireFirefox(context: TestContext): void {
  requireEngine('firefox', context.skip)
}

export interface FirefoxTab {
  goto(url: string): Promise<void>
  /** Waits for promises; the value comes back as JSON does. */
  evaluate(expression: string): Promise<unknown>
  close(): Promise<void>
}

export async function launchFirefox(): Promise<FirefoxTab> {
  const found = installed('firefox')
  if ('missing' in found) throw new Error(found.missing)
  const directory = ownDirectory('firefox')
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`)
  writeFileSync(join(directory, 'user.js'), lines.join('\n'))
  const args = ['--headless', '--no-remote', '--profile', directory, '--remote-debugging-port=0']
  const kept = keep(directory, found.path, args, { HOME: directory, MOZ_CRASHREPORTER_DISABLE: '1' })
  kept.child.stdout?.resume()
  const [, address] = await waitForText(kept.child.stderr, /WebDriver BiDi listening on (ws:\/\/\S+)/)
  const bidi = await openBidi(`${address}/session`, () => {})
  await bidi.send('session.new', { capabilities: {} })
  const { contexts } = (await bidi.send('browsingContext.getTree', {})) as { contexts: { context: string }[] }
  const context = contexts[0]?.context
  return {
    goto: async (url) => {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    evaluate: async (expression) => {
      const wrapped = `(async () => JSON.stringify(await (0, eval)(${JSON.stringify(expression)})) ?? 'null')()`
      const reply = await bidi.send('script.evaluate', { expression: wrapped, target: { context }, awaitPromise: true })
      if (reply['type'] !== 'success') throw new Error(`Firefox: ${JSON.stringify(reply)}`)
      return JSON.parse((reply['result'] as { value: string }).value)
    },
    close: async () => {
      bidi.close()
      await kept.close()
    },
  }
}
