import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
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

  test('takes a URL and says the verdict, with the exchange drawn', async () => {
    await page.getByLabel('Paste what failed').fill(`${lab.apiOrigin}/no-headers`)
    await page.getByRole('button', { name: 'Find out why' }).click()
    await page.locator('.verdict').waitFor()
    expect(await page.locator('.verdict').textContent()).toBe('blocked MissingAllowOriginHeader')
    expect(await page.locator('.stage .rule.failed').count()).toBe(1)
  })

  test('a scene is seen when the visitor made it happen', async () => {
    await page.goto('/#/scene/simple-request')
    await page.locator('.stage svg').waitFor()
    expect(await page.getByText('You have seen it').count()).toBe(0)
    await page.getByLabel('with this page’s origin').check()
    await page.getByText('You have seen it').waitFor()
  })
})
