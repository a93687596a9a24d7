// Bundles the lab: the servers with the sample API, which is not a package of its own, and the page. tsc has put
// declarations beside them.
import { copyFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildPage } from './build-page.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

await build({
  entryPoints: [here('lab.ts')],
  outdir: here('dist'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  conditions: ['corskit-source'],
  external: ['express', 'corskit'],
  logLevel: 'warning',
})
await buildPage(here('dist/page/'))

// Only the declarations of the lab's own face are published; they name only the lab and corskit.
copyFileSync(here('dist/declarations/packages/lab/lab.d.ts'), here('dist/lab.d.ts'))
rmSync(here('dist/declarations'), { recursive: true })
