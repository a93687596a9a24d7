import { expect, test } from 'vitest'
import { mayColour } from './terminal.ts'

test('colours on a terminal only', () => {
  expect(mayColour(true, {})).toBe(true)
  expect(mayColour(false, {})).toBe(false)
})

test('never colours when NO_COLOR is set, whatever it says', () => {
  expect(mayColour(true, { NO_COLOR: '1' })).toBe(false)
  expect(mayColour(true, { NO_COLOR: '0' })).toBe(false)
  expect(mayColour(true, { NO_COLOR: '' })).toBe(true)
})

test('does not colour a terminal that says it cannot', () => {
  expect(mayColour(true, { TERM: 'dumb' })).toBe(false)
})
