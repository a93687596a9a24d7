import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

test.each(pages)('the links of %s to files of this repository lead somewhere', (page) => {
  // What stands in code is not a link.
  const text = readFileSync(new URL(page, root), 'utf8').replaceAll(/`[^`\n]*`/g, '')
  const targets = Array.from(text.matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g), ([, target]) => target as string)
  expect(targets.filter((target) => !existsSync(new URL(target, new URL(page, root))))).toEqual([])
})
