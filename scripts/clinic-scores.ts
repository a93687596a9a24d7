/**
 * The diagnosis of a clinic's set-ups, as a file beside the clinic: one line `NAME: CAUSE (CONFIDENCE), …` for each.
 */
import { readFileSync } from 'node:fs'

export interface Told {
  readonly id: string
  readonly confidence: string
}

export type Score = ReadonlyMap<string, readonly Told[]>

export interface Patient {
  readonly name: string
  /** `null` for a healthy set-up. */
  readonly cause: string | null
}

/** @param file below examples/clinic */
export function readScore(file: string): Score {
  const text = readFileSync(new URL(`../examples/clinic/${file}`, import.meta.url), 'utf8')
  return new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [name = '', causes = ''] = line.split(':')
        const told = Array.from(causes.matchAll(/([\w-]+) \((\w+)\)/g), ([, id = '', confidence = '']) => ({
          id,
          confidence,
        }))
        return [name, told]
      }),
  )
}

/** Three cells: the true cause first, among the first three, called certain and wrong. */
export function scoreCells(faulty: readonly Patient[], score: Score): [string, string, string] {
  const told = ({ name }: Patient) => score.get(name) ?? []
  const count = (fits: (patient: Patient) => boolean) => `${faulty.filter(fits).length} of ${faulty.length}`
  const wrong = faulty.filter((patient) =>
    told(patient).some(({ confidence, id }) => confidence === 'certain' && id !== patient.cause),
  )
  return [
    count((patient) => told(patient)[0]?.id === patient.cause),
    count((patient) =>
      told(patient)
        .slice(0, 3)
        .some(({ id }) => id === patient.cause),
    ),
    String(wrong.length),
  ]
}
