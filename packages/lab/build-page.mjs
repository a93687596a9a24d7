// Builds the page: a document, and scripts and styles with a hash in their names. The same files are the live lab and
// the static site.
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'
import { firstPlayed } from './build-first-played.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** @param {string} folder where to put it, with a slash at the end */
export async function buildPage(folder) {
  await build({
    configFile: false,
    root: here('page/'),
    // Relative, because a static host may have it in any folder.
    base: './',
    publicDir: false,
    plugins: [firstPlayed(), svelte({ configFile: false, compilerOptions: { runes: true } })],
    resolve: { conditions: ['corskit-source', 'browser', 'svelte'] },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      // Inlined files would need `data:` in the content security policy; the polyfill would be an inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // One small style sheet: a view does not wait for one of its own.
      cssCodeSplit: false,
      // Leaves out how long each plugin took.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    logLevel: 'warn',
  })
}
