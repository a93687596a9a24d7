/**
 * Records what a program that looks at the page says about every set-up of the clinic. It is not part of any check: the
 * scores come from the files.
 *
 *     node --conditions=corskit-source examples/clinic/recorded/record.ts chromium-har
 *     npm install --prefix /tmp/peers chrome-devtools-mcp @playwright/mcp
 *     node --conditions=corskit-source examples/clinic/recorded/record.ts chrome-devtools-mcp /tmp/peers/node_modules
 *     node --conditions=corskit-source examples/clinic/recorded/record.ts playwright-mcp /tmp/peers/node_modules
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { argv } from 'node:process'
import { launchChromium } from '../../../packages/lab/testing/browser.ts'
import { FAULTY, HEALTHY } from '../clinic.ts'
import { openWard } from '../ward.ts'
import { harOf, type ProtocolEvent } from './chromium-har.ts'
import { openChromeDevtoolsMcp, openPlaywrightMcp, type Peer } from './mcp-tools.ts'
import { openPages } from './pages.ts'
import { type RecordingName, writeRecording } from './recording.ts'

interface Onlooker {
  readonly by: string
  readonly look: (page: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

const peer = async (opened: Promise<Peer>, name: string, modules: string): Promise<Onlooker> => {
  const { server, look, close } = await opened
  const { version } = JSON.parse(readFileSync(`${modules}/${name}/package.json`, 'utf8')) as { version: string }
  return { by: `${name} ${version} (${server.name})`, look, close }
}

const ONLOOKERS: Readonly<Record<RecordingName, (flags: readonly string[], modules: string) => Promise<Onlooker>>> = {
  'chromium-har': openDevtools,
  'chrome-devtools-mcp': (flags, modules) =>
    peer(openChromeDevtoolsMcp(modules, flags), 'chrome-devtools-mcp', modules),
  'playwright-mcp': (flags, modules) => peer(openPlaywrightMcp(modules, flags), '@playwright/mcp', modules),
}

async function openDevtools(flags: readonly string[]): Promise<Onlooker> {
  const browser = await launchChromium(flags)
  const by = `WebInspector of Chromium ${browser.version()}`
  return {
    by,
    close: () => browser.close(),
    async look(url) {
      const page = await browser.newPage()
      const session = await page.context().newCDPSession(page)
      const events: ProtocolEvent[] = []
      for (const method of EVENTS)
        session.on(method, (params) => events.push({ method, params: params as unknown as ProtocolEvent['params'] }))
      await session.send('Network.enable')
      await page.goto(url)
      await page.evaluate('window.settled')
      await new Promise((resolve) => setTimeout(resolve, 300))
      await page.close()
      return harOf(events, browser.version())
    },
  }
}

const EVENTS = [
  'Network.requestWillBeSent',
  'Network.requestWillBeSentExtraInfo',
  'Network.responseReceived',
  'Network.responseReceivedExtraInfo',
  'Network.loadingFailed',
] as const

const [, , name = '', modules = ''] = argv
const open = ONLOOKERS[name as RecordingName]
if (open === undefined) throw new Error(`expected one of ${Object.keys(ONLOOKERS).join(', ')}, got ${name}`)
const setUps = [...FAULTY, ...HEALTHY]
const ward = await openWard(setUps)
const pages = await openPages(setUps, ward)
const onlooker = await open(pages.flags, modules)
const told: Record<string, unknown> = {}
try {
  for (const setUp of setUps) {
    told[setUp.name] = await onlooker.look(pages.urlOf(setUp))
    process.stderr.write('.')
  }
} finally {
  await onlooker.close()
  pages.close()
  await ward.close()
}
const browser = execFileSync('chromium', ['--version'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
}).trim()
const date = new Date().toISOString().slice(0, 10)
writeRecording(name as RecordingName, { by: onlooker.by, browser, date, setUps: told })
