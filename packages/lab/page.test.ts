import { ROUTES } from '@corskit/example-broken-api/routes'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Lab } from './lab.ts'
import { MYTHS } from './myths/all.ts'
import { toBenchHash } from './page/bench/bench-fragment.ts'
import { USUAL } from './page/fragment.ts'
import type { ServerCard } from './set-up/server-card.ts'
import { launchChromium, requireChromium } from './testing/browser.ts'
import { type OpenedLab, openLab } from './testing/opened-lab.ts'

let opened: OpenedLab
let lab: Lab
let browser: Browser | undefined
let page: Page

beforeAll(async () => {
  opened = await openLab()
  lab = opened.lab
})

afterAll(async () => {
  await browser?.close()
  await opened.close()
})

beforeEach(async (context) => {
  requireChromium(context)
  browser ??= await launchChromium()
  page = await browser.newPage({ baseURL: lab.url, viewport: { width: 1280, height: 900 } })
  const thrown: Error[] = []
  page.on('pageerror', (error) => thrown.push(error))
  return async () => {
    await page.close()
    expect(thrown).toEqual([])
  }
})

const go = (hash: string) => page.goto(`/${hash}`)
const code = () => page.locator('.verdict .code code').textContent()
const headline = () => page.locator('.verdict .headline strong').first().textContent()

async function paste(text: string): Promise<void> {
  await go('#/')
  await page.getByLabel('Paste what failed').fill(text)
  await page.getByRole('button', { name: 'Find out why' }).click()
}

/** Runs the request in this browser, and says whether it agrees with the model. */
async function runHere(): Promise<boolean> {
  await page.getByRole('button', { name: 'Run it here' }).click()
  await page.locator('.run .same, .run .other').waitFor()
  return (await page.locator('.run .same').count()) === 1
}

describe('what was pasted becomes a verdict, a cause and a fix', () => {
  test('a URL', async () => {
    await paste(`${lab.apiOrigin}/no-headers`)
    await page.locator('.causes .fix').first().waitFor()
    expect(await headline()).toBe('The answer arrived. The browser hid it from the page.')
    expect(await code()).toBe('MissingAllowOriginHeader')
    expect(await page.locator('.causes pre').first().textContent()).toContain(new URL(lab.url).origin)
    expect(await page.locator('.stage .rule.failed.decides').count()).toBe(1)
    expect(await runHere()).toBe(true)
  })

  test('a console line, of which nobody is asked', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await paste(
      "Access to fetch at 'https://api.example.com/users' from origin 'https://app.example.com' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
    )
    await page.locator('.causes .fix').first().waitFor()
    expect(await page.locator('.verdict .headline').textContent()).toContain('PreflightInvalidStatus')
    expect(asked).not.toContain('/check')
  })

  test('a copied curl call, without the token in it', async () => {
    await paste(
      "curl 'https://192.0.2.1/users' -X DELETE -H 'Origin: https://app.example.com' -H 'Authorization: Bearer s3cret'",
    )
    await page.getByRole('button', { name: 'Ask the server' }).waitFor()
    expect(await page.getByLabel('Method').inputValue()).toBe('DELETE')
    expect(page.url()).not.toContain('s3cret')
    expect(await page.locator('.verdict').textContent()).toContain('This really sends DELETE')
  })

  test('a HAR, dropped as a file', async () => {
    const entry = {
      startedDateTime: '2026-01-01T00:00:00Z',
      request: {
        method: 'GET',
        url: 'https://api.example.com/list',
        headers: [
          { name: 'origin', value: 'https://app.example.com' },
          { name: 'sec-fetch-mode', value: 'cors' },
        ],
      },
      response: { status: 200, headers: [{ name: 'access-control-allow-origin', value: 'https://other.example' }] },
    }
    await go('#/')
    await page.locator('.start').waitFor()
    await page.evaluate(
      (text) => {
        const data = new DataTransfer()
        data.items.add(new File([text], 'network.har'))
        document
          .querySelector('.start')
          ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
      },
      JSON.stringify({ log: { version: '1.2', creator: { name: 'test' }, entries: [entry] } }),
    )
    await page.locator('.causes .fix').first().waitFor()
    expect(await code()).toBe('AllowOriginMismatch')
    expect(await runHere()).toBe(true)
  })

  test('what cannot be read is said, with what could', async () => {
    await paste('my page does not work')
    expect(await page.getByRole('alert').textContent()).toContain('a HAR')
  })
})

describe('the model and this browser', () => {
  test.each(ROUTES)('agree on $path of the sample API', async ({ path, request, code: wanted }) => {
    const { headers, ...rest } = request
    const asked = {
      ...USUAL,
      url: lab.apiOrigin + path,
      origin: new URL(lab.url).origin,
      ...rest,
      headers: Object.entries(headers ?? {}),
    }
    await go(toBenchHash({ request: asked, server: { by: 'url' }, said: '' }, asked.origin))
    await page.locator('.verdict .code').waitFor()
    expect(await code()).toBe(wanted ?? (path === '/right/error' ? 'status 500' : 'status 200'))
    expect(await runHere()).toBe(true)
  })

  const APP = 'https://app.example.com'
  const allow = ['access-control-allow-origin', APP] as const
  const policy = (text: string): ServerCard => ({ by: 'policy', policy: text, answer: { status: 200, headers: [] } })
  const raw = (preflight: number, status: number, ...headers: [string, string][]): ServerCard => {
    const all = [
      allow,
      ['access-control-allow-methods', 'PUT'],
      ['access-control-allow-headers', '*'],
      ...headers,
    ] as const
    return {
      by: 'raw',
      preflight: { status: preflight, headers: all },
      actual: { status, headers: all },
      redirected: null,
    }
  }
  test.each([
    [
      'a policy that allows it',
      policy(`{ origin: '${APP}', methods: ['PUT'], allowedHeaders: ['x-a'] }`),
      'status 200',
    ],
    [
      'a policy without the method',
      policy(`{ origin: '${APP}', allowedHeaders: ['x-a'] }`),
      'MethodDisallowedByPreflightResponse',
    ],
    [
      'a policy for another origin',
      policy("{ origin: 'https://www.example.com' }"),
      'PreflightMissingAllowOriginHeader',
    ],
    ['headers that allow it', raw(204, 200), 'status 200'],
    ['a preflight that is answered 404', raw(404, 200), 'PreflightInvalidStatus'],
    [
      'a redirect to another origin',
      {
        ...raw(204, 302, ['location', 'https://cdn.example.net/x']),
        redirected: { status: 200, headers: [allow] },
      } as ServerCard,
      'PreflightAllowOriginMismatch',
    ],
  ])('agree on %s', async (_, server, wanted) => {
    const request = {
      ...USUAL,
      url: 'https://api.example.com/users?page=1',
      origin: APP,
      method: 'PUT',
      headers: [['x-a', '1']] as const,
    }
    await go(toBenchHash({ request, server, said: '' }, ''))
    await page.locator('.verdict .code').waitFor()
    expect(await code()).toBe(wanted)
    expect(await runHere()).toBe(true)
  })
})

describe('the workbench', () => {
  test('takes a request from its fields and keeps it in the address', async () => {
    await go('#/bench')
    await page.getByText('Policy', { exact: true }).click()
    await page.getByLabel('Method').fill('DELETE')
    await page.locator('.verdict .code', { hasText: 'MethodDisallowed' }).waitFor()
    await page.getByLabel('with GET, HEAD, POST and').fill('DELETE')
    await page.getByLabel('with GET, HEAD, POST and').press('Tab')
    await page.locator('.verdict.allowed').waitFor()
    await page.reload()
    await page.locator('.verdict.allowed').waitFor()
    expect(await page.getByLabel('Method').inputValue()).toBe('DELETE')
  })

  test('tells every mistake of a policy, and what would be right', async () => {
    await go(
      toBenchHash(
        {
          request: { ...USUAL, url: 'https://api.example.com/', origin: 'https://app.example.com', headers: [] },
          server: { by: 'policy', policy: "{ origin: '*', credentials: true }", answer: { status: 200, headers: [] } },
          said: '',
        },
        '',
      ),
    )
    await page.locator('.verdict li').first().waitFor()
    expect(await headline()).toBe('This policy is refused before it answers anybody.')
  })

  test('asks nobody for a link that leads elsewhere, until it is told to', async () => {
    const requests: string[] = []
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await go('#url=http%3A%2F%2F192.0.2.1%2F')
    await page.getByRole('button', { name: 'Ask the server' }).waitFor()
    expect(await page.locator('.verdict').textContent()).toContain('was not asked yet')
    expect(requests).not.toContain('/check')
  })

  test('says in one line what is wrong with a request', async () => {
    await go('#url=nonsense')
    await page.getByRole('button', { name: 'Ask the server' }).click()
    await page.locator('.verdict', { hasText: 'Nothing was sent.' }).waitFor()
    expect(await page.locator('.verdict').textContent()).toContain("'nonsense' is not an http or https URL")
  })

  test('knows that this browser is this page and no other', async () => {
    await go(`#url=${encodeURIComponent(`${lab.apiOrigin}/no-headers`)}&origin=https%3A%2F%2Fapp.example.com`)
    expect(await page.getByRole('button', { name: 'Run it here' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Ask as this page instead' }).click()
    await page.getByRole('button', { name: /^Ask (the server|again)$/ }).click()
    await page.locator('.verdict .code').waitFor()
    expect(await runHere()).toBe(true)
  })

  test('steps forward and back with the keyboard', async () => {
    await go('#/bench')
    const step = page.getByRole('button', { name: 'Step through' })
    await step.focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('.stage .count').textContent()).toBe('1 of 7')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('.stage .count').textContent()).toBe('2 of 7')
    expect(await page.locator('.stage p.now').textContent()).toContain('looks at')
  })

  test('is used on a phone: the verdict is on the first screen, and nothing is wider than it', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await go('#/bench')
    await page.locator('.verdict .code').waitFor()
    expect(await page.locator('.verdict').evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(740)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.getByRole('button', { name: 'Change' }).first().click()
    await page.getByLabel('Method').scrollIntoViewIfNeeded()
    await page.locator('.drawer').last().scrollIntoViewIfNeeded()
    await page.locator('.glance', { hasText: 'The browser hid it' }).waitFor()
  })
})

describe('a scene', () => {
  test('comes back by a link to what it was before, and gives way to another', async () => {
    await go('#/scene/simple-request?choice=right')
    await page.getByText('You have seen it').first().waitFor()
    await page.getByText('without the header').click()
    await page.locator('.result', { hasText: 'hid it' }).waitFor()
    await page.evaluate(() => location.assign('#/scene/simple-request?choice=right'))
    await page.locator('.result', { hasText: 'The page reads the answer.' }).waitFor()
    await page.evaluate(() => location.assign('#/scene/two-ports?choice=named'))
    await page.locator('.chosen', { hasText: 'allow http://localhost:5173' }).waitFor()
  })

  test('is seen when the visitor made it happen', async () => {
    await go('#/scene/simple-request')
    await page.locator('.stage svg').waitFor()
    expect(await page.getByText('You have seen it').count()).toBe(0)
    await page.getByText('with this page’s origin').click()
    await page.getByText('You have seen it').first().waitFor()
  })
})

describe('an attack', () => {
  test('is repaired when the app works and the attack fails', async () => {
    await go('#/attack/reflected-origin')
    await page.getByText('The attack succeeds').waitFor()
    expect(await page.locator('.lamps', { hasText: 'The app works' }).count()).toBe(1)
    await page.getByLabel('The bank’s policy').fill('{ "origin": "https://nobody.example" }')
    await page.getByRole('button', { name: 'Try this policy' }).click()
    await page.getByText('The app does not work').waitFor()
    await page.getByText('Done by real pages in this browser').waitFor()
    expect(await page.getByText('the model says the same').count()).toBe(1)
    await page.getByRole('button', { name: 'Show me one solution' }).click()
    await page.locator('.why').waitFor()
    expect(await page.locator('.lamps', { hasText: 'The attack fails' }).count()).toBe(1)
    expect(await page.locator('.lamps', { hasText: 'The app works' }).count()).toBe(1)
    await go('#/attacks')
    await page.locator('a.done').waitFor()
  })
})

describe('a myth', () => {
  test('says the truth after the bet, and shows the experiment', async () => {
    await go(`#/myth/${MYTHS[0]?.id}`)
    expect(await page.locator('.stage').count()).toBe(0)
    await page.getByRole('button', { name: 'True', exact: true }).click()
    await page.locator('.stage svg').waitFor()
    expect(await page.locator('.keep').textContent()).toMatch(/It is (?:true|false), /)
  })
})
