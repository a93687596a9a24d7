/** Middlewares that are kept in something, and handed to one app from there. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../../testing/migrate-files.ts'

const LOAD = "import cors from 'cors'\n"
const APP = "import express from 'express'\nconst app = express()\n"
const A = "cors({ origin: 'https://a.example.com', credentials: true })"
const B = "cors({ origin: 'https://b.example.com', methods: ['GET', 'PUT'] })"

const written = (text: string) => text.replace(/\bA\b/g, A).replace(/\bB\b/g, B)

const codes = async (files: Readonly<Record<string, string>>) => (await migrationOf(files)).decisions

describe('two that one request may come to are left', () => {
  test.each([
    ['a Map', "const m = new Map([['pub', A], ['priv', B]])\napp.use(m.get('pub'))\napp.use('/x', m.get('priv'))"],
    [
      'a Map that is filled',
      "const m = new Map().set('pub', A)\nm.set('priv', B)\napp.use(m.get('pub'))\napp.use('/x', m.get('priv'))",
    ],
    ['entries', "const m = Object.fromEntries([['pub', A], ['priv', B]])\napp.use(m.pub)\napp.use('/x', m.priv)"],
    ['an object', "const m = { pub: A, priv: B }\napp.use(m.pub)\napp.use('/x', m.priv)"],
    ['a frozen object', "const m = Object.freeze({ pub: A, priv: B })\napp.use(m.pub)\napp.use('/x', m.priv)"],
    ['a copied object', "const m = Object.assign({}, { pub: A, priv: B })\napp.use(m.pub)\napp.use('/x', m.priv)"],
    ['an object that is taken apart', "const { pub, priv } = { pub: A, priv: B }\napp.use(pub)\napp.use('/x', priv)"],
    ['a list that is taken apart', "const [pub, priv] = [A, B]\napp.use(pub)\napp.use('/x', priv)"],
    ['promises', "const [pub, priv] = await Promise.all([A, B])\napp.use(pub)\napp.use('/x', priv)"],
    ['fields that are set', "const m = {}\nm.pub = A\nm.priv = B\napp.use(m.pub)\napp.use('/x', m.priv)"],
    [
      'the app itself',
      "app.locals.pub = A\napp.locals.priv = B\napp.use(app.locals.pub)\napp.use('/x', app.locals.priv)",
    ],
    [
      'the global object',
      "globalThis.pub = A\nglobalThis.priv = B\napp.use(globalThis.pub)\napp.use('/x', globalThis.priv)",
    ],
    ['a function around each', "const pub = wrap(A)\nconst priv = wrap(B)\napp.use(pub)\napp.use('/x', priv)"],
    [
      'a function around each, exported too',
      "export const pub = wrap(A)\nexport const priv = wrap(B)\napp.use(pub)\napp.use('/x', priv)",
    ],
    ['a condition', "const pub = isOn && A\napp.use(pub)\napp.use('/x', B)"],
    ['a choice', "const pub = isOn ? A : pass\napp.use(pub)\napp.use('/x', B)"],
  ])('%s', async (_, text) => {
    expect(await codes({ 'app.js': LOAD + APP + written(text) })).toContain('two-layers')
  })

  test.each([
    ['a list', 'export const all = [A, B]', "import { all } from './kept.js'\napp.use(all[0])\napp.use('/x', all[1])"],
    [
      'a list of names',
      'const a = A\nconst b = B\nexport const all = [a, b]',
      "import { all } from './kept.js'\nfor (const one of all) app.use(one)",
    ],
    [
      'a Map',
      "export const all = new Map([['pub', A], ['priv', B]])",
      "import { all } from './kept.js'\napp.use(all.get('pub'))\napp.use('/x', all.get('priv'))",
    ],
    [
      'an object, by its keys',
      'export const all = { pub: A, priv: B }',
      "import { all } from './kept.js'\napp.use(all.pub)\napp.use('/x', all.priv)",
    ],
    [
      'an object, by computed keys',
      'export const all = { pub: A, priv: B }',
      "import { all } from './kept.js'\napp.use(all[one])\napp.use('/x', all.priv)",
    ],
    [
      'an object, by its entries',
      'export default { pub: A, priv: B }',
      "import all from './kept.js'\nfor (const one of Object.values(all)) app.use(one)",
    ],
    [
      'an object of names',
      'const a = A\nconst b = B\nexport const all = { pub: a, priv: b }',
      "import { all } from './kept.js'\napp.use(all.pub)\napp.use('/x', all.priv)",
    ],
    [
      'a function that gives them',
      'const all = { pub: A, priv: B }\nexport const get = (name) => all[name]',
      "import { get } from './kept.js'\napp.use(get('pub'))\napp.use('/x', get('priv'))",
    ],
    [
      'functions around them',
      'const all = { pub: A, priv: B }\nexport function pub(q, s, n) { all.pub(q, s, n) }\nexport function priv(q, s, n) { all.priv(q, s, n) }',
      "import { pub, priv } from './kept.js'\napp.use(pub)\napp.use('/x', priv)",
    ],
  ])('%s of another file', async (_, kept, text) => {
    expect(await codes({ 'kept.js': LOAD + written(kept), 'app.js': APP + text })).toContain('two-layers')
  })
})

describe('two that have paths of their own are moved', () => {
  test.each([
    ['an object', 'const m = { pub: A, priv: B }'],
    ['a frozen object', 'const m = Object.freeze({ pub: A, priv: B })'],
    ['an object that others import too', 'export const m = { pub: A, priv: B }'],
  ])('%s', async (_, text) => {
    const use = "\napp.use('/one', m.pub)\napp.use('/two', m.priv)"
    expect(await codes({ 'app.js': LOAD + APP + written(text) + use })).toEqual([])
  })
})
