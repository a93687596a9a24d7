// Bundles the command into few files, so that it starts in little more time than Node itself: resolving and reading dozens of small modules
// would cost more than the work they do. What `check` over plain http does not need stays in files of its own.
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { thirdPartyLicences } from './third-party.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

rmSync(here('dist'), { recursive: true, force: true })

// What runs TypeScript that Node does not calls `require` for Node's own modules, which only a bundle of CommonJS can hold.
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
  // Beside the command: the process that judges a policy file.
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
  // The form that a bundle of ES modules can hold: its form for Node calls `require`.
  alias: { yaml: here('../../node_modules/yaml/browser/index.js') },
  minify: true,
  legalComments: 'eof',
  logLevel: 'warning',
})

const inputs = Object.keys({ ...metafile.inputs, ...jiti.metafile.inputs }).map((path) => here(`../../${path}`))
writeFileSync(here('dist/third-party-licences.txt'), thirdPartyLicences(inputs))
