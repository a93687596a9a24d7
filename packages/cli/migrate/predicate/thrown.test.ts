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
      "app.use(cors({ origin: (ctx) => { const o = ctx.get('Origin'); ctx.assert(list.includes(o), 403); return o } }))",
    ],
  ])('%s%s', (before, use) => {
    const { changes, decisions } = migrateSource('a.js', before + use)
    expect(decisions).toEqual([])
    expect(changes.map(({ code }) => code)).toContain('predicate-error')
  })
})

test('a throw of another function says nothing of it', () => {
  const use =
    "app.use(cors({ origin: (o, cb) => { const f = () => { throw new Error('x') }; cb(null, list.includes(o)) } }))"
  const { changes } = migrateSource('a.js', EXPRESS + use)
  expect(changes.map(({ code }) => code)).not.toContain('predicate-error')
})
