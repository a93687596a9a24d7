import { expect, test } from 'vitest'
import { CHROMIUM_INITIATORS, initiatorNamed } from './chromium-sentences.ts'

test('each word of Chromium leads back to an initiator of that word, but for one that is several', () => {
  for (const word of Object.values(CHROMIUM_INITIATORS)) {
    const initiator = initiatorNamed(word)
    if (word === 'resource') expect(initiator).toBeNull()
    else expect(initiator === null ? null : CHROMIUM_INITIATORS[initiator]).toBe(word)
  }
  expect(initiatorNamed('script')).toBe('script')
  expect(initiatorNamed('internal resource')).toBeNull()
})
