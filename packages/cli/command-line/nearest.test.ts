import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const OPTIONS = ['origin', 'method', 'header', 'data', 'credentials', 'mode', 'engine', 'json', 'timeout']

test.each([
  ['orgin', 'origin'],
  ['oirgin', 'origin'],
  ['ORIGIN', 'origin'],
  ['headers', 'header'],
  ['jsno', 'json'],
  ['credential', 'credentials'],
  ['modes', 'mode'],
])('takes %s for %s', (word, meant) => {
  expect(nearest(word, OPTIONS)).toBe(meant)
})

test.each(['', 'x', 'proxy', 'verbose', 'o'.repeat(1000)])('makes no guess about %s', (word) => {
  expect(nearest(word, OPTIONS)).toBeNull()
})
