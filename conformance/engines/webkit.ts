import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineDriver } from './driver.ts'
import { findProgram, installed } from './installed.ts'
import { type Kept, keep, ownDirectory, waitForText } from './process.ts'
import { openSession } from './session.ts'
import { consoleReader } from './webkit-evidence.ts'

/** A screen of our own: the number is Xvfb's choice, told on descriptor 3. */
export async function openScreen(): Promise<{ display: string; kept: Kept }> {
  const args = ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp']
  const kept = keep(ownDirectory('xvfb'), findProgram('Xvfb') ?? 'Xvfb', args)
  kept.child.stdout?.resume()
  kept.child.stderr?.resume()
  const [, number] = await waitForText(kept.child.stdio[3] as NodeJS.ReadableStream, /(\d+)\n/)
  return { display: `:${number}`, kept }
}

export async function openWebkit(): Promise<EngineDriver> {
  const found = installed('webkit')
  if ('missing' in found) throw new Error(found.missing)
  const session = await openSession('webkit')
  const screen = await openScreen()
  const directory = ownDirectory('webkit')
  const home: NodeJS.ProcessEnv = { HOME: directory }
  for (const name of ['CONFIG', 'CACHE', 'DATA', 'STATE', 'RUNTIME']) {
    const path = join(directory, name.toLowerCase())
    mkdirSync(path, { mode: 0o700 })
    home[name === 'RUNTIME' ? 'XDG_RUNTIME_DIR' : `XDG_${name}_HOME`] = path
  }
  // WebKit has no table of host names. A proxy needs none: it gets whole URLs, and every port of ours understands them.
  const proxy = `--proxy=http://127.0.0.1:${session.servers.proxyPort}`
  const args = ['--enable-write-console-messages-to-stdout=TRUE', '--ignore-tls-errors', proxy, session.pageUrl]
  const quiet = { NO_AT_BRIDGE: '1', GTK_A11Y: 'none', GIO_USE_VFS: 'local', LIBGL_ALWAYS_SOFTWARE: '1' }
  const env = { ...home, ...quiet, DISPLAY: screen.display }
  const version = execFileSync(found.path, ['--version'], { env: { ...process.env, ...env }, encoding: 'utf8' })
  const kept = keep(directory, found.path, args, env)
  const reader = consoleReader()
  kept.child.stdout?.resume()
  // The setting's name says stdout; WebKit writes to stderr.
  kept.child.stderr?.setEncoding('utf8')
  kept.child.stderr?.on('data', (text: string) => reader.take(text))
  kept.child.stderr?.on('end', () => session.fail(new Error('MiniBrowser is gone')))

  return {
    name: 'webkit',
    version: version.trim(),
    run: (scenarios) => session.run(scenarios, (ids) => reader.evidence(ids)),
    async close() {
      await kept.close()
      await screen.kept.close()
      await session.close()
    },
  }
}
