/**
 * The lab is played in Firefox as well: what is pasted gets a verdict, and this browser does what the model of it says.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { toBenchHash } from './page/bench/bench-fragment.ts'
import { USUAL } from './page/fragment.ts'
import type { ServerCard } from './set-up/server-card.ts'
import { type FirefoxTab, launchFirefox, requireFirefox } from './testing/firefox.ts'
import { type OpenedLab, openLab } from './testing/opened-lab.ts'

let opened: OpenedLab
let page: FirefoxTab | undefined

/** What a visitor does, in the page: looks until something is there, clicks, writes. */
const HANDS = `
const look = async (selector, text = '') => {
  for (let i = 0; i < 400; i++) {
    const found = [...document.querySelectorAll(selector)].find((one) => one.textContent.includes(text))
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('there is no ' + selector + ' ' + text + ' in: ' + document.body.textContent.slice(0, 400))
}
const click = async (selector, text) => (await look(selector, text)).click()
const write = async (selector, value) => {
  const field = await look(selector)
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
`
const play = (body: string) => page?.evaluate(`(async () => { ${HANDS} ${body} })()`)

async function go(hash: string): Promise<void> {
  // Only a fragment that differs would not load the page anew.
  await page?.goto('about:blank')
  await page?.goto(opened.lab.url + hash)
}

beforeAll(async () => {
  opened = await openLab()
})

beforeEach(async (context) => {
  requireFirefox(context)
  page ??= await launchFirefox()
})

afterAll(async () => {
  await page?.close()
  await opened.close()
})

test('a failing URL that is pasted gets a verdict, a cause and a fix, and Firefox agrees', async () => {
  await go('#/')
  const url = JSON.stringify(`${opened.lab.apiOrigin}/wrong-origin`)
  expect(
    await play(`
      await write('#paste', ${url})
      await click('button', 'Find out why')
      await look('.causes .fix')
      await click('button', 'Run it here')
      const code = (await look('.verdict .code code')).textContent
      return code + ' ' + (await look('.run .ran :is(.same, .other)')).className.includes('same')`),
  ).toBe('AllowOriginMismatch true')
})

const APP = 'https://app.example.com'
const headers = [
  ['access-control-allow-origin', APP],
  ['access-control-allow-methods', 'PUT'],
] as const
test.each<[string, ServerCard, string]>([
  [
    'a policy',
    { by: 'policy', policy: `{ origin: '${APP}', methods: ['PUT'] }`, answer: { status: 200, headers: [] } },
    'status 200',
  ],
  [
    'headers',
    { by: 'raw', preflight: { status: 204, headers }, actual: { status: 200, headers: [] }, redirected: null },
    'MissingAllowOriginHeader',
  ],
])('the model and Firefox agree on %s', async (_, server, code) => {
  await go(
    toBenchHash(
      {
        request: { ...USUAL, method: 'PUT', url: 'https://api.example.com/', origin: APP, headers: [] },
        server,
        said: '',
      },
      '',
    ),
  )
  expect(
    await play(`
      const code = (await look('.verdict .code code')).textContent
      await click('button', 'Run it here')
      return code + ' ' + (await look('.run .ran :is(.same, .other)')).className.includes('same')`),
  ).toBe(`${code} true`)
})
