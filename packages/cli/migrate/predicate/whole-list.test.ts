/** What a function asks a list about its origin: which lists always have it, and which comparisons are exact. */
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { parseSource } from '../syntax/syntax-tree.ts'

const BEFORE = "const cors = require('cors')\nconst A = 'https://app.example.com', L = [A], M = { [A]: 1 }, K = L\n"
const moved = (answer: string, before = '') =>
  migrateSource('a.js', `${BEFORE}${before}\napp.use(cors({ origin: (o, cb) => cb(null, ${answer}) }))\n`)

describe('the origin is in the list that is asked: never moved', () => {
  const HOLDERS = [
    '[A, o]',
    '[...L, o]',
    "[].concat('https://app.example.com', process.env.X || o)",
    'L.concat(o)',
    'L.concat([o])',
    '[A, o].filter(Boolean)',
    '[A, o].slice()',
    'Array.of(A, o)',
    'Array.from([A, o])',
    '(process.env.X ? [o] : L)',
    '(process.env.X && [o] || L)',
    'L.map(() => o)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: programs
    '`${A},${o}`.split(",")',
    '(A + "," + o).split(",")',
    'Object.keys({ [o]: 1 })',
    'Object.values({ a: o })',
    '[...new Set([A, o])]',
    'all(o)',
  ]
  const ASKS = [
    'HOLDER.includes(o)',
    'HOLDER.indexOf(o) !== -1',
    'HOLDER.lastIndexOf(o) >= 0',
    'HOLDER.some((x) => x === o)',
    'HOLDER.find((x) => x === o) !== undefined',
    'HOLDER.findIndex((x) => x === o) > -1',
    'HOLDER.filter((x) => x === o).length > 0',
    'new Set(HOLDER).has(o)',
    '!HOLDER.every((x) => x !== o)',
  ]
  test.each(HOLDERS.flatMap((holder) => ASKS.map((ask) => ask.replace('HOLDER', () => holder))))('%s', (answer) => {
    expect(moved(answer, 'const all = (x) => [A, x]').decisions).not.toEqual([])
  })

  test.each([
    'o in { [A]: 1, [o]: 1 }',
    '!!{ [o]: 1 }[o]',
    'Object.hasOwn({ [o]: 1 }, o)',
    '({ [o]: 1 }).hasOwnProperty(o)',
    'new Map([[o, 1]]).has(o)',
    'o === (process.env.X || o)',
    '[o][0] === o',
    'o === [A, o].at(-1)',
  ])('%s', (answer) => {
    expect(moved(answer).decisions).not.toEqual([])
  })

  test.each([
    'const check = function (x) { L.push(x); return L.includes(x) }',
    'const check = (x) => { K.push(x); return L.includes(x) }',
    'function add(x) { L.push(x); return true }\nconst check = (x) => add(x) && L.includes(x)',
    'const check = (x) => { Array.prototype.push.call(L, x); return L.includes(x) }',
    'const check = (x) => { Array.prototype.push.apply(L, [x]); return L.includes(x) }',
    'const check = (x) => { L[L.length] = x; return L.includes(x) }',
    'let N = L\nconst check = (x) => { N = [...N, x]; return N.includes(x) }',
    'let last\nconst check = (x) => { last = x; return last === x }',
    'const s = { l: L }\nconst check = (x) => { s.l.push(x); return s.l.includes(x) }',
    'const check = (x) => { M[x] = 1; return x in M }',
    'const check = (x) => { Object.assign(M, { [x]: 1 }); return x in M }',
  ])('%s', (before) => {
    expect(moved('check(o)', before).decisions).not.toEqual([])
  })
})

describe('an exact comparison is never told as one that lets everybody in', () => {
  test.each([
    'L.filter((x) => x === o).length > 0',
    'L.filter((x) => o === x).length === 1',
    'L.filter((x) => o === x).length !== 0',
    '!(L.filter((x) => o === x).length == 0)',
    'L.filter((x) => x === o).length >= 1',
    'L.filter((x) => x === o).length === 2',
    'L.filter((x) => x !== o).length !== L.length',
    'L.filter((x) => x !== o).length < L.length',
    'L.map((x) => x === o).includes(true)',
    'L.map((x) => x !== o).includes(false)',
    'L.map((x) => x === o).indexOf(true) !== -1',
    'L.map((x) => (x === o ? 1 : 0)).includes(1)',
    'L.lastIndexOf(o) != -1',
    'L.lastIndexOf(o) >= 0',
    'L.findLastIndex((x) => x === o) !== -1',
    'L.findLast((x) => x === o) !== undefined',
    'L.reduce((n, x) => n + (x === o ? 1 : 0), 0) !== 0',
    '!!L.find((x) => x === o)',
    'new Set(L).has(o)',
    'o in M',
    '!!M[o]',
  ])('%s', (answer) => {
    expect(moved(answer).decisions.filter(({ code }) => code === 'origin-reflected')).toEqual([])
  })

  test.each(['L.filter((x) => x === o).length > 0', 'L.lastIndexOf(o) != -1', 'L.map((x) => x === o).includes(true)'])(
    '%s is moved',
    (answer) => {
      expect(moved(answer).decisions).toEqual([])
    },
  )
})

describe('a walk that every origin meets is not moved', () => {
  test.each([
    'L.filter((x) => x !== o).length > 0',
    'L.filter((x) => x !== o).length <= L.length',
    'L.reduce((n, x) => n + (x !== o ? 1 : 0), 0) > 0',
    'L.map((x) => x !== o).indexOf(true) >= 0',
    'L.map((x) => x !== o).indexOf(true) === 0',
    'L.map((x) => x !== o).includes(true)',
    'L.map((x) => x === o).includes(false)',
  ])('%s', (answer) => {
    expect(moved(answer).decisions).not.toEqual([])
  })
})

describe('what is written is a program', () => {
  test.each([
    '{ [A]: 1 }.hasOwnProperty(o)',
    '{ [A]: 1 }.hasOwnProperty(o) || false',
    '{ [A]: 1 }.hasOwnProperty(o) ? true : false',
    '({ [A]: 1 }).hasOwnProperty(o)',
    'function () { return L }().includes(o)',
    'class { static L = L }.L.includes(o)',
    '[A, "https://b.example.com"].includes(o)',
  ])('%s', (answer) => {
    const { text, decisions } = moved(answer)
    expect(decisions.map(({ code }) => code)).not.toContain('source-not-understood')
    expect(() => parseSource('a.js', text)).not.toThrow()
  })
})

test.each([
  'try { cb(null, L.includes(o)) } catch { cb(null, true) } finally { done(cb) }',
  'switch (o) { case A: later(cb); break; default: later(cb) }',
  'try { later(cb) } catch { later(cb) }',
  'for (const x of L) later(cb, x); later(cb)',
])('a function that is not understood is told once: %s', (body) => {
  const { decisions } = migrateSource('a.js', `${BEFORE}app.use(cors({ origin: (o, cb) => { ${body} } }))\n`)
  expect(decisions.filter(({ code }) => code === 'predicate-not-understood').length).toBeLessThan(2)
  expect(decisions).not.toEqual([])
})
