import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../../testing/golden.ts'
import { RULES } from '../../words/rules.ts'
import * as chromium from './chromium.ts'
import * as firefox from './firefox.ts'
import { FIREFOX_LOCALES } from './firefox-locales.ts'
import type { KnownSentence } from './known-sentence.ts'
import * as environments from './test-environments.ts'
import * as webkit from './webkit.ts'

const line = ({ engine, letters, gaps, codes, betweenWords }: KnownSentence) =>
  `${engine} ${brief(letters)} ${gaps.join(' ')} ${brief(betweenWords)} ${codes.join(' ')}`

test('the sentences that are known, and what each says', () => {
  const tables = Object.entries({ ...chromium, ...firefox, ...webkit, ...environments })
  const lines = tables.flatMap(([name, table]) => {
    if (typeof table === 'function') return []
    return [name, ...[table].flat().map((entry) => `  ${typeof entry === 'string' ? entry : line(entry)}`)]
  })
  expectGolden(new URL('sentences.golden.txt', import.meta.url), lines)
})

test('where the standard has each rule', () => {
  expectGolden(
    new URL('rules.golden.txt', import.meta.url),
    Object.entries(RULES).map(([name, rule]) => `${name} ${brief(rule)}`),
  )
})

/**
 * Too many to be read one by one: after `node scripts/firefox-locales.mjs` the failing test says what to write here.
 */
test("Firefox's sentences in other languages are those of its language packs", () => {
  const hash = (data: unknown) => createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16)
  expect(Object.keys(FIREFOX_LOCALES).length).toBe(88)
  expect(hash(FIREFOX_LOCALES)).toBe('9b21e70941489914')
  expect(hash(firefox.translatedSentences())).toBe('054b944f8d839759')
})
