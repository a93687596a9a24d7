import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testNames } from '../places.ts'
import { openBidi } from './bidi.ts'
import type { EngineDriver } from './driver.ts'
import { drainMessages, listenToMessages, sortMessages } from './firefox-evidence.ts'
import { installed } from './installed.ts'
import { keep, ownDirectory, waitForText } from './process.ts'
import { openSession } from './session.ts'

const preferences = {
  'network.dns.localDomains': testNames.join(','),
  'network.proxy.type': 0,
  'browser.cache.disk.enable': false,
  'browser.cache.memory.enable': false,
  // What a fresh profile would do on its own: pages of its own, updates, reports.
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
  'dom.security.https_first': false,
  'remote.prefs.recommended': true,
}

export async function openFirefox(): Promise<EngineDriver> {
  const found = installed('firefox')
  if ('missing' in found) throw new Error(found.missing)
  const session = await openSession('firefox')
  const directory = ownDirectory('firefox')
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`)
  writeFileSync(join(directory, 'user.js'), lines.join('\n'))
  const args = ['--headless', '--no-remote', '--profile', directory]
  const remote = ['--remote-debugging-port=0', '--remote-allow-system-access']
  const kept = keep(directory, found.path, [...args, ...remote], { HOME: directory, MOZ_CRASHREPORTER_DISABLE: '1' })
  kept.child.stdout?.resume()
  const [, address] = await waitForText(kept.child.stderr, /WebDriver BiDi listening on (ws:\/\/\S+)/)

  const bidi = await openBidi(`${address}/session`, () => session.fail(new Error('Firefox is gone')))
  const { capabilities } = (await bidi.send('session.new', {
    capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
  })) as {
    capabilities: { browserName: string; browserVersion: string }
  }
  const contextOf = async (params: object) => {
    const { contexts } = (await bidi.send('browsingContext.getTree', params)) as { contexts: { context: string }[] }
    return contexts[0]?.context
  }
  // The page's own console shows no CORS message to BiDi; the browser's console, reached in its chrome, has text and
  // category.
  const chrome = await contextOf({ 'moz:scope': 'chrome' })
  const inChrome = async (expression: string) => {
    const target = { context: chrome }
    const reply = await bidi.send('script.evaluate', { expression, target, awaitPromise: true })
    if (reply['type'] !== 'success') throw new Error(`Firefox: ${JSON.stringify(reply)}`)
    return (reply['result'] as { value?: string }).value ?? ''
  }
  await inChrome(listenToMessages)
  await bidi.send('browsingContext.navigate', { context: await contextOf({}), url: session.pageUrl, wait: 'complete' })

  return {
    name: 'firefox',
    version: `${capabilities.browserName} ${capabilities.browserVersion}`,
    run: (scenarios) =>
      session.run(scenarios, async (ids) => sortMessages(await inChrome(drainMessages(ids.at(-1))), ids)),
    async close() {
      bidi.close()
      await kept.close()
      await session.close()
    },
  }
}
