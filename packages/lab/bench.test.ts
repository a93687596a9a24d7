import { ROUTES } from '@corskit/example-broken-api/routes'
import { describe, expect, test } from 'vitest'
import { toBenchHash } from './page/bench/bench-fragment.ts'
import { USUAL } from './page/fragment.ts'
import type { ServerCard } from './set-up/server-card.ts'
import { visitPage } from './testing/visited-page.ts'

const visited = visitPage()

describe('the model and this browser', () => {
  test.each(ROUTES)('agree on $path of the sample API', async ({ path, request, code: wanted }) => {
    const { headers, ...rest } = request
    const asked = {
      ...USUAL,
      url: visited.lab.apiOrigin + path,
      origin: new URL(visited.lab.url).origin,
      ...rest,
      headers: Object.entries(headers ?? {}),
    }
    await visited.go(toBenchHash({ request: asked, server: { by: 'url' }, said: '' }, asked.origin))
    await visited.page.locator('.verdict .code').waitFor()
    expect(await visited.code()).toBe(wanted ?? (path === '/right/error' ? 'status 500' : 'status 200'))
    expect(await visited.runHere()).toBe(true)
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
    await visited.go(toBenchHash({ request, server, said: '' }, ''))
    await visited.page.locator('.verdict .code').waitFor()
    expect(await visited.code()).toBe(wanted)
    expect(await visited.runHere()).toBe(true)
  })
})

describe('the workbench', () => {
  test('takes a request from its fields and keeps it in the address', async () => {
    await visited.go('#/bench')
    await visited.page.getByText('Policy', { exact: true }).click()
    await visited.page.getByLabel('Method').fill('DELETE')
    await visited.page.locator('.verdict .code', { hasText: 'MethodDisallowed' }).waitFor()
    await visited.page.getByLabel('with GET, HEAD, POST and').fill('DELETE')
    await visited.page.getByLabel('with GET, HEAD, POST and').press('Tab')
    await visited.page.locator('.verdict.allowed').waitFor()
    await visited.page.reload()
    await visited.page.locator('.verdict.allowed').waitFor()
    expect(await visited.page.getByLabel('Method').inputValue()).toBe('DELETE')
  })

  test('tells every mistake of a policy, and what would be right', async () => {
    await visited.go(
      toBenchHash(
        {
          request: { ...USUAL, url: 'https://api.example.com/', origin: 'https://app.example.com', headers: [] },
          server: { by: 'policy', policy: "{ origin: '*', credentials: true }", answer: { status: 200, headers: [] } },
          said: '',
        },
        '',
      ),
    )
    await visited.page.locator('.verdict li').first().waitFor()
    expect(await visited.page.locator('.verdict .headline strong').first().textContent()).toBe(
      'This policy is refused before it answers anybody.',
    )
  })

  test('sends nothing for a link to a foreign server until the visitor asks', async () => {
    const requests: string[] = []
    visited.page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await visited.go('#url=http%3A%2F%2F192.0.2.1%2F')
    await visited.page.getByRole('button', { name: 'Ask the server' }).waitFor()
    expect(await visited.page.locator('.verdict').textContent()).toContain('was not asked yet')
    expect(requests).not.toContain('/check')
  })

  test('does not ask for a preflight whose request is not known, until the visitor says which it was', async () => {
    const requests: string[] = []
    visited.page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await visited.go('#/')
    await visited.page
      .getByLabel('Paste what failed')
      .fill(
        `Access to fetch at '${visited.lab.apiOrigin}/options-404' from origin '${new URL(visited.lab.url).origin}' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.`,
      )
    await visited.page.getByRole('button', { name: 'Find out why' }).click()
    await visited.page.locator('.likely').waitFor()
    expect(await visited.page.getByRole('button', { name: 'Ask the server' }).count()).toBe(0)
    expect(requests).not.toContain('/check')
    await visited.page.getByRole('button', { name: 'DELETE', exact: true }).click()
    await visited.page.getByRole('button', { name: 'Ask the server' }).click()
    await visited.page.getByText('The console line says the same.').waitFor()
    // The line is about its own URL only.
    await visited.page.getByLabel('URL', { exact: true }).fill(`${visited.lab.apiOrigin}/right/simple`)
    expect(await visited.page.locator('blockquote.said').count()).toBe(0)
  })

  test('says of a recording without an answer what it hides, and asks nobody by itself', async () => {
    const requests: string[] = []
    visited.page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    const entry = {
      request: {
        method: 'GET',
        url: `${visited.lab.apiOrigin}/no-headers`,
        headers: [{ name: 'Origin', value: new URL(visited.lab.url).origin }],
      },
      response: { status: 0, headers: [], _error: 'net::ERR_FAILED' },
    }
    const har = { log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries: [entry] } }
    await visited.go('#/')
    await visited.page
      .getByLabel('Choose a HAR file')
      .setInputFiles({ name: 'a.har', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(har)) })
    await visited.page.getByText('without an answer (status 0)').waitFor()
    expect(requests).not.toContain('/check')
    await visited.page.getByRole('button', { name: 'Ask the server' }).click()
    await visited.page.locator('.verdict .code').waitFor()
    expect(await visited.code()).toBe('MissingAllowOriginHeader')
  })

  test('says in one line what is wrong with a request', async () => {
    await visited.go('#url=nonsense')
    await visited.page.getByRole('button', { name: 'Ask the server' }).click()
    await visited.page.locator('.verdict', { hasText: 'Nothing was sent.' }).waitFor()
    expect(await visited.page.locator('.verdict').textContent()).toContain("'nonsense' is not an http or https URL")
  })

  test("says that this browser can only be this page's origin", async () => {
    await visited.go(
      `#url=${encodeURIComponent(`${visited.lab.apiOrigin}/no-headers`)}&origin=https%3A%2F%2Fapp.example.com`,
    )
    expect(await visited.page.getByRole('button', { name: 'Run it here' }).isDisabled()).toBe(true)
    await visited.page.getByRole('button', { name: 'Ask as this page instead' }).click()
    await visited.page.getByRole('button', { name: /^Ask (the server|again)$/ }).click()
    await visited.page.locator('.verdict .code').waitFor()
    expect(await visited.runHere()).toBe(true)
  })

  test('steps forward and back with the keyboard', async () => {
    await visited.go('#/bench')
    const step = visited.page.getByRole('button', { name: 'Step through' })
    await step.focus()
    await visited.page.keyboard.press('Enter')
    expect(await visited.page.locator('.stage .count').textContent()).toBe('1 of 7')
    await visited.page.keyboard.press('ArrowRight')
    await visited.page.keyboard.press('ArrowRight')
    await visited.page.keyboard.press('ArrowLeft')
    expect(await visited.page.locator('.stage .count').textContent()).toBe('2 of 7')
    expect(await visited.page.locator('.stage p.now').textContent()).toContain('looks at')
  })

  test('is used on a phone: the verdict is on the first screen, and nothing is wider than it', async () => {
    await visited.page.setViewportSize({ width: 360, height: 740 })
    await visited.go('#/bench')
    await visited.page.locator('.verdict .code').waitFor()
    expect(
      await visited.page.locator('.verdict').evaluate((element) => element.getBoundingClientRect().top),
    ).toBeLessThan(740)
    expect(await visited.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await visited.page.getByRole('button', { name: 'Change' }).first().click()
    await visited.page.getByLabel('Method').scrollIntoViewIfNeeded()
    await visited.page.locator('.drawer').last().scrollIntoViewIfNeeded()
    await visited.page.locator('.glance', { hasText: 'The browser hid it' }).waitFor()
  })
})
