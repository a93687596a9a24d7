import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

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

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/(^|\/)(node_modules|dist|testing)\/|\.test\.ts$|\.test-d\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }))

const importsOf = (text: string) =>
  Array.from(text.matchAll(/^(?:import|export)[^'"]*?from '([^']+)'/gm), (match) => match[1] as string)

test('every file of the library is where the house has a room for it', () => {
  const rooms = new Set(sources.map(({ path }) => path.split('/')[0]))
  expect([...rooms].sort()).toEqual(Object.keys(ALLOWED).sort())
})

test('imports inside the library point downward only', () => {
  const upward = sources.flatMap(({ path, text }) => {
    const room = path.split('/')[0] as string
    return importsOf(text)
      .filter((target) => target.startsWith('.'))
      .map((target) => relative(root, fileURLToPath(new URL(target, `file://${root}${path}`))).split('/')[0] as string)
      .filter((target) => target !== room && !ALLOWED[room]?.includes(target))
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

test('the library depends on a public-suffix list and a RegExp parser, and on nothing else', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  expect(Object.keys(dependencies).sort()).toEqual(['@eslint-community/regexpp', 'tldts'])
})
