/** The lab is opened and played in WebKit too: a scene, a myth and an attack to their ends. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { selfSignedCertificate } from '../../testing/certificate.ts'
import { ATTACKS } from './attacks/all.ts'
import { MYTHS } from './myths/all.ts'
import { SCENES } from './scenes/all.ts'
import type { FirefoxTab } from './testing/firefox.ts'
import { type OpenedLab, openLab } from './testing/opened-lab.ts'
import { type Walked, type WalkTask, walk } from './testing/walk.ts'
import { launchWebkit, requireWebkit } from './testing/webkit.ts'

let opened: OpenedLab
let page: FirefoxTab | undefined

beforeAll(async () => {
  // By https: WebKit keeps no cookie that is `Secure` from a server that speaks http, on loopback neither.
  opened = await openLab(selfSignedCertificate(['localhost', '*.localhost', '127.0.0.1']))
}, 60_000)

beforeEach(async (context) => {
  requireWebkit(context)
  if (page !== undefined) return
  page = await launchWebkit()
  await page.goto(opened.lab.url)
}, 60_000)

afterAll(async () => {
  await page?.close()
  await opened.close()
})

const plain = (text: string) => text.replaceAll('`', '')
const play = async (task: WalkTask) => (await page?.evaluate(`(${walk})(${JSON.stringify(task)})`)) as Walked

test('a scene', async () => {
  const scene = SCENES.find(({ id }) => id === 'simple-request')
  if (scene === undefined) throw new Error('there is no such scene')
  const values = scene.control.choices.map(({ value }) => value)
  const { id, title, keep } = scene
  const task = { room: 'scene', id, title: plain(title), values, expected: [false, false, true] } as const
  const { ran, texts } = await play(task)
  expect(texts).toEqual([`You have seen it. ${plain(keep)}`])
  expect(ran).toEqual([true, true, true])
}, 60_000)

test('a myth', async () => {
  const [myth] = MYTHS
  if (myth === undefined) throw new Error('there is no myth')
  const { texts } = await play({ room: 'myth', id: myth.id, title: plain(myth.claim), truth: myth.truth })
  expect(texts[0]).toContain('as you said')
}, 60_000)

test('an attack', async () => {
  const attack = ATTACKS.find(({ id }) => id === 'reflected-origin')
  if (attack === undefined) throw new Error('there is no such attack')
  const { id, title, start, solution } = attack
  const { texts } = await play({ room: 'attack', id, title: plain(title), policies: [start, solution] })
  expect(texts).toEqual([
    expect.stringMatching(/The app works.*The attack succeeds.*the model says the same/),
    expect.stringMatching(/The app works.*The attack fails.*the model says the same/),
  ])
}, 60_000)
