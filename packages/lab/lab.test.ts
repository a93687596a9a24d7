import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROUTES } from '@corskit/example-broken-api/routes'
import { simulateFetch } from 'corskit/browser'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildPage } from './build-page.mjs'
import { type Lab, type LabAnswer, type LabRequest, startLab } from './lab.ts'
import { launchChromium, requireChromium } from './testing/browser.ts'

/** Plays the command: the model beside real requests, as `corskit lab` gives it, without its transport. */
async function check(request: LabRequest): Promise<LabAnswer> {
  if (!URL.canParse(request.url)) return { mistake: `'${request.url}' is not an http or https URL` }
  const { url, origin, method, headers, body } = request
  const outcome = await simulateFetch(
    {
      url,
      origin,
      method,
      headers,
      body: body === '' ? null : body,
      mode: request.mode as 'cors',
      credentials: request.credentials as 'include',
    },
    async (exchange) => {
      const sent = {
        method: exchange.method,
        headers: exchange.headers.map(([name, value]): [string, string] => [name, value]),
      }
      const answer = await fetch(exchange.url, { ...sent, body: exchange.body as string | null, redirect: 'manual' })
      return { status: answer.status, headers: answer.headers }
    },
  )
  return { outcome, sentence: `The code is ${outcome.reason?.code ?? 'none'}.`, notes: [] }
}

let lab: Lab
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corskit-lab-'))
  await buildPage(`${folder}/`)
  lab = await startLab({ check, pageFolder: pathToFileURL(`${folder}/`) })
})

afterAll(async () => {
  await lab.close()
  rmSync(folder, { recursive: true })
})

describe('the servers', () => {
  const post = (headers: Record<string, string>) =>
    fetch(`${lab.url}check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    })

  test('send requests for nobody but their own page', async () => {
    expect((await post({})).status).toBe(403)
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await post({ origin: new URL(lab.url).origin })).status).toBe(400)
  })

  test('never tell another origin that it may read', async () => {
    const answer = await fetch(lab.url, { headers: { origin: 'https://evil.example' } })
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  test('know no other page', async () => {
    expect((await fetch(`${lab.url}../package.json`)).status).toBe(404)
    expect((await fetch(`${lab.url}constructor`)).status).toBe(404)
    expect((await fetch(lab.url, { method: 'DELETE' })).status).toBe(405)
  })

  test('stay apart when a port is taken', async () => {
    const port = Number(new URL(lab.url).port)
    await expect(startLab({ check, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    const second = await startLab({ check })
    expect(second.url).not.toBe(lab.url)
    await second.close()
  })
})

describe('the page, in Chromium', () => {
  let browser: Browser | undefined
  let page: Page

  beforeEach(async (context) => {
    requireChromium(context)
    browser ??= await launchChromium()
    page = await browser.newPage({ baseURL: lab.url })
    const thrown: Error[] = []
    page.on('pageerror', (error) => thrown.push(error))
    await page.goto('/')
    return async () => {
      await page.close()
      expect(thrown).toEqual([])
    }
  })

  afterAll(() => browser?.close())

  const verdict = (of: 'model' | 'browser') => page.locator(`#${of} .verdict`).textContent()

  test('starts with a verdict on the first sample', async () => {
    expect(await verdict('model')).toBe('blocked MissingAllowOriginHeader')
    expect(await page.locator('.exchange').count()).toBe(1)
  })

  test('shows this browser’s own verdict beside the model’s', async () => {
    await page.getByRole('button', { name: 'Ask this browser' }).click()
    expect(await verdict('browser')).toContain('refused')
    expect(await page.locator('#browser').textContent()).toContain('TypeError: Failed to fetch')
    expect(await page.locator('#browser .same').textContent()).toBe('As the model says.')
  })

  test.each(ROUTES)('agrees with this browser on $path', async ({ path, code }) => {
    const samples = page.locator('nav a', { has: page.locator('code', { hasText: new RegExp(`^[A-Z]+ ${path}$`) }) })
    await samples.click()
    await page.waitForFunction(
      (wanted) => document.querySelector('#model .verdict code')?.textContent === wanted,
      code ?? (path === '/right/error' ? 'status 500' : 'status 200'),
    )
    await page.getByRole('button', { name: 'Ask this browser' }).click()
    await page.locator('#browser .verdict').waitFor()
    expect(await page.locator('#browser .same').count()).toBe(1)
  })

  test('takes a request from the form and keeps it in the address', async () => {
    await page.getByLabel('Method').fill('PUT')
    await page.getByLabel('URL').fill(`${lab.apiOrigin}/right/preflight`)
    await page.getByLabel('Headers').fill('content-type: application/json')
    await page.getByLabel('Body').fill('{}')
    await page.getByLabel('Credentials').selectOption('include')
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.locator('#model .verdict.allowed').waitFor()
    expect(await page.locator('.exchange').count()).toBe(2)
    await page.reload()
    await page.locator('#model .verdict.allowed').waitFor()
    expect(await page.getByLabel('Method').inputValue()).toBe('PUT')
    expect(await page.getByLabel('Headers').inputValue()).toBe('content-type: application/json')
  })

  test('asks nobody for a link that leads elsewhere, until it is told to', async () => {
    await page.goto('about:blank')
    const requests: string[] = []
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await page.goto('/#url=http%3A%2F%2F192.0.2.1%2F')
    await page.locator('nav a').first().waitFor()
    expect(await page.locator('#model').textContent()).toBe('Not asked yet.')
    expect(requests).not.toContain('/check')
  })

  test('says in one line what is wrong with a request', async () => {
    await page.getByLabel('URL').fill('nonsense')
    await page.keyboard.press('Enter')
    await page.locator('#model .verdict.mistake').waitFor()
    expect(await page.locator('#model').textContent()).toContain("'nonsense' is not an http or https URL")
  })

  test('knows that this browser is this page and no other', async () => {
    const ask = page.getByRole('button', { name: 'Ask this browser' })
    // The fragment of the request before may still be on its way back into the form.
    await expect
      .poll(async () => {
        await page.getByLabel('Page’s origin').fill('https://app.example.com')
        return ask.isDisabled()
      })
      .toBe(true)
    expect(await page.locator('#origin-note').textContent()).toContain('can only ask as')
  })

  test('fits a narrow screen, and can be used without a mouse', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await page.locator('.exchange').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    const reached: string[] = []
    for (let i = 0; i < 11; i++) {
      await page.keyboard.press('Tab')
      reached.push(
        await page.evaluate(
          () =>
            (document.activeElement as HTMLInputElement).name ||
            document.activeElement?.id ||
            document.activeElement?.tagName ||
            '',
        ),
      )
    }
    expect(reached).toEqual(
      ['SUMMARY', 'method', 'url', 'origin', 'credentials', 'mode', 'engine', 'headers', 'body', 'check', 'ask'].map(
        (name) => (name === 'SUMMARY' ? 'samples-title' : name),
      ),
    )
  })
})
