/** A function that threw ended the request before the route; after the move the route runs, and this is said. */
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'

const EXPRESS =
  "import cors from 'cors'\nimport express from 'express'\nconst app = express()\nconst list = ['https://a.example']\n"
const HONO =
  "import { Hono } from 'hono'\nimport { cors } from 'hono/cors'\nconst app = new Hono()\nconst list = ['https://a.example']\n"
const KOA =
  "import Koa from 'koa'\nimport cors from '@koa/cors'\nconst app = new Koa()\nconst list = ['https://a.example']\n"

describe('a function at origin that throws', () => {
  test.each([
    [
      EXPRESS,
      "app.use(cors({ origin: (o, cb) => { if (!list.includes(o)) throw Object.assign(new Error('no'), { status: 403 }); cb(null, true) } }))",
    ],
    [
      EXPRESS,
      "app.use(cors({ origin: (o, cb) => { if (list.includes(o)) cb(null, true); else { log(o); throw new Error('no') } } }))",
    ],
    [HONO, 'app.use(cors({ origin: (o) => { if (list.includes(o)) return o; throw new HTTPException(403) } }))'],
    [
      KOA,
      "app.use(cors({ origin: (ctx) => { const o = ctx.get('Origin'); if (list.includes(o)) return o; ctx.throw(403, 'bad origin') } }))",
    ],
    [
      KOA,
      "app.use(cors({ origin: (ctx) => { const o = ctx.get('Origin'); if (!list.includes(o)) ctx.throw(403); return o } }))",
    ],
    [
      KOA,
      "app.use(cors({ origin: (ctx) => { const o = ctx.get('Origin'); if (list.includes(o)) return o; return ctx.throw(403, 'bad origin') } }))",
    ],
    [
      KOA,
      "app.use(cors({ origin: (ctx) => { const o = ctx.get('Origin'); ctx.assert(list.includes(o), 403); return o } }))",
    ],
  ])('%s%s', (before, use) => {
    const { changes, decisions } = migrateSource('a.js', before + use)
    expect(decisions).toEqual([])
    expect(changes.map(({ code }) => code)).toContain('predicate-error')
  })
})

describe('a function with a `this` of its own is left: some of the old packages set it, and corskit does not', () => {
  test.each([
    [EXPRESS, 'app.use(cors({ list, origin(o, cb) { cb(null, this.list.includes(o)) } }))'],
    [
      KOA,
      "app.use(cors({ list, origin(ctx) { const o = ctx.get('Origin'); return this.list.includes(o) ? o : '' } }))",
    ],
    [HONO, 'app.use(cors({ origin: function (o) { return [1].map(() => this.list.includes(o))[0] ? o : null } }))'],
  ])('%s%s', (before, use) => {
    expect(migrateSource('a.js', before + use).decisions.map(({ code }) => code)).toContain('predicate-not-understood')
  })

  test('that of an arrow function, and of a function inside, are not its own', () => {
    for (const body of [
      '(o, cb) => cb(null, this.list.includes(o))',
      '(o, cb) => cb(null, list.some(function (one) { return this === o || one === o }, o))',
    ]) {
      const { decisions } = migrateSource('a.js', `${EXPRESS}class A { run() { app.use(cors({ origin: ${body} })) } }`)
      expect(decisions.map(({ message }) => message).join()).not.toContain('`this`')
    }
  })
})

test('a throw of another function says nothing of it', () => {
  const use =
    "app.use(cors({ origin: (o, cb) => { const f = () => { throw new Error('x') }; cb(null, list.includes(o)) } }))"
  const { changes } = migrateSource('a.js', EXPRESS + use)
  expect(changes.map(({ code }) => code)).not.toContain('predicate-error')
})

describe('an answer inside try', () => {
  const ROOT = "const ROOT = 'acme.example'\n"
  const use = (body: string) => `app.use(cors({ origin: (o, cb) => { ${body} } }))`
  const HOST = "const { hostname } = new URL(o); const ok = hostname === ROOT || hostname.endsWith('.' + ROOT)"

  test.each([
    `try { ${HOST}; cb(null, ok) } catch (e) { cb(e) }`,
    `if (!o) return cb(null, true); try { ${HOST}; cb(null, ok) } catch (error) { cb(error) }`,
    `try { ${HOST}; if (ok) cb(null, true); else cb(new Error('no')) } catch { cb(null, false) }`,
    `try { ${HOST}; return cb(null, ok) } catch (e) { return cb(e) }`,
  ])('is moved, and every request had an answer: %s', (body) => {
    const { changes, decisions, text } = migrateSource('a.js', EXPRESS + ROOT + use(body))
    expect(decisions).toEqual([])
    expect(text).not.toMatch(/\bcb\b/)
    expect(changes.map(({ code }) => code)).not.toContain('predicate-hung')
  })

  test.each([
    'try { check(o); cb(null, true) } catch (e) { cb(e) }',
    'try { new URL(o); cb(null, true) } catch (e) { cb(e) }',
    `try { ${HOST}; cb(null, ok) } catch (e) { cb(null, true) }`,
    `try { ${HOST}; cb(null, ok) } finally { done() }`,
    `try { ${HOST}; cb(null, ok); log(o) } catch (e) { cb(e) }`,
  ])('is left where it lets strangers in, or where something comes behind it: %s', (body) => {
    expect(migrateSource('a.js', EXPRESS + ROOT + use(body)).decisions).not.toEqual([])
  })
})

test.each([
  [
    EXPRESS,
    "app.use(cors({ origin: (o, cb) => { if (isDev) { cb(null, '*') } else { cb(null, list.includes(o)) } } }))",
  ],
  [
    HONO,
    "app.use(cors({ origin: (o, c) => { if (c.req.path === '/open') return '*'; return list.includes(o) ? o : null } }))",
  ],
  [KOA, "app.use(cors({ origin: (ctx) => { if (ctx.path === '/open') return '*'; return 'https://a.example' } }))"],
])("what an answer of '*' gives is known: %s%s", (before, use) => {
  expect(migrateSource('a.js', before + use).decisions).toContainEqual(
    expect.objectContaining({ code: 'predicate-answers-any', message: expect.stringContaining('everybody') }),
  )
})
