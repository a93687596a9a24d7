/**
 * Every attack is played in real browsers: pages of other origins in frames, the bank and the cache as servers, the
 * policy of the visitor.
 */
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, describe, expect, type TestContext, test } from 'vitest'
import { selfSignedCertificate } from '../../../../testing/certificate.ts'
import { type Lab, startLab } from '../../lab.ts'
import { launchChromium, requireChromium } from '../../testing/browser.ts'
import { launchFirefox, requireFirefox } from '../../testing/firefox.ts'
import { ATTACKS } from '../all.ts'
import { runByModel } from '../world/run.ts'

/** A browser with the lab's page open. */
interface Tab {
  evaluate(expression: string): Promise<unknown>
  close(): Promise<void>
}

let lab: Lab
/** The same over https. */
let secureLab: Lab
let script = ''

beforeAll(async () => {
  const bundle = await build({
    entryPoints: [new URL('../../testing/attacks-in-page.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['corskit-source'],
    target: 'es2022',
  })
  script = bundle.outputFiles[0]?.text ?? ''
  const options = {
    check: async () => ({ mistake: 'nothing is checked here' }),
    pageFolder: new URL('../../page/', import.meta.url),
  }
  lab = await startLab(options)
  const certificate = selfSignedCertificate(['localhost', '*.localhost', '127.0.0.1'])
  secureLab = await startLab({ ...options, certificate })
})

afterAll(() => Promise.all([lab.close(), secureLab.close()]))

const chromium = () => chromiumAt(lab.url)

/** The certificate is nobody's that the browser knows. */
const chromiumOverTls = () => chromiumAt(secureLab.url, ['--ignore-certificate-errors'])

async function chromiumAt(url: string, flags: readonly string[] = []): Promise<Tab> {
  const browser = await launchChromium(flags)
  const page = await browser.newPage()
  await page.goto(url)
  return { evaluate: (expression) => page.evaluate(expression), close: () => browser.close() }
}

async function firefox(): Promise<Tab> {
  const browser = await launchFirefox()
  await browser.goto(lab.url)
  return browser
}

const ENGINES: readonly [string, (context: TestContext) => void, () => Promise<Tab>][] = [
  ['Chromium', requireChromium, chromium],
  ['Chromium over https', requireChromium, chromiumOverTls],
  ['Firefox', requireFirefox, firefox],
]

describe.each(ENGINES)('in %s', (_, require, open) => {
  let tab: Tab | undefined

  beforeEach(async (context) => {
    require(context)
    if (tab !== undefined) return
    tab = await open()
    await tab.evaluate(`${script};0`)
  }, 60_000)

  afterAll(async () => tab?.close())

  test.each(ATTACKS.map((attack) => [attack.id, attack] as const))(
    '%s is open at the start, is repaired by its solution, and each lamp says what the model says',
    async (id, attack) => {
      for (const text of [attack.start, attack.solution]) {
        const run = await tab?.evaluate(`playAttack(${JSON.stringify(id)}, ${JSON.stringify(text)})`)
        const { app, attack: tried, ledger } = { ...(await runByModel(attack, text)) } as Record<string, unknown>
        expect(run).toMatchObject({ app, attack: tried, ledger })
      }
    },
    60_000,
  )

  test('what is wrong with a policy is said', async () => {
    expect(await tab?.evaluate(`playAttack('suffix', '{ "origin": 7 }')`)).toHaveProperty('mistakes')
  })
})
