/** Debian's WebKitGTK, when it is installed: opens a page by WebDriver, and evaluates in it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'vitest'
import { findProgram, installed, requireEngine } from '../../../conformance/engines/installed.ts'
import { keep, ownDirectory } from '../../../conformance/engines/process.ts'
import { openScreen } from '../../../conformance/engines/webkit.ts'
import { freePort } from '../../../testing/free-port.ts'
import type { FirefoxTab } from './firefox.ts'

/** Skips the test when there is no WebKit, unless everything is required. */
export function requireWebkit(context: TestContext): void {
  requireEngine('webkit', context.skip)
}

/** Cookies in frames of other sites, as the attacks have them, and a certificate that nobody signed. */
const BROWSER = { args: ['--automation', '--cookies-policy=always'] }

export async function launchWebkit(): Promise<FirefoxTab> {
  const found = installed('webkit')
  if ('missing' in found) throw new Error(found.missing)
  const driver = findProgram('WebKitWebDriver')
  if (driver === undefined) throw new Error('WebKitWebDriver is not installed')
  const screen = await openScreen()
  const directory = ownDirectory('webkit')
  const env: NodeJS.ProcessEnv = { HOME: directory, DISPLAY: screen.display }
  for (const name of ['CONFIG', 'CACHE', 'DATA', 'STATE', 'RUNTIME']) {
    const path = join(directory, name.toLowerCase())
    mkdirSync(path, { mode: 0o700 })
    env[name === 'RUNTIME' ? 'XDG_RUNTIME_DIR' : `XDG_${name}_HOME`] = path
  }
  const quiet = { NO_AT_BRIDGE: '1', GTK_A11Y: 'none', GIO_USE_VFS: 'local', LIBGL_ALWAYS_SOFTWARE: '1' }
  const port = await freePort()
  const kept = keep(directory, driver, [`--port=${port}`], { ...env, ...quiet })
  kept.child.stdout?.resume()
  kept.child.stderr?.resume()
  const send = commands(`http://127.0.0.1:${port}/session`)
  const alwaysMatch = {
    acceptInsecureCerts: true,
    timeouts: { script: 60_000 },
    'webkitgtk:browserOptions': { binary: found.path, ...BROWSER },
  }
  const { sessionId } = (await send('', { capabilities: { alwaysMatch } })) as { sessionId: string }
  return {
    goto: async (url) => {
      await send(`/${sessionId}/url`, { url })
    },
    // The page's policy forbids `eval`, so the expression is part of the script itself.
    evaluate: async (expression) => {
      const script = `const [done] = [...arguments].slice(-1);
        (async () => JSON.stringify(await (${expression})) ?? 'null')().then((value) => done({ value }), (error) => done({ error: String(error) }))`
      const { value, error } = (await send(`/${sessionId}/execute/async`, { script, args: [] })) as Record<
        string,
        string
      >
      if (error !== undefined || value === undefined) throw new Error(`WebKit: ${error}`)
      return JSON.parse(value)
    },
    close: async () => {
      await kept.close()
      await screen.kept.close()
    },
  }
}

/** The driver needs a moment until it listens. */
function commands(base: string) {
  return async (path: string, body: unknown): Promise<unknown> => {
    const end = Date.now() + 30_000
    for (;;) {
      try {
        const answer = await fetch(base + path, { method: 'POST', body: JSON.stringify(body) })
        const { value } = (await answer.json()) as { value: unknown }
        if (!answer.ok) throw new Error(`WebDriver: ${JSON.stringify(value)}`, { cause: 'answered' })
        return value
      } catch (error) {
        if ((error as Error).cause === 'answered' || path !== '' || Date.now() > end) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  }
}
