/**
 * docs/diagnosis.md's tables of the clinics that were scored blind: the diagnosis before anything was mended for them,
 * and the diagnosis of today.
 */
import type { BlindClinic } from '../examples/clinic/blind/clinic.ts'
import { readScore, type Score, scoreCells, type Told } from './clinic-scores.ts'

/** Written once, by scripts/score-blind-clinic.ts. */
const blind = ({ name }: BlindClinic) => readScore(`${name}/blind-score.txt`)
/** Written by the test that examines the clinic. */
const today = ({ name }: BlindClinic) => readScore(`${name}/score.txt`)

export function blindClinicScore(clinic: BlindClinic): string {
  const row = (when: string, score: Score) => {
    const well = clinic.healthy.filter(({ name }) => score.get(name)?.length === 0)
    return `| ${[when, ...scoreCells(clinic.faulty, score), `${well.length} of ${clinic.healthy.length}`].join(' | ')} |`
  }
  return [
    '| When | True cause first | Among the first three | Called certain, and wrong | Healthy, and told so |',
    '|---|---|---|---|---|',
    row('scored once, before it was looked at', blind(clinic)),
    row('today', today(clinic)),
  ].join('\n')
}

export function blindClinicSetUps(clinic: BlindClinic): string {
  const [then, now] = [blind(clinic), today(clinic)]
  const cell = (causes: readonly Told[] | undefined) =>
    causes === undefined || causes.length === 0
      ? 'no cause'
      : causes.map(({ id, confidence }) => `${id} (${confidence})`).join(', ')
  return [
    '| Set-up | True cause | Told when it was scored once | Told today |',
    '|---|---|---|---|',
    ...[...clinic.faulty, ...clinic.healthy].map(({ name, story, cause }) => {
      const cells = [story, cause ?? 'healthy', cell(then.get(name)), cell(now.get(name))]
      return `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
    }),
  ].join('\n')
}
