// Bundles the library into few files, so that nothing is installed beside it and an import reads two or three files
// instead of a hundred. The declarations are already there, from tsc. docs/decisions/no-dependencies.md
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
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

/**
 * The parser comes along, as short as it can be: reading it is most of what an import costs. Frameworks and Node's own
 * modules stay outside.
 */
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

/**
 * Every entry of the server's side imports all that adapters share. The bundler makes a file for each set of entries
 * that import the same modules, and each file costs an import a millisecond: like this they have one file in common.
 */
const shared = globSync(['adapters/shared/*.ts', 'adapters/node/*.ts'], { cwd: here('.') })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => join(here('.'), path))
const withAllThatIsShared = {
  name: 'with all that is shared',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\/(?:.*\/)?[\w-]+\.ts$/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path)
      return shared.includes(file) ? { path: file, sideEffects: true } : undefined
    })
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (!serverEntries.some((entry) => here(entry) === path)) return undefined
      const others = shared.filter((file) => file !== path)
      const imports = others.map(
        (file) => `import ${JSON.stringify(`./${relative(dirname(path), file).replaceAll('\\', '/')}`)}`,
      )
      return { contents: [readFileSync(path, 'utf8'), ...imports].join('\n'), loader: 'ts' }
    })
  },
}

const entries = Object.values(exports).flatMap((entry) => entry['corskit-source'] ?? [])
const isServers = (entry) => /^\.\/(?:policy|adapters)\//.test(entry)
const serverEntries = entries.filter(isServers)

const bundle = (entryPoints) =>
  build({
    absWorkingDir: here('.'),
    entryPoints,
    outbase: here('.'),
    outdir: here('dist'),
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    packages: 'external',
    plugins: [ranAtBuild, withTheParser, withAllThatIsShared],
    minify: true,
    // Node shows the line of an error that nobody catches, whole.
    lineLimit: 120,
    legalComments: 'eof',
    metafile: true,
    logLevel: 'warning',
  })

// The browser's side on its own: what both sides share is in each, so that neither reads a file more for the other.
const built = [await bundle(serverEntries), await bundle(entries.filter((entry) => !isServers(entry)))]

// No entry's types lead there, and they would name the parser.
rmSync(here('dist/policy/regexp'), { recursive: true, force: true })

const inputs = [...new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)))].map((path) => here(path))
const tldts = here('../../node_modules/tldts/package.json')
const list =
  'The rules of public suffixes are those of https://publicsuffix.org/list/, under the Mozilla Public License 2.0.\n'
writeFileSync(here('dist/third-party-licences.txt'), `${list}\n${thirdPartyLicences([...inputs, tldts])}`)
