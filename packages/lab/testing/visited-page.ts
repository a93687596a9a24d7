/** A page of Chromium in the lab, fresh for every test of a file. What the page throws fails the test. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Lab } from '../lab.ts'
import { launchChromium, requireChromium } from './browser.ts'
import { type OpenedLab, openLab } from './opened-lab.ts'

export interface VisitedPage {
  readonly lab: Lab
  readonly page: Page
  go(hash: string): Promise<unknown>
  /** The model's code for why. */
  code(): Promise<string | null>
  /** Runs the request in this browser, and says whether it agrees with the model. */
  runHere(): Promise<boolean>
}

/** Call it once in a file; its result can be used from the first test on. */
export function visitPage(): VisitedPage {
  let opened: OpenedLab
  let browser: Browser | undefined
  let page: Page
  beforeAll(async () => {
    opened = await openLab()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await opened.close()
  })
  beforeEach(async (context) => {
    requireChromium(context)
    browser ??= await launchChromium()
    page = await browser.newPage({ baseURL: opened.lab.url, viewport: { width: 1280, height: 900 } })
    const thrown: Error[] = []
    page.on('pageerror', (error) => thrown.push(error))
    return async () => {
      await page.close()
      expect(thrown).toEqual([])
    }
  })
  return {
    get lab() {
      return opened.lab
    },
    get page() {
      return page
    },
    go: (hash) => page.goto(`/${hash}`),
    code: () => page.locator('.verdict .code code').textContent(),
    runHere: async () => {
      await page.getByRole('button', { name: 'Run it here' }).click()
      await page.locator('.run .ran :is(.same, .other)').waitFor()
      return (await page.locator('.run .ran .same').count()) === 1
    },
  }
}
