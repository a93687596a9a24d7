/** docs/diagnosis.md's tables of the second clinic: what was told before the causes knew of it, and what is told today. */
import { readFileSync } from 'node:fs'
import { SECOND_FAULTY, SECOND_HEALTHY } from '../examples/clinic/second/clinic.ts'
import type { SecondSetUp } from '../examples/clinic/second/set-up.ts'

interface Told {
  readonly id: string
  readonly confidence: string
}

/** Written once, when the second clinic was scored first. */
const BLIND = read('blind-score.txt')
/** Written by the test that examines the clinic. */
const TODAY = read('score.txt')

function read(file: string): ReadonlyMap<string, readonly Told[]> {
  const text = readFileSync(new URL(`../examples/clinic/second/${file}`, import.meta.url), 'utf8')
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

export function secondClinicScore(): string {
  const row = (when: string, score: ReadonlyMap<string, readonly Told[]>) => {
    const told = (setUp: SecondSetUp) => score.get(setUp.name) ?? []
    const count = (fits: (setUp: SecondSetUp) => boolean) =>
      `${SECOND_FAULTY.filter(fits).length} of ${SECOND_FAULTY.length}`
    const wrong = SECOND_FAULTY.filter((setUp) =>
      told(setUp).some(({ confidence, id }) => confidence === 'certain' && id !== setUp.cause),
    )
    const well = SECOND_HEALTHY.filter((setUp) => told(setUp).length === 0)
    const cells = [
      when,
      count((setUp) => told(setUp)[0]?.id === setUp.cause),
      count((setUp) =>
        told(setUp)
          .slice(0, 3)
          .some(({ id }) => id === setUp.cause),
      ),
      wrong.length,
      `${well.length} of ${SECOND_HEALTHY.length}`,
    ]
    return `| ${cells.join(' | ')} |`
  }
  return [
    '| When | True cause first | Among the first three | Called certain, and wrong | Healthy, and told so |',
    '|---|---|---|---|---|',
    row('scored once, before it was looked at', BLIND),
    row('today', TODAY),
  ].join('\n')
}

export function secondClinicSetUps(): string {
  const cell = (causes: readonly Told[] | undefined) =>
    causes === undefined || causes.length === 0
      ? 'no cause'
      : causes.map(({ id, confidence }) => `${id} (${confidence})`).join(', ')
  return [
    '| Set-up | True cause | Told when it was scored once | Told today |',
    '|---|---|---|---|',
    ...[...SECOND_FAULTY, ...SECOND_HEALTHY].map((setUp) => {
      const { name, story, cause } = setUp
      const cells = [story, cause ?? 'healthy', cell(BLIND.get(name)), cell(TODAY.get(name))]
      return `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
    }),
  ].join('\n')
}
