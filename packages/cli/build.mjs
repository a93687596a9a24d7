// Bundles the command into few files, so that it starts in little more time than Node itself: resolving and reading dozens of small modules
// would cost more than the work they do. What `check` over plain http does not need stays in files of its own.
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { thirdPartyLicences } from './third-party.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

rmSync(here('dist'), { recursive: true, force: true })
const { metafile } = await build({
  absWorkingDir: here('../..'),
  metafile: true,
  // Beside the command: the process that judges a policy file, and what makes JavaScript of TypeScript there.
  entryPoints: ['main.ts', 'lint/judge-process.ts', 'lint/transpile-hooks.ts'].map(here),
  entryNames: '[name]',
  outdir: here('dist'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  conditions: ['corskit-source'],
  external: ['@corskit/lab'],
  // The form that a bundle of ES modules can hold: its form for Node calls `require`.
  alias: { yaml: here('../../node_modules/yaml/browser/index.js') },
  minify: true,
  legalComments: 'eof',
  logLevel: 'warning',
})

const inputs = Object.keys(metafile.inputs).map((path) => here(`../../${path}`))
writeFileSync(here('dist/third-party-licences.txt'), thirdPartyLicences(inputs))
