import { expect, test } from 'vitest'
import { shownBy } from './clinic-table.ts'

test('what docs/diagnosis.md says of the two tools is what was recorded of them', () => {
  const devtools = shownBy('chrome-devtools-mcp')
  const playwright = shownBy('playwright-mcp')
  // The words around the counts: neither shows the answer that was refused, one shows preflights.
  expect([devtools.withAnswer, playwright.withAnswer, playwright.withPreflight]).toEqual([0, 0, 0])
  expect(devtools.withPreflight).toBeGreaterThan(20)
  expect(devtools.withNoCors).toBeGreaterThan(devtools.failed / 2)
  expect(playwright.withNoCors).toBe(0)
})
