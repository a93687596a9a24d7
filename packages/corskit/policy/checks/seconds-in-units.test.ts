import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { secondsMeant } from './seconds-meant.ts'

const UNITS: Readonly<Record<string, readonly string[]>> = {
  1: ['s', 'sec', 'secs', 'second', 'seconds'],
  60: ['m', 'min', 'mins', 'minute', 'minutes'],
  3600: ['h', 'hr', 'hrs', 'hour', 'hours'],
  86400: ['d', 'day', 'days'],
  604800: ['w', 'week', 'weeks'],
  2592000: ['month', 'months'],
  31536000: ['y', 'yr', 'yrs', 'year', 'years'],
}
const NAMES = Object.entries(UNITS).flatMap(([seconds, names]) => names.map((name) => [name, Number(seconds)] as const))
const MILLISECONDS = ['ms', 'msec', 'msecs', 'millis', 'millisecond', 'milliseconds']

test.each(NAMES)('a %s has %i seconds', (name, seconds) => {
  const texts = [
    `1${name}`,
    `1 ${name}`,
    `1\t${name}`,
    `1 ${name.toUpperCase()}`,
    ` 1 ${name} `,
    `1 ${name};`,
    `1${name},,`,
  ]
  for (const text of texts) expect([text, secondsMeant(text)]).toEqual([text, seconds])
  expect(secondsMeant(`12 ${name}`)).toBe(12 * seconds)
  expect(secondsMeant(`2.5 ${name}`)).toBe(Math.round(2.5 * seconds))
})

test.each(MILLISECONDS)('a %s is the thousandth part of a second', (name) => {
  expect(secondsMeant(`600000 ${name}`)).toBe(600)
  expect(secondsMeant(`1 ${name}`)).toBe(0)
})

test.each([
  ...NAMES.flatMap(([name]) => [
    `1 x${name}`,
    `1 ${name}x`,
    `1 ${name} 2`,
    `1-${name}`,
    `1 ${name}.`,
    `.${name}`,
    name,
    `-1 ${name}`,
    `1. ${name}`,
  ]),
  ...['1 secondss', '1 sx', '1 dayss', '1 hhr', '1 mn', '1 ye', '1 weekss', '1 monthss', '1 mi', '1 mill', '1 milli'],
])('%s is not clear', (text) => {
  expect(secondsMeant(text)).toBeNull()
})

const part = fc.record({
  number: fc.nat(999),
  unit: fc.constantFrom(...NAMES),
  before: fc.constantFrom('', ' ', '  '),
  after: fc.constantFrom(' ', ', ', ' and ', ' , '),
})

test('several parts are added up', () => {
  const property = fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
    const text = parts.map(({ number, unit, before, after }) => `${number}${before}${unit[0]}${after}`).join('')
    const bare = text.replace(/(?:,| |and)+$/, '')
    if (bare.length > 100) return
    expect([bare, secondsMeant(bare)]).toEqual([
      bare,
      parts.reduce((sum, { number, unit }) => sum + number * unit[1], 0),
    ])
  })
  fc.assert(property, RUNS)
})

test('a clock has hours, minutes below 60 and seconds below 60', () => {
  const two = fc.nat(99).map((number) => String(number).padStart(2, '0'))
  const property = fc.property(fc.nat(9999).map(String), two, two, (hours, minutes, seconds) => {
    const isClock = hours.length <= 3 && Number(minutes) < 60 && Number(seconds) < 60
    const expected = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    expect(secondsMeant(`${hours}:${minutes}:${seconds}`)).toBe(isClock ? expected : null)
  })
  fc.assert(property, RUNS)
})

test.each([
  '1:00',
  '1:0:0',
  '1:00:0',
  ':00:00',
  '1:00:00:00',
  'x1:00:00',
  '1:00:00x',
  '-1:00:00',
  '1:60:00',
  '1:00:60',
])('%s is not a clock', (text) => expect(secondsMeant(text)).toBeNull())

test('digits in groups of three are one number', () => {
  const signs = fc.constantFrom(' ', ',', "'", '\u00a0', '\u2019')
  const groups = fc.array(fc.nat(999), { minLength: 1, maxLength: 3 })
  const property = fc.property(fc.nat(999), groups, signs, (first, rest, sign) => {
    const digits = rest.map((number) => String(number).padStart(3, '0'))
    expect(secondsMeant([first, ...digits].join(sign))).toBe(Number([first, ...digits].join('')))
    expect(secondsMeant([first, ...digits].join('_'))).toBe(Number([first, ...digits].join('')))
  })
  fc.assert(property, RUNS)
})

test.each(['1,00', '1,0000', '1000,000', ',000', '1,,000', '1_', '_1', '1__0', "1'00", '1 00', '1.000.000', '1;000'])(
  '%s is not a number in groups',
  (text) => expect(secondsMeant(text)).toBeNull(),
)

test.each<[string, number | null]>([
  ['PT1S', 1],
  ['PT1M', 60],
  ['PT1H', 3600],
  ['P1D', 86_400],
  ['P1W', 604_800],
  ['P1Y', 31_536_000],
  ['P1DT1M', 86_460],
  ['P1Y2DT3H4M5S', 31_536_000 + 2 * 86_400 + 3 * 3600 + 4 * 60 + 5],
  ['P1M', null],
  ['P1Y1M', null],
  ['P1M1D', null],
  ['P', null],
  ['PT', null],
  ['PT1', null],
  ['P1', null],
  ['T1H', 3600],
  ['xP1D', null],
  ['PP1D', null],
  ['1Hp1S', null],
  ['1DP1H', null],
])('%s in ISO 8601 is %j', (text, seconds) => expect(secondsMeant(text)).toBe(seconds))

test('a text of 100 characters is read, and one of 101 is not', () => {
  expect(secondsMeant('7200'.padStart(100, '0'))).toBe(7200)
  expect(secondsMeant('7200'.padStart(101, '0'))).toBeNull()
  expect(secondsMeant('7200'.padStart(100))).toBe(7200)
  expect(secondsMeant('7200'.padStart(101))).toBeNull()
})

test('a number is rounded, and never negative', () => {
  const property = fc.property(fc.double({ noNaN: true }), (number) => {
    const seconds = secondsMeant(number)
    expect(seconds).toBe(secondsMeant([number]))
    if (number < 0) expect(seconds).toBe(0)
    else if (Number.isFinite(number)) expect(Math.abs((seconds as number) - number)).toBeLessThanOrEqual(0.5)
    else expect(seconds).toBe(Number.POSITIVE_INFINITY)
  })
  fc.assert(property, RUNS)
  expect(secondsMeant(-5n)).toBe(0)
})

test('of lists, one with a single number or text is read', () => {
  expect([[['1h']], [[1n]], [[true]], [['1', '2']], [[[1]]]].map(([list]) => secondsMeant(list))).toEqual([
    3600,
    null,
    null,
    null,
    null,
  ])
  expect(secondsMeant({ length: 1, 0: '1h' })).toBeNull()
  const { proxy, revoke } = Proxy.revocable([], {})
  revoke()
  expect(secondsMeant(proxy)).toBeNull()
})
