/**
 * Servers that refuse a page, a method or a header in the ways that frameworks have: what is refused is told, whatever
 * the status.
 */
import { expect, test } from 'vitest'
import { MOST_PROBES } from './investigate.ts'
import { diagnoseInMemory } from './testing/ask-in-memory.ts'
import { PAGE, requestOf, STYLES, serverOf, WRONGS } from './testing/refusing-servers.ts'

const LOOKS_ALIKE = ['no-cors-headers', 'options-not-handled', 'auth-before-preflight']

test.each(WRONGS)('$what of $method $headers, from $page: told in every style', async (wrong) => {
  for (const style of STYLES) {
    const { causes, probes, verdict } = await diagnoseInMemory(requestOf(wrong), serverOf(style))
    expect(verdict).toBe('blocked')
    expect(probes.length).toBeLessThanOrEqual(MOST_PROBES)
    const told = causes.map(({ confidence, id }) => `${id} (${confidence})`)
    // A server that says nothing at all to strangers looks like one without CORS, or with a guard in front.
    const isSilent = (wrong.page ?? PAGE) !== PAGE && !style.lists && !style.varies
    const accepted = isSilent ? [...wrong.causes, ...LOOKS_ALIKE] : wrong.causes
    expect(accepted, `${JSON.stringify(style)}: ${told.join(', ')}`).toContain(causes[0]?.id)
    for (const { confidence, id } of causes) if (confidence === 'certain') expect(wrong.causes).toContain(id)
  }
})
