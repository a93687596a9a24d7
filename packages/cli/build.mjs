// Bundles the command into few files, so that it starts almost as fast as Node itself: to resolve and read dozens of
// small modules would cost more than the work they do. What `check` over plain http does not need stays in files of its
// own.
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { thirdPartyLicences } from './third-party.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

rmSync(here('dist'), { recursive: true, force: true })

// jiti, which runs TypeScript that Node does not run, calls `require` for Node's own modules. Only a bundle in CommonJS
// can do that.
const jiti = await build({
  absWorkingDir: here('../..'),
  metafile: true,
  entryPoints: [fileURLToPath(import.meta.resolve('jiti/static'))],
  outfile: here('dist/jiti.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'eof',
  logLevel: 'warning',
})
const jitiBeside = {
  name: 'jiti stands beside the bundle',
  setup({ onResolve }) {
    onResolve({ filter: /^jiti\/static$/ }, () => ({ path: './jiti.cjs', external: true }))
  },
}

const { metafile } = await build({
  absWorkingDir: here('../..'),
  metafile: true,
  // The second entry is the process that judges a policy file.
  entryPoints: ['main.ts', 'lint/judge-process.ts'].map(here),
  entryNames: '[name]',
  outdir: here('dist'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  conditions: ['corskit-source'],
  external: ['@corskit/lab'],
  plugins: [jitiBeside],
  // This form works in a bundle of ES modules; the form for Node calls `require`.
  alias: { yaml: here('../../node_modules/yaml/browser/index.js') },
  minify: true,
  // Node shows the line of an error that nobody catches, whole.
  lineLimit: 120,
  legalComments: 'eof',
  logLevel: 'warning',
})

const inputs = Object.keys({ ...metafile.inputs, ...jiti.metafile.inputs }).map((path) => here(`../../${path}`))
writeFileSync(here('dist/third-party-licences.txt'), thirdPartyLicences(inputs))
