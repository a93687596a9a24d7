import { unlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../../run.ts'
import { RecordingTerminal } from '../../testing/recording-terminal.ts'
import { project } from '../testing/project.ts'

async function migrated(files: Record<string, string>): Promise<string> {
  const terminal = new RecordingTerminal()
  const { folder } = project(files)
  // What this repository has installed would count too.
  unlinkSync(`${folder}/node_modules`)
  await run(['migrate', folder], terminal)
  return terminal.stdout
}

const json = (content: object) => JSON.stringify(content)
const FASTIFY =
  "import cors from '@fastify/cors'\napp.register(cors, { origin: 'https://a.example', methods: ['PUT'] })\n"
const HONO = "import { cors } from 'hono/cors'\napp.use(cors({ origin: 'https://a.example' }))\n"

describe('the version of a framework in a catalog', () => {
  const inCatalog = (catalog: string) => ({
    'apps/api/package.json': json({ dependencies: { fastify: catalog, '@fastify/cors': catalog } }),
    'apps/api/a.js': FASTIFY,
  })
  const pnpm = (text: string) => ({ 'package.json': '{}', 'pnpm-workspace.yaml': text })
  const yarn = (text: string) => ({ 'package.json': json({ workspaces: ['apps/*'] }), '.yarnrc.yml': text })
  const bun = (content: object) => ({ 'package.json': json(content) })

  test.each([
    [
      'pnpm',
      'catalog:',
      (v: string) => pnpm(`packages:\n  - apps/*\ncatalog:\n  fastify: ${v}\n  "@fastify/cors": ^9\n`),
    ],
    [
      'pnpm',
      'catalog:default',
      (v: string) => pnpm(`packages: [apps/*]\ncatalogs:\n  default:\n    'fastify': "${v}" # later\n`),
    ],
    [
      'pnpm',
      'catalog:old',
      (v: string) => pnpm(`catalog:\n  fastify: ^1\ncatalogs:\n  new:\n    fastify: ^9\n  old:\n    fastify: ${v}\n`),
    ],
    ['yarn', 'catalog:', (v: string) => yarn(`nodeLinker: node-modules\ncatalog:\n  fastify: ${v}\n`)],
    ['yarn', 'catalog:old', (v: string) => yarn(`catalogs:\n  old:\n    fastify: ${v}\n`)],
    ['bun', 'catalog:', (v: string) => bun({ workspaces: { packages: ['apps/*'], catalog: { fastify: v } } })],
    [
      'bun',
      'catalog:old',
      (v: string) => bun({ workspaces: { packages: ['apps/*'], catalogs: { old: { fastify: v } } } }),
    ],
    ['bun', 'catalog:', (v: string) => bun({ workspaces: ['apps/*'], catalog: { fastify: v } })],
    ['bun', 'catalog:old', (v: string) => bun({ workspaces: ['apps/*'], catalogs: { old: { fastify: v } } })],
  ])('%s, %s', async (_, catalog, files) => {
    expect(await migrated({ ...files('^4.28.0'), ...inCatalog(catalog) })).toMatch(/Fastify 4.*\[framework-too-old\]/)
    expect(await migrated({ ...files('^5.1.0'), ...inCatalog(catalog) })).toContain('1 file to rewrite')
  })

  test('a catalog that is not there says nothing', async () => {
    expect(await migrated({ ...pnpm('catalog:\n  fastify: ^4\n'), ...inCatalog('catalog:other') })).toContain(
      '1 file to rewrite',
    )
  })
})

describe('the version of a framework in deno.json', () => {
  test.each([
    ['deno.json', 'npm:hono@VERSION'],
    ['deno.json', 'npm:/hono@VERSION'],
    ['deno.jsonc', 'npm:hono@VERSION/cors'],
    ['deno.json', 'https://esm.sh/hono@VERSION'],
    ['deno.json', 'https://deno.land/x/hono@vVERSION/mod.ts'],
  ])('%s: %s', async (name, specifier) => {
    const files = (version: string) => ({
      [name]: json({ imports: { hono: specifier.replace('VERSION', version), 'hono/cors': 'npm:hono/cors' } }),
      'src/a.ts': HONO,
    })
    expect(await migrated(files('3.11.0'))).toMatch(/Hono 3.*\[framework-too-old\]/)
    expect(await migrated(files('4.6.0'))).toContain('Then: deno add npm:corskit\n')
  })

  test('beside a package.json, which counts where it names the package', async () => {
    const deno = { 'deno.json': json({ imports: { hono: 'npm:hono@^3.11.0' } }), 'a.ts': HONO }
    expect(await migrated({ ...deno, 'package.json': '{}' })).toMatch(/\[framework-too-old\]/)
    expect(await migrated({ ...deno, 'package.json': json({ dependencies: { hono: '^4' } }) })).toContain('npm install')
  })
})

describe('the package manager is known by a file beside the lock file', () => {
  test.each([
    ['pnpm-workspace.yaml', 'packages:\n  - apps/*\n', 'pnpm --filter ./apps/api add corskit'],
    ['.yarnrc.yml', '', 'cd apps/api && yarn add corskit'],
    ['bunfig.toml', '', 'cd apps/api && bun add corskit'],
  ])('%s', async (name, text, command) => {
    const files = {
      'package.json': json({ workspaces: ['apps/*'] }),
      'apps/api/package.json': json({ dependencies: { cors: '^2' } }),
      'apps/api/a.js': "import cors from 'cors'\napp.use(cors())\n",
    }
    expect(await migrated({ ...files, [name]: text })).toContain(`Then: ${command}\n`)
    const isNpm = await migrated({ ...files, [name]: text, 'package-lock.json': '{}' })
    expect(isNpm).toContain('npm install -w apps/api corskit')
  })
})
