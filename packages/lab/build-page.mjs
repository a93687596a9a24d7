// Bundles the page: one script, one style sheet, one document.
import { copyFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** @param {string} folder where to put it, with a slash at the end */
export async function buildPage(folder) {
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: { lab: here('page/main.ts') },
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
  })
  copyFileSync(here('page/index.html'), `${folder}index.html`)
  copyFileSync(here('page/lab.css'), `${folder}lab.css`)
}
