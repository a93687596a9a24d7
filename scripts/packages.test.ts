import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, describe, expect, test } from 'vitest'

/** What would be published, as `npm pack` makes it from the built packages. `npm test` builds first. */
const packages = fileURLToPath(new URL('../packages/', import.meta.url))
const folder = mkdtempSync(`${tmpdir()}/corskit-pack-`)
afterAll(() => rmSync(folder, { recursive: true }))

const names = readdirSync(packages).filter((name) => readdirSync(`${packages}${name}`).includes('tsconfig.build.json'))

describe.each(names)('packages/%s', (name) => {
  const manifest = JSON.parse(readFileSync(`${packages}${name}/package.json`, 'utf8'))
  const file = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: `${packages}${name}` })
  const tarball = readFileSync(`${folder}/${file.toString().trim().split('\n').at(-1)}`)

  const list = () => execFileSync('tar', ['-tzf', '-'], { input: tarball, encoding: 'utf8' })

  test('publint has nothing to say', async () => {
    const buffer = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) as ArrayBuffer
    const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual([])
  })

  // A command has no entry to import.
  const isLibrary = Object.keys(manifest.exports).some((entry) => entry !== './package.json')
  if (isLibrary)
    test('every entry has types that fit', async () => {
      const result = await checkPackage(createPackageFromTarballData(tarball))
      const problems = result.types === false ? ['no types'] : result.problems.filter(matters)
      expect(problems).toEqual([])
    })

  if (name === 'corskit') {
    test('it takes less than a megabyte, and imports nothing but frameworks and Node', () => {
      const home = `${folder}/unpacked`
      mkdirSync(home)
      execFileSync('tar', ['-xzf', '-', '-C', home], { input: tarball })
      const files = readdirSync(home, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`)
      expect(files.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(1_000_000)
      const imported = files
        .filter((path) => /\.(?:js|d\.ts)$/.test(path))
        .flatMap((path) =>
          Array.from(
            readFileSync(path, 'utf8').matchAll(/(?:from|import\() ?["']([^."'${}][^"'${}]*)["']/g),
            ([, target]) => target,
          ),
        )
      const peers = Object.keys(manifest.peerDependencies)
      expect(
        imported.filter((target) => !target?.startsWith('node:') && !peers.some((peer) => target?.startsWith(peer))),
      ).toEqual([])
      const licences = readFileSync(`${home}/package/dist/third-party-licences.txt`, 'utf8')
      for (const text of ['@eslint-community/regexpp', 'tldts', 'Mozilla Public License 2.0'])
        expect(licences).toContain(text)
    })
  }

  test('has author, repository and bugs, and its README has no other links', () => {
    const home = 'https://github.com/corskit/corskit'
    expect(manifest).toMatchObject({
      license: 'MIT',
      homepage: `${home}#readme`,
      repository: { type: 'git', url: `git+${home}.git`, directory: `packages/${name}` },
      bugs: { url: `${home}/issues` },
    })
    const files = list()
    expect(files).toContain('package/LICENSE\n')
    expect(files).toContain('package/README.md\n')
    const readme = readFileSync(`${packages}${name}/README.md`, 'utf8')
    for (const [, link = ''] of readme.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (link.startsWith(`${home}/blob/main/`))
        expect(existsSync(`${packages}../${link.slice(`${home}/blob/main/`.length).split('#')[0]}`), link).toBe(true)
      else expect(/^https:|^#/.test(link) || files.includes(`package/${link}\n`), link).toBe(true)
    }
  })

  test('has no tests and no helpers of tests', () => {
    expect(list()).not.toMatch(/\.test\.|\/testing\//)
  })
})

/**
 * Packages are ES modules: CommonJS is told so by `require`. Resolvers from before `exports` (2020) are not supported.
 */
function matters(problem: Problem): boolean {
  if (problem.kind === 'CJSResolvesToESM') return false
  return !('resolutionKind' in problem && problem.resolutionKind === 'node10')
}
