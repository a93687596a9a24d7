/**
 * Every view at three widths in both themes, to be looked at:
 * `node --conditions=corskit-source packages/lab/testing/screenshots.ts FOLDER [name…]`. Needs `npm run build`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { checkLabRequest } from '../../cli/lab/check-lab-request.ts'
import { startLab } from '../lab.ts'
import { launchChromium } from './browser.ts'
import { VIEWS } from './views.ts'

const WIDTHS = [390, 800, 1280]
const [folder = '/tmp/lab-screenshots', ...wanted] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

const lab = await startLab({ check: checkLabRequest, pageFolder: new URL('../dist/page/', import.meta.url) })
const browser = await launchChromium()
const views = VIEWS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
for (const { name, hash } of views) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const shots: string[] = []
    for (const width of WIDTHS) {
      const page = await browser.newPage({ viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme })
      await page.goto(lab.url + hash.replaceAll('API', encodeURIComponent(lab.apiOrigin)))
      await page.waitForTimeout(500)
      const file = `${folder}/${name}-${width}-${colorScheme}.png`
      await page.screenshot({ path: file, fullPage: true })
      shots.push(`data:image/png;base64,${readFileSync(file).toString('base64')}`)
      await page.close()
    }
    const sheet = await browser.newPage({ viewport: { width: 1800, height: 900 } })
    const images = shots.map((src, index) => `<img src="${src}" width="${[280, 560, 900][index]}">`).join(' ')
    await sheet.setContent(
      `<body style="margin:8px;display:flex;gap:12px;align-items:start;background:#888">${images}</body>`,
    )
    writeFileSync(`${folder}/${name}-${colorScheme}.png`, await sheet.screenshot({ fullPage: true }))
    await sheet.close()
  }
}
await browser.close()
await lab.close()
