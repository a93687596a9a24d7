/**
 * The clinics that were written, with their causes, before the diagnosis was asked about them. `corskit check` examines
 * each set-up, with its probes.
 */
import { CAUSE_RULES } from '@corskit/diagnose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BLIND_CLINICS } from '../../../examples/clinic/blind/all.ts'
import { type BlindWard, missingFor, openBlindWard } from '../../../examples/clinic/blind/ward.ts'
import { expectGolden, WRITES_GOLDEN } from '../../../testing/golden.ts'
import { notInstalled } from '../../../testing/not-installed.ts'
import { scoreLine, toldOf } from '../testing/told-of.ts'

describe.each(BLIND_CLINICS.map((clinic) => [clinic.name, clinic] as const))('the %s clinic', (name, clinic) => {
  const setUps = [...clinic.faulty, ...clinic.healthy]
  const stillWrong = new Set(clinic.stillWrong)
  const lines = new Map<string, string>()
  let ward: BlindWard

  beforeAll(async () => {
    ward = await openBlindWard(clinic)
  })
  afterAll(() => ward?.close())

  test.each(setUps.map((setUp) => [setUp.name, setUp] as const))(
    '%s: the true cause is told first, and nothing that is wrong is called certain',
    async (_, setUp) => {
      const url = ward.urlOf(setUp)
      if (url === null) return
      const causes = await toldOf(setUp, url)
      lines.set(setUp.name, scoreLine(setUp, causes))
      const isRight =
        (causes[0]?.id ?? null) === setUp.cause &&
        causes.every(({ id, confidence }) => confidence !== 'certain' || id === setUp.cause)
      expect(isRight, `${setUp.story} ${lines.get(setUp.name)}`).toBe(!stillWrong.has(setUp.name))
    },
  )

  test('what is told is what docs/diagnosis.md prints', () => {
    if (!WRITES_GOLDEN && lines.size < setUps.length) return
    const file = new URL(`../../../examples/clinic/${name}/score.txt`, import.meta.url)
    expectGolden(
      file,
      setUps.map((setUp) => lines.get(setUp.name) ?? `${setUp.name}:`),
    )
  })

  test('the servers of the clinic are installed', ({ skip }) => {
    const missing = missingFor(clinic)
    if (missing.size > 0) notInstalled([...missing.values()].join('; '), skip)
  })

  test('names are of one set-up each, and the true causes are causes that the diagnosis has', () => {
    const known = new Set(CAUSE_RULES.map(({ id }) => id))
    expect(new Set(setUps.map(({ name }) => name)).size).toBe(setUps.length)
    expect(clinic.faulty.filter(({ cause }) => cause === null || !known.has(cause))).toEqual([])
  })
})
