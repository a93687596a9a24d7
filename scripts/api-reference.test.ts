import { expect, test } from 'vitest'
import { undocumented } from './api-reference.ts'

test('every name that a package exports says what it is', () => {
  expect(undocumented()).toEqual([])
})
