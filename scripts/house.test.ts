import { globSync, readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { circles } from './circles.ts'

/** DESIGN.md section 1: who may import whom. Arrows point down only, and the two sides never meet in the library. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  policy: ['protocol'],
  browser: ['protocol'],
  guard: ['protocol', 'policy'],
  adapters: ['protocol', 'policy', 'guard'],
}

/** Adapters of frameworks that only run on Node; everything else runs on Bun, Deno and workers too. */
const MAY_USE_NODE = /^adapters\//

const root = fileURLToPath(new URL('../packages/corskit/', import.meta.url))

function sourcesIn(folder: string): { path: string; text: string }[] {
  const at = fileURLToPath(new URL(folder, import.meta.url))
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => path.endsWith('.ts') && !/(^|\/)(node_modules|dist|testing)\/|\.test\.ts$|\.test-d\.ts$/.test(path),
    )
    .map((path) => ({ path, text: readFileSync(`${at}${path}`, 'utf8') }))
}

const sources = sourcesIn('../packages/corskit/')

const importsOf = (text: string) =>
  Array.from(text.matchAll(/^(?:import|export)[^'"]*?from '([^']+)'/gm), (match) => match[1] as string)

const targetsOf = (path: string, text: string) =>
  importsOf(text)
    .filter((target) => target.startsWith('.'))
    .map((target) => relative(root, fileURLToPath(new URL(target, `file://${root}${path}`))))

test('every file of the library is where the house has a room for it', () => {
  const rooms = new Set(sources.map(({ path }) => path.split('/')[0]))
  expect([...rooms].sort()).toEqual(Object.keys(ALLOWED).sort())
})

test('imports inside the library point downward only', () => {
  const upward = sources.flatMap(({ path, text }) => {
    const room = path.split('/')[0] as string
    return targetsOf(path, text)
      .map((target) => target.split('/')[0] as string)
      .filter((target) => target !== room && !ALLOWED[room]?.includes(target))
      .map((target) => `${path} imports ${target}/`)
  })
  expect(upward).toEqual([])
})

/** The rooms inside a room, from the ground up: each imports only what stands before it. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  browser: ['words', 'profiles', 'state', 'checks', 'fetch', 'messages', 'recognise'],
}

/**
 * The standard's own recursion: a redirect is fetched as the first URL was.
 * https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
const RECURSION = [
  'browser/fetch/http-fetch.ts',
  'browser/fetch/main-fetch.ts',
  'browser/redirect/http-redirect-fetch.ts',
]

const MOST_FILES_IN_A_FOLDER = 15

test('imports between the rooms of a room point downward only', () => {
  const upward = sources.flatMap(({ path, text }) => {
    const [room = '', inner = ''] = path.split('/')
    const order = ROOMS[room] ?? []
    const place = order.indexOf(inner)
    return targetsOf(path, text)
      .filter((target) => target.startsWith(`${room}/`) && place >= 0)
      .filter((target) => order.indexOf(target.split('/')[1] as string) > place || target.split('/').length === 2)
      .map((target) => `${path} imports ${target}`)
  })
  expect(upward).toEqual([])
})

test('no file imports itself by way of others, types included, except for the recursion of the standard', () => {
  expect(circles(new Map(sources.map(({ path, text }) => [path, targetsOf(path, text)])))).toEqual([RECURSION])
})

test('no folder of any package holds more than fifteen source files', () => {
  const counts = new Map<string, number>()
  for (const { path } of sourcesIn('../packages/')) {
    const folder = path.slice(0, path.lastIndexOf('/'))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  expect([...counts].filter(([, count]) => count > MOST_FILES_IN_A_FOLDER)).toEqual([])
})

/**
 * What the commands stand on, from the ground up: each imports only what stands before it, and none imports a command.
 */
const FLOORS_OF_THE_COMMAND = ['command-line', 'transport', 'request', 'outcome', 'causes']

test('imports between the rooms of the command point downward only', () => {
  const upward = sourcesIn('../packages/cli/').flatMap(({ path, text }) => {
    const [room = ''] = path.split('/')
    const floor = FLOORS_OF_THE_COMMAND.indexOf(room)
    return Array.from(text.matchAll(/from '\.\.\/([\w-]+)\/[^']+'/g), ([, target = '']) => target)
      .filter((target) => floor >= 0 && !FLOORS_OF_THE_COMMAND.slice(0, floor).includes(target))
      .map((target) => `${path} imports ${target}/`)
  })
  expect(upward).toEqual([])
})

test('only Node adapters import from Node', () => {
  const found = sources
    .filter(
      ({ path, text }) => !MAY_USE_NODE.test(path) && importsOf(text).some((target) => target.startsWith('node:')),
    )
    .map(({ path }) => path)
  expect(found).toEqual([])
})

test('web adapters import nothing from Node either', () => {
  const found = sources
    .filter(({ path }) => /^adapters\/(web|hono|elysia|h3|next|sveltekit|lambda)\//.test(path))
    .filter(({ text }) => importsOf(text).some((target) => target.startsWith('node:')))
    .map(({ path }) => path)
  expect(found).toEqual([])
})

test('nothing is installed beside the library: docs/decisions/no-dependencies.md', () => {
  expect(JSON.parse(readFileSync(`${root}package.json`, 'utf8'))).not.toHaveProperty('dependencies')
})

test('comments are not wider than the formatter makes code', () => {
  const repository = fileURLToPath(new URL('../', import.meta.url))
  const folders = ['packages', 'conformance', 'scripts', 'testing', 'bench', 'examples']
  const wide = folders.flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,mjs}`, { cwd: repository, exclude: ['**/node_modules', '**/dist', '**/golden'] })
      .filter((path) => !path.includes('firefox-locales'))
      .flatMap((path) =>
        readFileSync(`${repository}${path}`, 'utf8')
          .split('\n')
          .filter((line) => line.length > 120 && /^ *(?:\/\*\*|\*|\/\/) /.test(line))
          .map((line) => `${path}: ${line}`),
      ),
  )
  expect(wide).toEqual([])
})
