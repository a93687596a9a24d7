import { CHROMIUM_FLAGS } from '../../testing/chromium-flags.ts'
import { type CdpEvent, openCdp } from './cdp.ts'
import { evidenceLog } from './chromium-evidence.ts'
import type { EngineDriver } from './driver.ts'
import { installed } from './installed.ts'
import { keep, ownDirectory } from './process.ts'
import { openSession } from './session.ts'

const flags = [
  ...CHROMIUM_FLAGS,
  '--headless',
  '--disable-breakpad',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--no-default-browser-check',
  '--no-proxy-server',
  '--ignore-certificate-errors',
  '--host-resolver-rules=MAP *.test 127.0.0.1',
  '--remote-debugging-pipe',
]

export async function openChromium(): Promise<EngineDriver> {
  const found = installed('chromium')
  if ('missing' in found) throw new Error(found.missing)
  const session = await openSession('chromium')
  const directory = ownDirectory('chromium')
  const kept = keep(directory, found.path, [...flags, `--user-data-dir=${directory}`, 'about:blank'], {
    HOME: directory,
  })
  kept.child.stdout?.resume()
  kept.child.stderr?.resume()
  kept.child.stderr?.on('end', () => session.fail(new Error('Chromium is gone')))

  const [, , , write, read] = kept.child.stdio
  const cdp = openCdp(write as NodeJS.WritableStream as never, read as NodeJS.ReadableStream as never)
  const log = evidenceLog()

  // Sandboxed and data: iframes may live in a process, and so in a CDP session, of their own; each waits until we
  // listen.
  const listenTo = async (sessionId: string, type = 'page') => {
    // A worker has no domains of pages, and its console is that of its page as well.
    const domains = type === 'worker' ? ['Network', 'Audits'] : ['Network', 'Log', 'Runtime', 'Audits', 'Page']
    await Promise.all(domains.map((domain) => cdp.send(`${domain}.enable`, {}, sessionId)))
    await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, sessionId)
    await cdp.send('Runtime.runIfWaitingForDebugger', {}, sessionId)
  }
  cdp.onEvent((event: CdpEvent) => {
    if (event.method === 'Target.attachedToTarget') {
      // A frame may be gone before we have said all this; then nothing is lost.
      const { type } = event.params['targetInfo'] as { type: string }
      void listenTo(String(event.params['sessionId']), type).catch(() => {})
    } else log.take(event)
  })

  const { product } = await cdp.send('Browser.getVersion')
  const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true })
  await listenTo(String(sessionId))
  await cdp.send('Page.navigate', { url: session.pageUrl }, String(sessionId))

  return {
    name: 'chromium',
    version: String(product),
    run: (scenarios) =>
      session.run(scenarios, async (ids) => {
        // Each process sends its events in order, but what the browser says may come after the page's own answer: hence
        // the patience.
        for (let patience = 25; patience > 0; patience--) {
          await cdp.send('Runtime.evaluate', { expression: '0' }, String(sessionId))
          await new Promise((resolve) => setTimeout(resolve, 20))
          if (log.isComplete(ids.at(-1) ?? '')) break
        }
        return log.evidence(ids)
      }),
    async close() {
      await kept.close()
      await session.close()
    },
  }
}
