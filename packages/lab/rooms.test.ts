/** Every scene, myth and attack is opened by its link and played to its end, in real browsers. */
import { afterAll, beforeAll, beforeEach, describe, expect, type TestContext, test } from 'vitest'
import { ATTACKS } from './attacks/all.ts'
import { MYTHS } from './myths/all.ts'
import { SCENES } from './scenes/all.ts'

import { launchChromium, requireChromium } from './testing/browser.ts'
import { launchFirefox, requireFirefox } from './testing/firefox.ts'
import { type OpenedLab, openLab } from './testing/opened-lab.ts'
import { sceneTask } from './testing/scene-task.ts'
import { type Walked, type WalkTask, walk } from './testing/walk.ts'

interface Visitor {
  /** Plays the room, and says what went wrong in the page since the last one. */
  walk(task: WalkTask): Promise<{ walked: Walked; faults: readonly string[] }>
  close(): Promise<void>
}

let opened: OpenedLab

beforeAll(async () => {
  opened = await openLab()
}, 60_000)

afterAll(() => opened.close())

async function chromium(): Promise<Visitor> {
  const browser = await launchChromium()
  const page = await browser.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(opened.lab.url)
  return {
    walk: async (task) => ({ walked: await page.evaluate(walk, task), faults: faults.splice(0) }),
    close: () => browser.close(),
  }
}

async function firefox(): Promise<Visitor> {
  const tab = await launchFirefox()
  await tab.goto(opened.lab.url)
  await tab.evaluate(
    `window.faults = [];
    for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, (event) => faults.push(String(event.message ?? event.reason)));
    window.walk = ${walk}; 0`,
  )
  return {
    walk: async (task) => ({
      walked: (await tab.evaluate(`walk(${JSON.stringify(task)})`)) as Walked,
      faults: (await tab.evaluate('faults.splice(0)')) as string[],
    }),
    close: () => tab.close(),
  }
}

const plain = (text: string) => text.replaceAll('`', '')

const ENGINES: readonly [string, (context: TestContext) => void, () => Promise<Visitor>][] = [
  ['Chromium', requireChromium, chromium],
  ['Firefox', requireFirefox, firefox],
]

describe.each(ENGINES)('in %s', (engine, require, open) => {
  let visitor: Visitor

  beforeEach(async (context) => {
    require(context)
    visitor ??= await open()
  }, 60_000)

  afterAll(async () => visitor?.close())

  test.each(SCENES.map((scene) => [scene.id, scene] as const))(
    'the scene %s',
    async (_, scene) => {
      const task = await sceneTask(scene, plain(scene.title))
      const { walked, faults } = await visitor.walk(task)
      expect(faults.filter((fault) => !REFUSED.test(fault))).toEqual([])
      expect(walked.seen).toEqual(task.expected)
      expect(walked.ran).not.toContain(false)
      expect(walked.texts).toEqual([`You saw it before, with another choice. ${plain(scene.keep)}`])
    },
    40_000,
  )

  test.each(MYTHS.map((myth) => [myth.id, myth] as const))(
    'the myth %s',
    async (id, myth) => {
      const { walked, faults } = await visitor.walk({ room: 'myth', id, title: plain(myth.claim), truth: myth.truth })
      expect(faults).toEqual([])
      expect(walked.texts[0]).toContain(`It is ${myth.truth}, as you said. ${plain(myth.answer)}`)
    },
    20_000,
  )

  // In Firefox they are played by firefox.test.ts and attacks/live/live.test.ts.
  const attacks = engine === 'Chromium' ? ATTACKS : []
  test.each(attacks.map((attack) => [attack.id, attack] as const))(
    'the attack %s',
    async (id, attack) => {
      const policies = ['{ "origin": "https://nobody.example", "guard": true }', attack.start, attack.solution]
      const { walked, faults } = await visitor.walk({ room: 'attack', id, title: plain(attack.title), policies })
      expect(faults.filter((fault) => !REFUSED.test(fault))).toEqual([])
      const SAME = 'Done by real pages in this browser, on servers of this machine; the model says the same.'
      expect(walked.texts).toEqual([
        expect.stringContaining('The app does not work'),
        expect.stringMatching(/The app works.*The attack succeeds/),
        expect.stringMatching(/The app works.*The attack fails/),
      ])
      for (const text of walked.texts) expect(text).toContain(SAME)
    },
    60_000,
  )
})

/** What the browser itself says of what was refused or failed on purpose. */
const REFUSED = /CORS policy|net::ERR_FAILED|status of (?:401|403|500)|WebSocket connection/
