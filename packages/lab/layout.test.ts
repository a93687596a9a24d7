/**
 * Where the parts of each view stand, held against a table that people can read. Boxes and not pixels, in twelfths of
 * the width and by what stands above what, because machines draw letters differently and lay blocks out alike.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectGolden } from '../../testing/golden.ts'
import { VIEWS } from './testing/views.ts'
import { visitPage } from './testing/visited-page.ts'

/** Blocks whose places are the view's own, and not those of their words. */
const PARTS = {
  top: 'body > #app > header',
  title: '.bench > header, h1',
  field: '#paste',
  doors: '.doors',
  said: 'blockquote.said',
  page: '.card.page',
  server: '.card.server',
  verdict: '.verdict',
  words: '.words',
  story: '.story',
  editor: '.editor',
  lamps: '.lamps',
  app: '.side.app',
  evil: '.side.evil',
  books: '.ledger',
  stage: '.show .stage, .middle .stage',
  causes: '.causes',
  run: '.run',
  list: 'main ol:not(.stage ol)',
} as const

interface Box {
  readonly name: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const WIDTHS = [390, 800, 1280] as const
const HEIGHT = 844

const visited = visitPage()

/** At this width, with everything on it. */
async function open(hash: string, width: number): Promise<Page> {
  const { lab, page } = visited
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: HEIGHT })
  // From a blank page: a link to another view of the same document loads nothing anew.
  await page.goto('about:blank')
  await visited.go(hash.replaceAll('API', encodeURIComponent(lab.apiOrigin)))
  await page.locator('h1').waitFor()
  if (/bench|scene\/|attack\/|#url/.test(hash)) await page.locator('.stage svg, .causes').first().waitFor()
  if (/#url|bench$/.test(hash)) await page.locator('.causes').waitFor()
  return page
}

/** The stage is drawn for the width that it finds. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })

const boxesOf = (page: Page): Promise<Box[]> =>
  page.evaluate(
    (parts) =>
      Object.entries(parts).flatMap(([name, selector]) => {
        const element = document.querySelector(selector)
        if (element === null) return []
        const { left, right, top, bottom } = element.getBoundingClientRect()
        return [{ name, left, right, top: top + scrollY, bottom: bottom + scrollY }]
      }),
    PARTS,
  )

const overlap = (a: Box, b: Box) => a.left < b.right - 1 && b.left < a.right - 1
const isAbove = (a: Box, b: Box) => a.bottom <= b.top + 1 && overlap(a, b)

/** `verdict 0-12 under page, server` */
function placeOf(box: Box, all: readonly Box[], width: number): string {
  const twelfth = (x: number) => Math.round((x / width) * 12)
  const above = all.filter((one) => isAbove(one, box))
  const next = above.filter((one) => !above.some((other) => other !== one && isAbove(one, other)))
  const under = next.length === 0 ? '' : ` under ${next.map(({ name }) => name).join(', ')}`
  return `  ${box.name} ${twelfth(box.left)}-${twelfth(box.right)}${under}`
}

test('the parts of each view are where they were, and none covers another', async () => {
  const lines: string[] = []
  const covered: string[] = []
  for (const { name, hash } of VIEWS) {
    const page = await open(hash, WIDTHS[0])
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT })
      await settled(page)
      const boxes = await boxesOf(page)
      lines.push(`${name}, ${width} wide`, ...boxes.map((box) => placeOf(box, boxes, width)))
      for (const [place, one] of boxes.entries())
        for (const other of boxes.slice(place + 1))
          if (overlap(one, other) && one.top < other.bottom - 1 && other.top < one.bottom - 1)
            covered.push(`${name}, ${width} wide: ${one.name} and ${other.name}`)
    }
  }
  expect(covered).toEqual([])
  expectGolden(new URL('./layout.golden.txt', import.meta.url), lines)
}, 180_000)

test.each([
  ['start', '#/', 'form button.main'],
  ['bench', '#/bench', '.verdict .headline'],
  ['a console line', VIEWS.find(({ name }) => name === 'bench-said')?.hash ?? '', '.verdict button'],
  ['a scene', '#/scene/simple-request', '.result'],
  ['an attack', '#/attack/reflected-origin', '.lamps'],
  ['a myth', '#/myth/blocks-the-request', '.bets'],
])(
  'on a phone, what one does in %s and what comes of it are on the first screen',
  async (_, hash, selector) => {
    const page = await open(hash, 390)
    const last = page.locator(selector).last()
    await last.waitFor()
    const bottom = await last.evaluate((element) => element.getBoundingClientRect().bottom)
    expect(bottom).toBeLessThanOrEqual(HEIGHT)
  },
  60_000,
)

test.each([
  ['same-origin', 'http://shop.example/eu/prices'],
  ['exact-origin', 'right'],
  ['preflight', 'method'],
])(
  'on a wide screen of 720 pixels, the scene %s shows what to keep without scrolling, and its picture beside it',
  async (id, choice) => {
    const page = await open(`#/scene/${id}?choice=${encodeURIComponent(choice)}`, 1280)
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.locator('.keep').waitFor()
    const tops = await page.evaluate(() =>
      ['.keep', '.result', '.show .stage'].map(
        (part) => document.querySelector(part)?.getBoundingClientRect().top ?? 9999,
      ),
    )
    for (const top of tops) expect(top).toBeLessThanOrEqual(680)
  },
  60_000,
)

test('on a phone the picture stands directly behind what the browser did', async () => {
  const page = await open('#/scene/preflight?choice=method', 390)
  const [verdict, picture, keep] = await page.evaluate(() =>
    ['.result', '.show .stage', '.keep'].map((part) => document.querySelector(part)?.getBoundingClientRect().toJSON()),
  )
  expect(picture.top - verdict.bottom).toBeLessThanOrEqual(30)
  expect(keep.top).toBeGreaterThanOrEqual(picture.bottom)
}, 60_000)

test.each(['#/', '#/scene/simple-request', '#/myth/blocks-the-request'])(
  'the view %s is drawn alike twice, pixel by pixel',
  async (hash) => {
    const drawn: string[] = []
    for (let time = 0; time < 2; time++) {
      const page = await open(hash, 390)
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      drawn.push((await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' })).toString('base64'))
    }
    expect(drawn[0] === drawn[1]).toBe(true)
  },
  60_000,
)
