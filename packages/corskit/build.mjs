// Bundles the library into few files, so that nothing is installed beside it and an import reads two or three files instead of a hundred. The
// declarations are already there, from tsc. docs/decisions/no-dependencies.md
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { thirdPartyLicences } from '../cli/third-party.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const { exports } = JSON.parse(readFileSync(here('package.json'), 'utf8'))

/** Runs a module now, and puts what it gives in its place: the Public Suffix List as one text. */
const ranAtBuild = {
  name: 'ran at build',
  setup({ onLoad }) {
    onLoad({ filter: /public-suffix-rules\.ts$/ }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: 'esm', write: false })
      const { publicSuffixRules } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
      return { contents: `export const publicSuffixRules = () => ${JSON.stringify(publicSuffixRules())}` }
    })
  },
}

/** The parser comes along, as short as it can be: reading it is most of what an import costs. Frameworks and Node's own modules stay outside. */
const withTheParser = {
  name: 'with the parser',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@eslint-community\/regexpp$/ }, () => ({
      path: fileURLToPath(import.meta.resolve('@eslint-community/regexpp')).replace(/\.js$/, '.mjs'),
      sideEffects: false,
    }))
    onLoad({ filter: /regexpp[/\\]index\.mjs$/ }, async ({ path }) => {
      const stdin = { contents: "export { RegExpParser } from './index.mjs'", resolveDir: dirname(path) }
      const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', minify: true, write: false })
      return { contents: outputFiles[0].text }
    })
  },
}

const { metafile } = await build({
  absWorkingDir: here('.'),
  entryPoints: Object.values(exports).flatMap((entry) => entry['corskit-source'] ?? []),
  outbase: here('.'),
  outdir: here('dist'),
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  packages: 'external',
  plugins: [ranAtBuild, withTheParser],
  minify: true,
  legalComments: 'eof',
  metafile: true,
  logLevel: 'warning',
})

// No entry's types lead there, and they would name the parser.
rmSync(here('dist/policy/regexp'), { recursive: true, force: true })

const inputs = Object.keys(metafile.inputs).map((path) => here(path))
const tldts = here('../../node_modules/tldts/package.json')
const list =
  'The rules of public suffixes are those of https://publicsuffix.org/list/, under the Mozilla Public License 2.0.\n'
writeFileSync(here('dist/third-party-licences.txt'), `${list}\n${thirdPartyLicences([...inputs, tldts])}`)
