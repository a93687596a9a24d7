/**
 * Opens a page that did not come by http in a real engine: from a file, from an extension, from an app's own scheme.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHROMIUM_FLAGS } from '../../testing/chromium-flags.ts'
import { openBidi } from '../engines/bidi.ts'
import { openCdp } from '../engines/cdp.ts'
import { findProgram, installed } from '../engines/installed.ts'
import { type Kept, keep, ownDirectory, waitForText } from '../engines/process.ts'
import { openScreen } from '../engines/webkit.ts'

export type PageKind = 'file' | 'extension' | 'app'
export type Close = () => Promise<unknown>

const EXTENSION_ID = 'pages@corskit.example'

const MANIFEST = {
  manifest_version: 3,
  name: 'corskit: pages beyond http',
  version: '1',
  browser_specific_settings: { gecko: { id: EXTENSION_ID } },
}

/** A folder that is a page of a file, and an extension as well. */
function writePage(directory: string, script: string): { folder: string; file: string } {
  const folder = join(directory, 'page')
  mkdirSync(folder)
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(MANIFEST))
  writeFileSync(join(folder, 'page.html'), '<!doctype html><meta charset="utf-8"><script src="page.js"></script>')
  writeFileSync(join(folder, 'page.js'), script)
  return { folder, file: `file://${folder}/page.html` }
}

const pathOf = (engine: 'chromium' | 'firefox' | 'webkit'): string => {
  const found = installed(engine)
  if ('missing' in found) throw new Error(found.missing)
  return found.path
}

export async function openInChromium(kind: PageKind, script: string): Promise<Close> {
  const directory = ownDirectory('chromium')
  const { folder, file } = writePage(directory, script)
  const flags = [...CHROMIUM_FLAGS, '--headless=new', '--no-default-browser-check', '--no-proxy-server']
  const remote = ['--remote-debugging-pipe', '--enable-unsafe-extension-debugging']
  const args = [...flags, ...remote, '--disable-dev-shm-usage', `--user-data-dir=${directory}`, 'about:blank']
  const kept = keep(directory, pathOf('chromium'), args, { HOME: directory })
  kept.child.stdout?.resume()
  kept.child.stderr?.resume()
  const [, , , write, read] = kept.child.stdio
  const cdp = openCdp(write as NodeJS.WritableStream as never, read as NodeJS.ReadableStream as never)
  const url =
    kind === 'file'
      ? file
      : `chrome-extension://${(await cdp.send('Extensions.loadUnpacked', { path: folder }))['id']}/page.html`
  await cdp.send('Target.createTarget', { url })
  return () => kept.close()
}

export async function openInFirefox(kind: PageKind, script: string): Promise<Close> {
  const directory = ownDirectory('firefox')
  const { folder, file } = writePage(directory, script)
  const quiet = [
    'network.captive-portal-service.enabled',
    'network.connectivity-service.enabled',
    'app.normandy.enabled',
  ]
  writeFileSync(join(directory, 'user.js'), quiet.map((name) => `user_pref("${name}", false);`).join('\n'))
  const args = ['--headless', '--no-remote', '--profile', directory]
  const remote = ['--remote-debugging-port=0', '--remote-allow-system-access']
  const kept = keep(directory, pathOf('firefox'), [...args, ...remote], {
    HOME: directory,
    MOZ_CRASHREPORTER_DISABLE: '1',
  })
  kept.child.stdout?.resume()
  const [, address] = await waitForText(kept.child.stderr, /WebDriver BiDi listening on (ws:\/\/\S+)/)
  const bidi = await openBidi(`${address}/session`, () => {})
  await bidi.send('session.new', { capabilities: {} })
  const contextOf = async (params: object) => {
    const { contexts } = (await bidi.send('browsingContext.getTree', params)) as { contexts: { context: string }[] }
    return contexts[0]?.context
  }
  let url = file
  if (kind === 'extension') {
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path: folder } })
    const expression = `WebExtensionPolicy.getByID(${JSON.stringify(EXTENSION_ID)}).mozExtensionHostname`
    const target = { context: await contextOf({ 'moz:scope': 'chrome' }) }
    const { result } = await bidi.send('script.evaluate', { expression, target, awaitPromise: true })
    url = `moz-extension://${(result as { value: string }).value}/page.html`
  }
  // Not awaited: a page that replaces the process it lives in ends the call.
  void bidi.send('browsingContext.navigate', { context: await contextOf({}), url, wait: 'none' }).catch(() => {})
  return async () => {
    bidi.close()
    await kept.close()
  }
}

/** MiniBrowser knows no schemes of apps; this does what an app does: it answers for `capacitor:` itself. */
const APP = `
import sys, gi
gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')
from gi.repository import Gtk, WebKit2, Gio, GLib
page = b'<!doctype html><meta charset="utf-8"><script>' + open(sys.argv[1], 'rb').read() + b'</script>'
context = WebKit2.WebContext.get_default()
context.register_uri_scheme('capacitor', lambda request: request.finish(Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new(page)), len(page), 'text/html'))
view = WebKit2.WebView()
window = Gtk.Window(); window.add(view); window.show_all()
view.load_uri('capacitor://localhost/index.html')
Gtk.main()
`

const PYTHON = '/usr/bin/python3'

/** Why `capacitor:` cannot be opened here, or `null`. */
export function missingForApps(): string | null {
  try {
    execFileSync(PYTHON, ['-c', "import gi; gi.require_version('WebKit2', '4.1')"], { stdio: 'ignore' })
    return findProgram('Xvfb') === undefined ? 'Xvfb is not installed (Debian: xvfb)' : null
  } catch {
    return 'WebKitGTK for Python is not installed (Debian: python3-gi, gir1.2-webkit2-4.1)'
  }
}

export async function openInWebkit(kind: PageKind, script: string): Promise<Close> {
  const directory = ownDirectory('webkit')
  const { folder, file } = writePage(directory, script)
  const screen = await openScreen()
  const env = {
    HOME: directory,
    XDG_RUNTIME_DIR: directory,
    DISPLAY: screen.display,
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
  }
  const soft = { GIO_USE_VFS: 'local', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }
  const kept: Kept =
    kind === 'app'
      ? keep(directory, PYTHON, ['-c', APP, join(folder, 'page.js')], { ...env, ...soft })
      : keep(directory, pathOf('webkit'), [file], { ...env, ...soft })
  kept.child.stdout?.resume()
  kept.child.stderr?.resume()
  return async () => {
    await kept.close()
    await screen.kept.close()
  }
}
