/** docs/diagnosis.md's tables of the second clinic: what was told before the causes knew of it, and what is told today. */
import { SECOND_FAULTY, SECOND_HEALTHY } from '../examples/clinic/second/clinic.ts'
import { readScore, type Score, scoreCells, type Told } from './clinic-scores.ts'

/** Written once, when the second clinic was scored first. */
const BLIND = readScore('second/blind-score.txt')
/** Written by the test that examines the clinic. */
const TODAY = readScore('second/score.txt')

export function secondClinicScore(): string {
  const row = (when: string, score: Score) => {
    const well = SECOND_HEALTHY.filter(({ name }) => score.get(name)?.length === 0)
    return `| ${[when, ...scoreCells(SECOND_FAULTY, score), `${well.length} of ${SECOND_HEALTHY.length}`].join(' | ')} |`
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
