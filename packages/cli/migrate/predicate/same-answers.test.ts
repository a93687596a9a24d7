/** Functions of every shape are run before and after their move: nobody is let in who was not, and nobody left out. */
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { REST } from '../testing/moved-origin.ts'

const A = 'https://app.example.com'
const B = 'https://admin.example.com'
const ORIGINS = [A, B, 'https://evil.test', 'https://xapp.example.com', 'https://app.example.com.evil.test']

const PRELUDE = `
const L = ['${A}', '${B}'], M = { '${A}': true }, MAP = new Map([['${A}', true]]), SET = new Set(L)
const isOurs = (o) => L.includes(o)
const isOursLater = async (o) => L.includes(o)
async function asksLater(o) { return L.includes(o) }
const isPromised = (o) => Promise.resolve(L.includes(o))
function* walk(o) { if (L.includes(o)) yield o }
const log = () => true
`

/** What is asked about the origin `o`. */
const QUESTIONS = [
  'L.includes(o)',
  `o === '${A}'`,
  'SET.has(o)',
  'L.filter((x) => x === o)',
  'L.filter((x) => x === o).length',
  'L.map((x) => x === o)',
  'L.flatMap((x) => x === o)',
  '[L.find((x) => x === o)]',
  '({ found: L.find((x) => x === o) })',
  'new Set(L.filter((x) => x === o))',
  'typeof L.find((x) => x === o)',
  'String(L.find((x) => x === o))',
  `\`found: \${L.find((x) => x === o)}\``,
  "o.matchAll('app.example.com')",
  "o.split('://evil')",
  'L.some((x) => x)',
  'L.some((x) => { x === o })',
  '!L.every((x) => { x === o })',
  'isOurs(o)',
  'isOursLater(o)',
  'asksLater(o)',
  'isPromised(o)',
  'walk(o)',
  'isOursLater(o) === true',
  'isOursLater(o) || false',
  '!isOursLater(o)',
  ...['===', '!==', '==', '!='].flatMap((operator) =>
    ['null', 'undefined', 'true', 'false'].flatMap((value) =>
      [
        'L.find((x) => x === o)',
        'L.includes(o)',
        'L.some((x) => x === o)',
        'L.every((x) => x !== o)',
        'L.indexOf(o)',
        'L.findIndex((x) => x === o)',
        'SET.has(o)',
        'MAP.get(o)',
        'MAP.has(o)',
        'M[o]',
        'isOurs(o)',
        'isOursLater(o)',
      ].map((question) => `${question} ${operator} ${value}`),
    ),
  ),
  ...['>', '>=', '<', '<=', '===', '!=='].flatMap((operator) =>
    [-2, -1, 0, 1].flatMap((value) =>
      ['L.indexOf(o)', 'L.findIndex((x) => x === o)', 'L.filter((x) => x === o).length'].map(
        (question) => `${question} ${operator} ${value}`,
      ),
    ),
  ),
]

/** How an answer is given, with `Q` for the question; some give none, and then the request waits without end. */
const SHAPES = [
  'cb(null, Q)',
  'cb(null, !!(Q))',
  'const r = Q; cb(null, r)',
  'if (Q) cb(null, true); else cb(null, false)',
  "if (!(Q)) return cb(new Error('no')); cb(null, true)",
  "Q ? cb(null, true) : cb(new Error('no'))",
  'return Q ? cb(null, true) : cb(null, false)',
  "return !(Q) ? cb(new Error('no')) : cb(null, true)",
  "o === 'https://none.example.com' ? cb(null, false) : (Q) ? cb(null, true) : cb(new Error('no'))",
  "cb((Q) ? null : new Error('no'), true)",
  "cb((Q) ? null : 'no', (Q))",
  "if (o) return cb((Q) ? undefined : new Error('no'), !!(Q)); cb(null, true)",
]

const WITHOUT_ANSWER = [
  'if (Q) cb(null, true); else return true',
  'if (Q) return cb(null, true); return true',
  'if (!(Q)) return true; cb(null, true)',
  'if (!(Q)) return log(o); cb(null, true)',
  'if (!(Q)) return (log(o), true); cb(null, true)',
  'if (!(Q)) return o; cb(null, true)',
  'if (!(Q)) return !!o; cb(null, true)',
  'if (!(Q)) return 1; cb(null, true)',
  'if (!(Q)) return false; cb(null, true)',
  'if (!(Q)) return; cb(null, true)',
  'for (const x of L) if (x === o) return cb(null, true); return true',
  'try { if (Q) return cb(null, true) } finally { log(o) } return true',
  "if (o === 'https://none.example.com') return cb(null, false); else if (Q) return cb(null, true); return !!o",
  'if (o) { if (Q) return cb(null, true); return true } cb(null, false)',
]

/** As `cors` takes it: `null` where the callback was never called. */
function before(predicate: string, origin: string): boolean {
  let answer: boolean | null = null
  const run = new Function('origin', 'callback', `${PRELUDE}\nreturn (${predicate})(origin, callback)`)
  run(origin, (error: unknown, value: unknown) => {
    answer ??= !error && (typeof value === 'string' ? value === '*' || value === origin : !!value)
  })
  return answer ?? false
}

async function after(moved: string, origin: string): Promise<boolean> {
  const value: unknown = new Function(`${PRELUDE}\nreturn ${moved}`)()
  if (typeof value !== 'function') return [value].flat().includes(origin)
  return (await value(origin, { get: () => origin })) === true
}

/** `null`: it is left for a decision. */
function movedOrigin(predicate: string, name = 'cors'): { origin: string; changes: readonly string[] } | null {
  const imported = name === 'hono/cors' ? '{ cors }' : 'cors'
  const rest = name === 'cors' ? REST : ", allowMethods: ['PUT'], allowHeaders: ['x-a'] }"
  const source = `import ${imported} from '${name}'\n${PRELUDE}\napp.use(cors({ origin: ${predicate}${rest}))`
  const { text, decisions, changes } = migrateSource('a.js', source)
  if (decisions.length > 0) return null
  return {
    origin: text.slice(text.lastIndexOf('origin: ') + 'origin: '.length, text.lastIndexOf(', methods: ')),
    changes: changes.map(({ code }) => code),
  }
}

test.each(SHAPES)('the answer to every question is the same: %s', async (shape) => {
  let moved = 0
  for (const question of QUESTIONS) {
    const predicate = `(o, cb) => { ${shape.replaceAll('Q', () => question)} }`
    const now = movedOrigin(predicate)
    if (now === null) continue
    moved++
    for (const origin of ORIGINS)
      expect([question, origin, await after(now.origin, origin)]).toEqual([question, origin, before(predicate, origin)])
  }
  expect(moved).toBeGreaterThan(10)
})

/** Hono and Koa send the text that the function returns; a promise is waited for. */
const RETURNS = [
  'return (Q) ? o : null',
  'if (Q) return o',
  "if (!(Q)) return ''; return o",
  'const r = Q; return r ? o : undefined',
  'return (Q) && o',
  'return Q',
]

const PACKAGES = {
  'hono/cors': (body: string) => `(o) => { ${body} }`,
  '@koa/cors': (body: string) => `(ctx) => { const o = ctx.get('Origin'); ${body} }`,
}

async function returned(predicate: string, origin: string): Promise<boolean> {
  const run = new Function('given', `${PRELUDE}\nreturn (${predicate})(given)`)
  const value: unknown = await run(predicate.startsWith('(ctx)') ? { get: () => origin } : origin)
  return typeof value === 'string' && (value === '*' || value === origin)
}

describe.each(Object.entries(PACKAGES))('%s', (name, predicateOf) => {
  test.each(RETURNS)('the answer to every question is the same: %s', async (shape) => {
    let moved = 0
    for (const question of QUESTIONS) {
      const predicate = predicateOf(shape.replaceAll('Q', () => question))
      const now = movedOrigin(predicate, name)
      if (now === null) continue
      moved++
      for (const origin of ORIGINS)
        expect([question, origin, await after(now.origin, origin)]).toEqual([
          question,
          origin,
          await returned(predicate, origin),
        ])
    }
    // What a question gives is mostly not a text to send.
    expect(moved).toBeGreaterThan(shape === 'return Q' ? -1 : 20)
  })
})

test.each(WITHOUT_ANSWER)('who got no answer is not let in, and the change says so: %s', async (shape) => {
  for (const question of ['L.includes(o)', `o === '${A}'`, 'isOurs(o)']) {
    const predicate = `(o, cb) => { ${shape.replaceAll('Q', () => question)} }`
    const now = movedOrigin(predicate)
    if (now === null) continue
    expect(now.changes).toContain('predicate-hung')
    for (const origin of ORIGINS)
      expect([origin, await after(now.origin, origin)]).toEqual([origin, before(predicate, origin)])
  }
})

test('somebody who lets every site in is told so', () => {
  const everyone = QUESTIONS.flatMap((question) => SHAPES.map((shape) => shape.replaceAll('Q', () => question)))
    .map((body) => `(o, cb) => { ${body} }`)
    .filter((predicate) => ORIGINS.every((origin) => before(predicate, origin)))
  expect(everyone.length).toBeGreaterThan(50)
  expect(everyone.filter((predicate) => movedOrigin(predicate) !== null)).toEqual([])
})
