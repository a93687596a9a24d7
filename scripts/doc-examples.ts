/**
 * The examples in the documents: fenced blocks whose first line is `ts name=…`. All of them are
 * type-checked. The word after the name says what else is done:
 *
 * - `runs`: it is run to its end;
 * - `serves`: it is an app with a policy for https://app.example.com and a guard, and gets requests over HTTP.
 */
import { readdirSync, readFileSync } from 'node:fs'

export interface DocExample {
  /** The document's name and its own: `adapters-express`. */
  readonly name: string
  readonly code: string
  readonly use: 'is checked' | 'runs' | 'serves' | 'signs'
}

const root = new URL('../', import.meta.url)

export function docExamples(): DocExample[] {
  const pages = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'))
  return [
    'README.md',
    'packages/corskit/README.md',
    'packages/diagnose/README.md',
    ...pages.map((page) => `docs/${page}`),
  ].flatMap((path) => {
    const page =
      path === 'README.md'
        ? 'readme'
        : path
            .replace(/\.md$/, '')
            .replace(/^docs\//, '')
            .replaceAll('/', '-')
    return Array.from(readFileSync(new URL(path, root), 'utf8').matchAll(BLOCK), ([, name, use, code]) => {
      if (!['', 'runs', 'serves', 'signs'].includes(use ?? ''))
        throw new Error(`${path}: an example cannot be '${use}'`)
      return { name: `${page}-${name}`, code: code ?? '', use: use || 'is checked' } as DocExample
    })
  })
}

const BLOCK = /^```ts name=([\w-]+) ?(\w*)\n([\s\S]*?)^```$/gm
