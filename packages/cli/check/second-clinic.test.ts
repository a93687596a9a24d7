/** The second clinic: 20 set-ups that were written, with their causes, before the diagnosis was asked about them. `corskit check` examines each, with its probes. */
import { CAUSE_RULES, type Cause } from '@corskit/diagnose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkArguments } from '../../../examples/clinic/check-arguments.ts'
import { SECOND_FAULTY, SECOND_HEALTHY } from '../../../examples/clinic/second/clinic.ts'
import type { SecondSetUp } from '../../../examples/clinic/second/set-up.ts'
import { MISSING, openSecondWard, type SecondWard } from '../../../examples/clinic/second/ward.ts'
import { expectGolden, WRITES_GOLDEN } from '../../../testing/golden.ts'
import { notInstalled } from '../../../testing/not-installed.ts'
import { check } from './command.ts'

const SET_UPS = [...SECOND_FAULTY, ...SECOND_HEALTHY]
let ward: SecondWard

beforeAll(async () => {
  ward = await openSecondWard(SET_UPS)
})
afterAll(() => ward?.close())

const told = new Map<string, string>()

async function examined(setUp: SecondSetUp, url: string): Promise<readonly Cause[]> {
  const args = [...checkArguments(url, setUp.request), '--json']
  let stdout = ''
  await check(args, { out: (text) => (stdout += text), err: () => {}, colour: false })
  const { causes } = JSON.parse(stdout) as { causes: readonly Cause[] }
  told.set(setUp.name, causes.map(({ id, confidence }) => `${id} (${confidence})`).join(', '))
  return causes
}

describe('each set-up is told its true cause first, and nothing that is wrong is called certain', () => {
  test.each(SET_UPS.map((setUp) => [setUp.name, setUp] as const))('%s', async (_, setUp) => {
    const url = ward.urlOf(setUp)
    if (url === null) return
    const causes = await examined(setUp, url)
    expect(causes[0]?.id ?? null, setUp.story).toBe(setUp.cause)
    for (const { id, confidence } of causes) if (confidence === 'certain') expect(id).toBe(setUp.cause)
  })
})

test('what is told is what docs/diagnosis.md prints', () => {
  if (WRITES_GOLDEN || told.size === SET_UPS.length) {
    const file = new URL('../../../examples/clinic/second/score.txt', import.meta.url)
    expectGolden(
      file,
      SET_UPS.map(({ name }) => `${name}: ${told.get(name) ?? ''}`.trim()),
    )
  }
})

test('the servers of the clinic are installed', ({ skip }) => {
  if (MISSING.size > 0) notInstalled([...MISSING.values()].join('; '), skip)
})

test('the true causes are causes that the diagnosis has', () => {
  const known = new Set(CAUSE_RULES.map(({ id }) => id))
  expect(SECOND_FAULTY.map(({ cause }) => cause ?? '').filter((cause) => !known.has(cause))).toEqual([])
})
