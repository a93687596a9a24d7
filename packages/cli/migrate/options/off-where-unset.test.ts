/** An origin that is nobody while nothing is set: the app started before, and corskit would stop it at start. */
import { expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { CORS, codesOf, REST } from '../testing/moved-origin.ts'

const SET = [
  'process.env.X',
  "process.env.X?.split(',')",
  'config.origins as string[]',
  'process.env.X || process.env.Y',
]
const NOBODY = ['false', 'null', 'undefined', "''", '[]', '""', 'void 0']
const FORMS = [
  '(SET) || NOBODY',
  '(SET) ?? NOBODY',
  'process.env.X ? [process.env.X] : NOBODY',
  'isProd ? NOBODY : (SET)',
]

const VALUES = FORMS.flatMap((form) =>
  SET.flatMap((set) => NOBODY.map((nobody) => form.replace('SET', set).replace('NOBODY', nobody))),
).filter((value) => !/\|\|.*\?\?|\?\?.*\|\|/.test(value) || value.startsWith('('))

test.each([...new Set(VALUES)])('%s is a decision', (origin) => {
  expect(codesOf(`${CORS}app.use(cors({ origin: ${origin}${REST}))`, 'a.ts')).toContain('origin-switched-off')
  const named = `${CORS}const allowed = ${origin}\napp.use(cors({ origin: allowed${REST}))`
  expect(codesOf(named, 'a.ts')).toContain('origin-switched-off')
})

test('with @koa/cors, which took it for everybody, it is a decision too', () => {
  const text = "import cors from '@koa/cors'\napp.use(cors({ origin: process.env.X ?? '' }))"
  expect(codesOf(text)).toContain('origin-falsy-allows-all')
})

test('a fallback that names somebody is moved', () => {
  const text = `${CORS}app.use(cors({ origin: process.env.X ?? 'https://a.example.com'${REST}))`
  expect(migrateSource('a.js', text).decisions).toEqual([])
})

test('the advice fits a call inside a request handler', () => {
  const call = "cors({ origin: LIST.indexOf(req.header('Origin')) !== -1 ? req.header('Origin') : false })"
  const insteadOf = (text: string) =>
    migrateSource('a.js', `${CORS}${text}`)
      .decisions.map(({ instead }) => instead)
      .join()
  expect(insteadOf(`app.use((req, res, next) => ${call}(req, res, next))`)).toContain('outside of the handler')
  expect(insteadOf(`app.use(cors({ origin: isProd ? LIST : false }))`)).toContain('if (isProd) app.use(')
})
