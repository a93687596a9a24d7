import { expect, test } from 'vitest'
import type { GapName } from './gap.ts'
import { lettersOf } from './letters.ts'
import { placedMessage } from './placed-message.ts'
import type { ReadMessage } from './read-message.ts'
import type { MessageSource } from './recognised-message.ts'

const SOURCE = 'before Sentence. after'
const LETTERS = lettersOf(SOURCE)

function told(gaps: Partial<Record<GapName, string>>, engine: MessageSource = 'chromium'): object {
  const read: ReadMessage = { engine, codes: ['NetworkError'], gaps, end: 'beforesentence'.length }
  const { engine: by, code, codes, start, end, ...known } = placedMessage(read, LETTERS, 'before'.length)
  expect([by, code, codes]).toEqual([engine, 'NetworkError', ['NetworkError']])
  expect(SOURCE.slice(start, end)).toBe('Sentence.')
  return known
}

test.each([
  ['404', 404],
  ['000', 0],
  ['1404', undefined],
  ['4041', undefined],
  ['40', undefined],
  ['x404', undefined],
  ['404x', undefined],
  ['null', undefined],
  ['', undefined],
])('the status %j is %s', (status, number) => {
  expect(told({ status })).toEqual(number === undefined ? {} : { status: number })
})

test.each([
  ['fetch API', 'fetch'],
  ['Fetch API', 'fetch'],
  ['Fetch API x', 'Fetch API x'],
  ['x Fetch API', 'x Fetch API'],
  ['fetch', 'fetch'],
  ['XMLHttpRequest', 'XMLHttpRequest'],
])('%j is told as %s', (initiator, name) => {
  expect(told({ initiator })).toEqual({ initiator: name })
})

const PAGE = 'https://app.example.com'
test.each<[origin: string, inFirefox: string | undefined, elsewhere: string | undefined]>([
  [PAGE, PAGE, PAGE],
  [`${PAGE}/`, PAGE, `${PAGE}/`],
  [`${PAGE}/deep`, PAGE, undefined],
  [`${PAGE}?q`, PAGE, undefined],
  ['capacitor://localhost', 'null', 'capacitor://localhost'],
  ['null', 'null', 'null'],
  ['data:,x', 'null', undefined],
  ['nothing', undefined, undefined],
  ['', undefined, undefined],
  ...[...'"\'`<>\\^|'].map((sign): [string, string, undefined] => [`${PAGE}/${sign}`, PAGE, undefined]),
])('the origin %j is %s in Firefox, and %s elsewhere', (origin, inFirefox, elsewhere) => {
  expect(told({ origin }, 'firefox')).toEqual(inFirefox === undefined ? {} : { origin: inFirefox })
  for (const engine of ['chromium', 'webkit', 'jsdom', 'happy-dom'] as const)
    expect(told({ origin }, engine)).toEqual(elsewhere === undefined ? {} : { origin: elsewhere })
})

test('what is not an address is not told as one', () => {
  for (const name of ['url', 'firstUrl'] as const) {
    for (const text of [`${PAGE}/a`, `${PAGE}/"`, 'data:,x']) expect(told({ [name]: text })).toEqual({ [name]: text })
    for (const text of ['', 'a', '/a', 'null', 'https://']) expect(told({ [name]: text })).toEqual({})
  }
})

test('other gaps are told as they are, but the rest', () => {
  const gaps = { header: 'x-a', method: 'PUT', value: '*', addressSpace: 'local' }
  expect(told({ ...gaps, rest: 'x' })).toEqual(gaps)
})

test('without a code, the reason is not known', () => {
  const read: ReadMessage = { engine: 'webkit', codes: [], gaps: {}, end: 6 }
  expect(placedMessage(read, LETTERS, 0)).toEqual({ engine: 'webkit', code: null, codes: [], start: 0, end: 6 })
})

test.each(['', ...'\'"`’”»)].。', "').", '.)', '..'])('the signs %j close a sentence', (signs) => {
  const read: ReadMessage = { engine: 'webkit', codes: [], gaps: {}, end: 1 }
  for (const behind of ['', ' ', ' b', 'b', '‘', '(', '>', '\n.', ' .', ',.']) {
    expect(placedMessage(read, lettersOf(`a${signs}${behind}`), 0).end).toBe(1 + signs.length)
  }
})
