/**
 * What the first view costs: `npx node --conditions=corskit-source packages/lab/testing/first-view.ts [LOADS]`. Needs
 * `npm run build`, and a machine that does nothing else.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { startLab } from '../lab.ts'
import { launchChromium } from './browser.ts'

const PAGE = new URL('../dist/page/', import.meta.url)
const LOADS = Number(process.argv[2] ?? 5)
const SLOWER = [1, 4]
const VIEWS = ['#/', '#/scene/simple-request', '#/bench']

interface Load {
  /** The first thing that is seen. */
  readonly painted: number
  /** The field reacts to input, and the page is idle. */
  readonly interactive: number
  /**
   * The time that the page's own thread computed until then. The rest was waiting for the lab or for a busy machine.
   */
  readonly computed: number
  readonly files: readonly string[]
}

const median = (numbers: readonly number[]) => Math.round([...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0)

const lab = await startLab({ pageFolder: PAGE, check: async () => ({ mistake: 'nobody asks' }) })
const browser = await launchChromium()
for (const hash of VIEWS)
  for (const slower of SLOWER) {
    const loads: Load[] = []
    for (let load = 0; load < LOADS; load++) loads.push(await loaded(browser, lab.url + hash, slower))
    const [first] = loads
    const bytes = (first?.files ?? []).reduce(
      (sum, path) => sum + gzipSync(readFileSync(new URL(path, PAGE))).length,
      0,
    )
    const of = (name: 'painted' | 'interactive' | 'computed') => `${name} ${median(loads.map((load) => load[name]))} ms`
    console.log(
      `${hash}  CPU ${slower}x slower: ${of('painted')}, ${of('interactive')}, ${of('computed')}; ${(bytes / 1000).toFixed(1)} kB compressed in ${first?.files.length} files`,
    )
  }
await browser.close()
await lab.close()

/** With nothing kept from an earlier load. */
async function loaded(browser: Browser, url: string, slower: number): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const protocol = await context.newCDPSession(page)
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' })
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await page.goto(url)
  await page.locator('h1').waitFor()
  const { metrics } = await protocol.send('Performance.getMetrics')
  const computed = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  const found = await page.evaluate(async () => {
    const busy: PerformanceEntry[] = []
    new PerformanceObserver((list) => busy.push(...list.getEntries())).observe({ type: 'longtask', buffered: true })
    await new Promise((resolve) => setTimeout(resolve, 500))
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
    const ends = busy.map(({ startTime, duration }) => startTime + duration)
    return { painted, interactive: Math.max(navigation?.domContentLoadedEventEnd ?? 0, ...ends) }
  })
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  await context.close()
  const paths = files.filter((name) => name.includes('/assets/')).map((name) => new URL(name).pathname.slice(1))
  return { ...found, computed, files: ['index.html', ...new Set(paths)] }
}
