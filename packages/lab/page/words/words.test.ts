/**
 * What the page says stands in `words/`, where it can be read, checked and translated at once, and not in its
 * components.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'svelte/compiler'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../', import.meta.url))
const components = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'))

interface Found {
  readonly type: string
  readonly data?: string
  readonly value?: unknown
}

/** Of text between tags every word counts, except for the name of the program. */
const ownName = new Set(['corskit', 'lab'])
const words = (text: string) => text.match(/\p{L}{2,}/gu) ?? []

/**
 * What is written in the component itself: text between tags, and strings that read as a sentence, wherever they stand.
 */
function saidIn(source: string): string[] {
  const said: string[] = []
  function look(node: unknown, isAttribute: boolean): void {
    if (Array.isArray(node)) for (const one of node) look(one, isAttribute)
    if (node === null || typeof node !== 'object' || Array.isArray(node)) return
    const { type, data, value } = node as Found
    if (type === 'StyleSheet' || type === 'Comment' || type === 'ImportDeclaration') return
    if (type === 'Text' && data !== undefined && !isAttribute && words(data).some((word) => !ownName.has(word)))
      said.push(data.trim())
    const text = type === 'Text' ? data : type === 'Literal' ? value : type === 'TemplateElement' ? cooked(value) : ''
    if (typeof text === 'string' && SENTENCE.test(text)) said.push(text.trim())
    for (const [name, child] of Object.entries(node)) {
      if (
        name === 'leadingComments' ||
        name === 'trailingComments' ||
        (type === 'Attribute' && IS_CODE.test(nameOf(node)))
      )
        continue
      look(child, isAttribute || type === 'Attribute')
    }
  }
  look(parse(source, { modern: true }), false)
  return [...new Set(said)]
}

const cooked = (value: unknown) => (value as { cooked?: string } | undefined)?.cooked
const nameOf = (node: object) => String((node as { name?: unknown }).name)
const IS_CODE = /^(?:class|style|accept|rel|href|d|viewBox)$/
const SENTENCE = /\p{L}+[,:]?\s+\p{L}+[,:]?\s+\p{L}+/u

test('the components are found', () => {
  expect(components.length).toBeGreaterThan(20)
})

test.each(components)('%s says nothing that does not stand in words/', (name) => {
  expect(saidIn(readFileSync(folder + name, 'utf8'))).toEqual([])
})

const lab = fileURLToPath(new URL('../../', import.meta.url))
const scripts = ['page/', 'stage/'].flatMap((place) =>
  readdirSync(lab + place, { recursive: true, encoding: 'utf8' })
    .map((name) => place + name.replaceAll('\\', '/'))
    .filter((name) => /(?<!\.test|\.d)\.ts$/.test(name) && !name.startsWith('page/words/')),
)
/** Names of the standard, code that is taken along, and what only a programmer can meet. */
const NOT_SAID = [
  'local network access check',
  'the page may read the answer',
  'index.html has no #app',
  'the server was set up with what cannot be read',
]

test.each(scripts)('%s says nothing that does not stand in words/', (name) => {
  const source = readFileSync(lab + name, 'utf8').replace(/(?:^|\s)(?:\/\*[\s\S]*?\*\/|\/\/.*$)/gm, '')
  const texts = [...source.matchAll(/(['`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , text]) => text ?? '')
  expect(texts.filter((text) => SENTENCE.test(text) && !NOT_SAID.includes(text))).toEqual([])
})

test('the scripts are found', () => {
  expect(scripts.length).toBeGreaterThan(40)
  expect(scripts).toContain('stage/picture-of.ts')
})

test.each([
  ['<p>Read it</p>', ['Read it']],
  ['<p>{a} more</p>', ['more']],
  ['<p aria-label="All that was seen">{a}</p>', ['All that was seen']],
  ["<p>{b ? 'It is there now' : c}</p>", ['It is there now']],
  ['<script>const a = `There are three of them`</script>', ['There are three of them']],
  ['<p class="one two three">{a} · corskit lab</p>', []],
])('finds what is said in %s', (source, said) => {
  expect(saidIn(source)).toEqual(said)
})
