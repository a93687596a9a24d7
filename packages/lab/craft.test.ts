/**
 * What can be measured of how the lab is made: nothing that axe finds, small files, targets that a thumb hits, no
 * request to anybody.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium, requireChromium } from './testing/browser.ts'
import { type OpenedLab, openLab } from './testing/opened-lab.ts'
import { VIEWS } from './testing/views.ts'

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const FIRST_VIEW_KILOBYTES = 150

let opened: OpenedLab
let browser: Browser | undefined

beforeAll(async () => {
  opened = await openLab()
})

afterAll(async () => {
  await browser?.close()
  await opened.close()
})

describe('in Chromium', () => {
  beforeEach(async (context) => {
    requireChromium(context)
    browser ??= await launchChromium()
  })

  async function open(hash: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
    const page = await (browser as Browser).newPage({
      baseURL: opened.lab.url,
      bypassCSP: true,
      viewport: { width, height: 800 },
      colorScheme,
      reducedMotion: 'reduce',
    })
    await page.goto(`/${hash.replaceAll('API', encodeURIComponent(opened.lab.apiOrigin))}`)
    await page.locator('h1').waitFor()
    // What a view plays is on it.
    if (/bench|scene\/|attack\/|#url/.test(hash)) await page.locator('.stage svg, .causes').first().waitFor()
    return page
  }

  const LOOKS = [
    { theme: 'light', width: 1280 },
    { theme: 'dark', width: 360 },
  ] as const

  test.each(VIEWS.flatMap((view) => LOOKS.map((look) => ({ ...view, ...look }))))(
    'axe finds nothing in $name, $theme, $width wide; a phone scrolls one way, and a thumb hits every target',
    async ({ hash, theme, width }) => {
      const page = await open(hash, width, theme)
      const small = width < 700 ? await smallTargets(page) : []
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth)
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '')
      })
      await page.evaluate(AXE)
      const found = await page.evaluate(async () => {
        type Found = { id: string; nodes: { target: unknown; failureSummary?: string }[] }
        const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: Found[] }> } }).axe
        const { violations } = await axe.run()
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`,
        )
      })
      await page.close()
      expect({ found, small }).toEqual({ found: [], small: [] })
      expect(scrolls).toBeLessThanOrEqual(width)
    },
  )

  /** A link inside a sentence is as high as its line. */
  const smallTargets = (page: Page) =>
    page.evaluate(() => {
      const isInText = (element: Element) =>
        (element.tagName === 'A' || element.classList.contains('term')) && element.closest('p, dd, .stage li') !== null
      return [...document.querySelectorAll('a, button, select, input, textarea, summary')].flatMap((element) => {
        const { width, height } = (element.closest('label') ?? element).getBoundingClientRect()
        if (width === 0 || height === 0 || isInText(element) || element.classList.contains('skip')) return []
        return height < 43.5 || width < 43.5
          ? [`${element.outerHTML.slice(0, 80)} ${Math.round(width)}x${Math.round(height)}`]
          : []
      })
    })

  test('the first view asks nobody but its own server, is small, and does not move', async () => {
    const page = await (browser as Browser).newPage({ baseURL: opened.lab.url, viewport: { width: 1280, height: 800 } })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto('/')
    await page.locator('h1').waitFor()
    await page.waitForLoadState('networkidle')
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(sum), 300)
        }),
    )
    await page.close()
    expect(asked.filter((url) => !url.startsWith(opened.lab.url) && !url.startsWith('data:'))).toEqual([])
    const files = asked
      .map((url) => new URL(url).pathname)
      .filter((path) => path === '/' || path.startsWith('/assets/'))
    const bytes = files.map(
      (path) => gzipSync(readFileSync(`${opened.folder}${path === '/' ? 'index.html' : path.slice(1)}`)).length,
    )
    const kilobytes = bytes.reduce((sum, length) => sum + length, 0) / 1000
    console.log(`the first view is ${kilobytes.toFixed(1)} kB compressed, in ${files.length} files`)
    expect(kilobytes).toBeLessThan(FIRST_VIEW_KILOBYTES)
    expect(shift).toBeLessThan(0.01)
  })
})

test('no file of the page names another host to load anything from', () => {
  const texts = readdirSync(`${opened.folder}assets`).map((name) =>
    readFileSync(`${opened.folder}assets/${name}`, 'utf8'),
  )
  const loads = texts.flatMap(
    (text) => text.match(/(?:src|href)="https?:[^"]*\.(?:js|css|woff2?|png)|@import|url\(["']?https?:/g) ?? [],
  )
  expect(loads).toEqual([])
})
