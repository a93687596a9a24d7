/** Tests of a part that other people's origins have too are left; those of the whole host are not told as such. */
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'

const told = (body: string) => decisionsOf(body).map(({ code }) => code)

const messages = (body: string) =>
  decisionsOf(body).flatMap(({ code, message }) => (code === 'origin-matched-in-part' ? message : []))

const decisionsOf = (body: string) =>
  migrateSource(
    'a.js',
    `const express = require('express')
const cors = require('cors')
const app = express()
app.use(cors({ origin: (o, cb) => { ${body} }, credentials: true }))
app.listen(3000)`,
  ).decisions

const LOOSE = ['origin-matched-in-part', 'origin-reflected', 'predicate-not-understood']

describe('is left', () => {
  test.each([
    "cb(null, o.split(':')[0] === 'https')",
    "cb(null, o.split(':')[2] === '3000')",
    "cb(null, o.split(':').pop() === '3000')",
    "cb(null, o.split('://')[0] === 'https')",
    "cb(null, o.split('')[0] === 'h')",
    "const [scheme] = o.split(':'); cb(null, scheme === 'https')",
    "const [scheme] = (o || '').split('://'); cb(null, scheme === 'https')",
    "const d = o.split('.').pop(); cb(null, d === 'com')",
    "cb(null, o.replace('x.', '') === 'https://a.example.com')",
    "cb(null, o.replaceAll('evil', '') === 'https://a.example.com')",
    "cb(null, o.replace(/-[a-z]+/, '') === 'https://a.example.com')",
    "cb(null, o.replace(part, '') === 'https://a.example.com')",
    "cb(null, new URL(o).pathname === '/')",
    "const { port } = new URL(o); cb(null, port === '3000')",
    "const { protocol } = new URL(o || 'http://x'); cb(null, protocol === 'https:')",
    "const p = o && new URL(o).port; cb(null, p === '3000' || p === '5173')",
  ])('%s', (body) => {
    const codes = told(body)
    expect(codes.filter((code) => LOOSE.includes(code)).length, codes.join()).toBeGreaterThan(0)
  })
})

describe('an end behind a dot', () => {
  const host = "const host = new URL(o).hostname; const list = ['example.com', 'partner.io']; "
  const HELD = [
    "cb(null, host === 'example.com' || host.endsWith('.example.com'))",
    `cb(null, list.some((d) => host === d || host.endsWith(\`.\${d}\`)))`,
    "cb(null, list.some((d) => host === d || host.endsWith('.' + d)))",
    "cb(null, list.find((d) => host.endsWith('.' + d)) !== undefined)",
    `for (const d of list) if (host === d || host.endsWith(\`.\${d}\`)) return cb(null, true); cb(null, false)`,
    `cb(null, [\`a\`].some((d) => host.endsWith(\`.\${d}.example.com\`)))`,
    "cb(null, names.some((d) => host.endsWith(d + '.example.com')))",
    `cb(null, list.some((d) => o.endsWith(\`.\${d}\`)))`,
  ]
  test.each(HELD)('no stranger has it: %s', (body) => {
    expect(told(host + body)).not.toContain('origin-matched-in-part')
  })

  test.each([
    [
      `cb(null, ['vercel.app'].some((d) => host.endsWith(\`.\${d}\`)))`,
      /have that part too: https:\/\/\S+\.vercel\.app/,
    ],
    [`cb(null, ['example.com', ''].some((d) => host.endsWith(\`.\${d}\`)))`, /have that part too/],
    ['cb(null, list.some((d) => host.endsWith(d)))', /have that part too/],
    [`cb(null, list.some((d) => host.includes(\`.\${d}\`)))`, /have that part too/],
    [`cb(null, list.some((d, i) => host.endsWith(\`.\${i}\`)))`, /not written here/],
    [`for (const d in list) if (host.endsWith(\`.\${d}\`)) return cb(null, true); cb(null, false)`, /not written here/],
    [`list.push(process.env.X); cb(null, list.some((d) => host.endsWith(\`.\${d}\`)))`, /not written here/],
    [`cb(null, domains.some((d) => host.endsWith(\`.\${d}\`)))`, /not written here/],
    [`cb(null, host.endsWith(\`.\${process.env.DOMAIN}\`))`, /not written here/],
    ["cb(null, host.endsWith('.' + process.env.DOMAIN))", /not written here/],
  ])('a stranger may have it: %s', (body, message) => {
    expect(messages(host + body).join('\n')).toMatch(message)
  })
})

describe('is not told as a part', () => {
  test.each([
    "cb(null, o.split('://')[1] === 'a.example.com')",
    "cb(null, o.split('//')[1] === 'a.example.com')",
    "const [, host] = o.split('://'); cb(null, host === 'a.example.com')",
    "cb(null, new URL(o).host.split(':')[0] === 'a.example.com')",
    "cb(null, o.replace(/^https?:\\/\\//, '') === 'a.example.com')",
    "cb(null, o.replace(/https?:\\/\\//, '') === 'a.example.com')",
    "cb(null, o.replace('https://', '') === 'a.example.com')",
    "cb(null, list.includes(o.replace(/\\/$/, '')))",
    "cb(null, o.replace(/:\\d+$/, '') === 'http://localhost')",
    "const { hostname } = new URL(o); cb(null, hostname === 'a.example.com')",
    "const u = new URL(o); cb(null, u.protocol === 'https:' && u.hostname === 'a.example.com')",
  ])('%s', (body) => expect(told(body)).not.toContain('origin-matched-in-part'))
})
