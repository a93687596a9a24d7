/**
 * What is said of texts that are one edit away from many kinds of origins, names and variables. Each line has how often
 * each code was told, and a digest of all sentences: when it changes, `said` of that text shows which one.
 */
import { createHash } from 'node:crypto'
import { test } from 'vitest'
import { editsOf } from '../../../../testing/edits.ts'
import { expectGolden } from '../../../../testing/golden.ts'
import type { PolicyError } from '../checks/issue.ts'
import { policyFromEnv } from '../environment/from-env.ts'
import { said, told } from './said.ts'

const ORIGINS = [
  'https://a.com',
  'http://b.co.uk:81',
  'https://*.a.com',
  'https://p-*.a.com',
  'https://p-*.co.uk',
  'https://s3-*.amazonaws.com',
  'https://*.amazonaws.com',
  'https://*.github.io',
  'http://localhost:*',
  'http://10.0.0.1',
  'http://10.0.0.0/8',
  'http://[::1]:80',
  'https://u:p@a.com',
  'https://a.com,b.com',
  'https://http://a.com',
  'localhost:3000',
  'capacitor://localhost',
  'chrome-extension://abc',
  'moz-extension://*',
  'a.com:80/b',
  'https://xn--a.com',
  'https://bü.de',
  '^https:\\/\\/a\\.com$',
  "'https://a.com'",
  'file:///a',
  'null',
]
const REGEXPS = [
  '^https:\\/\\/a\\.com$',
  '^https?:\\/\\/(?:[a-z0-9-]+\\.)*a\\.co\\.uk(:\\d+)?$',
  '^https:\\/\\/(a|b)\\.com:44[35]$',
  '^https:\\/\\/[a-z]+\\.s3\\.amazonaws\\.com\\.?$',
  '^http:\\/\\/10\\.\\d+\\.\\d+\\.1$',
  '^(?:ws|htps|capacitor):\\/\\/localhost$',
  '^localhost(:.*)?$',
]
const PREDICATES = [
  '(origin, cb) => { cb(null, true) }',
  'function (o, next) { if (o) next?.(o); }',
  'async (o, r) => { const done = r; return (r) => done(1) }',
]
const NAMES = ['PUT', 'A', 'a', "X-a, 'x-A'", 'x-a, x-b', 'x-a: b', '*, x-a', 'all', 'Cookie']
const VARIABLES: readonly (readonly [name: string, value: string])[] = [
  ['CORS_ORIGIN', 'https://a.com,http://localhost'],
  ['CORS_ORIGIN', 'http://*.localdomain'],
  ['CORS_ORIGIN', 'https://a.com http://localhost'],
  ['CORS_METHODS', "'PUT'|PATCH"],
  ['CORS_MAX_AGE', '1_000'],
  ['CORS_MAX_AGE', "1'000"],
  ['CORS_MAX_AGE', '5m # x'],
  ['CORS_CREDENTIALS', 'true '],
]
/** What means something in a RegExp, and in the source of a function. */
const REGEXP_SIGNS = [...'.*+?|()[]^$\\\\a0-']
const SOURCE_SIGNS = [...'(){}[],.=>?: ocr', 'cb', '=>', 'async ', '...']
const AGES = ['1h', '2h30m', '01:00:59', 'PT1H30M', '600 seconds', '1,000', '5 min and 3 s', '1 week']
const SIGNS = [...`*./:@-_+%,"'a0A é\\`]

const digest = (texts: readonly string[]) => createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 12)

function line(text: string, of: (edited: string) => string, signs: readonly string[] = SIGNS, nth = 1): string {
  const edits = [...new Set(editsOf(text, signs))].filter((_, index) => index % nth === 0)
  const texts = edits.map((edited) => `${edited}\t${of(edited)}`)
  const counts = new Map<string, number>()
  for (const one of texts) {
    const code = /^[^\t]*\t(?:\(odd\) )?([\w-]*)/s.exec(one)?.[1] ?? ''
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const told = [...counts].sort().map(([code, count]) => `${code} ${count}`)
  return `${JSON.stringify(text)}: ${told.join(', ')}; ${digest(texts)}`
}

const golden = (name: string) => new URL(`edits-${name}.golden.txt`, import.meta.url)

test('origins', () => {
  expectGolden(
    golden('origins'),
    ORIGINS.map((text) => line(text, (origin) => said({ origin, credentials: true }))),
  )
})

test('origins in a list', () => {
  const list = (origin: string) => said({ origin: ['https://a.com', origin, 'http://b.co.uk:81'] })
  expectGolden(
    golden('lists'),
    ORIGINS.map((text) => line(text, list)),
  )
})

test('names', () => {
  const options = ['methods', 'allowedHeaders', 'exposedHeaders', 'vary']
  const lines = NAMES.flatMap((text) =>
    options.map((option) => `${option} ${line(text, (names) => said({ origin: 'https://a.com', [option]: names }))}`),
  )
  expectGolden(golden('names'), lines)
})

function ofVariables(env: Readonly<Record<string, string>>): string {
  try {
    return JSON.stringify(policyFromEnv(env).options)
  } catch (error) {
    return (error as PolicyError).issues.map(told).join(' || ')
  }
}

test('variables', () => {
  const lines = VARIABLES.flatMap(([name, value]) =>
    ['production', undefined].map((mode) => {
      const env = (text: string) => ({
        CORS_ORIGIN: 'https://a.com',
        [name]: text,
        ...(mode ? { NODE_ENV: mode } : {}),
      })
      return `${name} ${mode ?? 'development'} ${line(value, (text) => ofVariables(env(text)))}`
    }),
  )
  const names = ['CORS_ORIGIN', 'CORS_ALLOWED_HEADERS', 'CORS_DOMAIN', 'CORS_TIMEOUT'].map((name) =>
    line(name, (variable) => ofVariables({ CORS_ORIGIN: 'https://a.com', [variable]: 'x' })),
  )
  expectGolden(golden('variables'), [...lines, ...names])
})

function ofSource<Made>(make: () => Made, of: (made: Made) => string): string {
  let made: Made
  try {
    made = make()
  } catch {
    return 'not-javascript'
  }
  return of(made)
}

test('RegExps', () => {
  const ofRegExp = (source: string) =>
    ofSource(
      () => new RegExp(source),
      (origin) => said({ origin, credentials: true }),
    )
  expectGolden(
    golden('regexps'),
    REGEXPS.map((text) => line(text, ofRegExp, REGEXP_SIGNS, 4)),
  )
})

test('predicates', () => {
  const ofPredicate = (source: string) =>
    ofSource(
      // Without `use strict`, an edit to `asyn = …` would leave a global for those that come after it.
      () => Function(`"use strict"; return (${source}\n)`)() as unknown,
      (origin) => (typeof origin === 'function' ? said({ origin }) : 'not-a-function'),
    )
  expectGolden(
    golden('predicates'),
    PREDICATES.map((text) => line(text, ofPredicate, SOURCE_SIGNS)),
  )
})

test('ages', () => {
  expectGolden(
    golden('ages'),
    AGES.map((text) => line(text, (maxAge) => said({ origin: 'https://a.com', maxAge }), [...'0159 ,:.mhstpTPday'])),
  )
})
