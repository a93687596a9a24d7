/** The lab as a static folder, opened from a plain file server, in a folder of its host. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildSite } from './build-site.mjs'
import { launchChromium, requireChromium } from './testing/browser.ts'

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

let folder = ''
let server: Server
let url = ''
let browser: Browser | undefined
let context: BrowserContext
let page: Page
/** Every request that left the page, wherever to. */
let asked: string[]

beforeAll(async () => {
  folder = `${mkdtempSync(join(tmpdir(), 'corskit-site-'))}/`
  await buildSite(folder)
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname).replace(/^\/lab\//, '')
    try {
      const file = path === '' ? 'index.html' : path
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      response.end(readFileSync(join(folder, file)))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lab/`
})

afterAll(async () => {
  await browser?.close()
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async (testContext) => {
  requireChromium(testContext)
  browser ??= await launchChromium()
  context = await browser.newContext()
  page = await context.newPage()
  asked = []
  const thrown: string[] = []
  page.on('pageerror', (error) => thrown.push(String(error)))
  page.on('console', (line) => line.type() === 'error' && thrown.push(line.text()))
  page.on('request', (request) => asked.push(request.url()))
  return async () => {
    expect(asked.filter((one) => !one.startsWith(url) && !one.startsWith('data:'))).toEqual([])
    await context.close()
    expect(thrown).toEqual([])
  }
})

test('says that it is simulated, and explains a console line', async () => {
  await page.goto(url)
  expect(await page.locator('.simulated').textContent()).toContain('simulated')
  await page
    .getByLabel('Paste what failed')
    .fill(
      "Access to fetch at 'https://api.example.com/users' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    )
  await page.getByRole('button', { name: 'Find out why' }).click()
  await page.locator('.causes .fix').first().waitFor()
})

test('judges a policy, tells its mistakes, and writes it for another server', async () => {
  await page.goto(`${url}#/bench`)
  await page.locator('.verdict.blocked').waitFor()
  await page.getByText('Policy', { exact: true }).click()
  await page.locator('.verdict.allowed').waitFor()
  await page.getByText('Take it along').click()
  await page.getByLabel('What to take along').selectOption({ label: 'Configuration: nginx' })
  await page.getByLabel('Configuration: nginx').waitFor()
  await page.getByLabel('lets pages read that are of').fill('*')
  await page.getByLabel('with cookies').check()
  await page.getByText('This policy is refused before it answers anybody.').waitFor()
  expect(await page.getByRole('button', { name: 'Run it here' }).count()).toBe(0)
})

test('works offline after the first visit', async () => {
  await page.goto(url)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await page.reload()
  await page.goto(`${url}#/scene/simple-request`)
  await page.locator('.stage svg').waitFor()
})
