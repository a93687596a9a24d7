/** Tests of a part that other people's origins have too are left; those of the whole host are not told as such. */
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'

const told = (body: string) =>
  migrateSource(
    'a.js',
    `const express = require('express')
const cors = require('cors')
const app = express()
app.use(cors({ origin: (o, cb) => { ${body} }, credentials: true }))
app.listen(3000)`,
  ).decisions.map(({ code }) => code)

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
