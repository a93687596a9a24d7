import { expect, test } from 'vitest'
import { migrateSource } from './migrate-source.ts'
import { diffOf, reportText } from './report.ts'

const file = (before: string) => ({
  ...migrateSource('server.js', before),
  name: 'server.js',
  path: '/app/server.js',
  before,
  project: '/app',
})

test.each([
  "res.set('Access-Control-Allow-Origin', 'https://ada:SECRET@x.example.com')",
  "res.writeHead(200, { 'Access-Control-Allow-Origin': 'https://x.example.com/?key=SECRET' })",
])('what a header that is written by hand says has no secret: %s', (line) => {
  const text = reportText([file(`export default (req, res) => { ${line} }`)], false, [])
  expect(text).toContain('x.example.com')
  expect(text).not.toContain('SECRET')
})

test('a line beside the change shows no password and no key', () => {
  const lines = [
    "const db = 'postgres://ada:SECRET@db.example.com/app'",
    "app.use(cors({ origin: 'https://a.example' }))",
    "const key = 'sk_live_SECRET4567890123456789012'",
    "const DB_PASSWORD = 'SECRET'",
  ]
  const others = [
    "const h = { 'x-api-key': 'SECRET', Authorization: 'Bearer SECRET' }",
    "app.use(session({ secret: 'SECRET' }))",
  ]
  const moved = file(`import cors from 'cors'\n${[...others, ...lines].join('\n')}`)
  const diff = diffOf(moved)
  expect(diff).toContain('corskit/express')
  expect(diff).not.toContain('SECRET')
  expect(moved.text).toContain('postgres://ada:SECRET@')
})
