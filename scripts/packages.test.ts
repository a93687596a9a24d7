import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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

  test('tests and their helpers stay at home', () => {
    const list = execFileSync('tar', ['-tzf', '-'], { input: tarball, encoding: 'utf8' })
    expect(list).not.toMatch(/\.test\.|\/testing\//)
  })
})

/** Packages are ES modules: CommonJS is told so by `require`. Resolvers from before `exports` (2020) are not supported. */
function matters(problem: Problem): boolean {
  if (problem.kind === 'CJSResolvesToESM') return false
  return !('resolutionKind' in problem && problem.resolutionKind === 'node10')
}
