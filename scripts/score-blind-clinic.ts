/**
 * Asks `corskit check` once about every set-up of a clinic that was written and committed before. The answers are kept
 * in `blind-score.txt`.
 *
 *     node --conditions=corskit-source scripts/score-blind-clinic.ts third
 */
import { existsSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { blindClinic } from '../examples/clinic/blind/all.ts'
import { missingFor, openBlindWard } from '../examples/clinic/blind/ward.ts'
import { scoreLine, toldOf } from '../packages/cli/testing/told-of.ts'

const clinic = blindClinic(argv[2] ?? '')
const file = new URL(`../examples/clinic/${clinic.name}/blind-score.txt`, import.meta.url)
if (existsSync(file)) throw new Error(`the clinic ${clinic.name} has been scored: that score is not to be renewed`)
const missing = missingFor(clinic)
if (missing.size > 0) throw new Error([...missing.values()].join('; '))
const ward = await openBlindWard(clinic)
try {
  const lines: string[] = []
  for (const setUp of [...clinic.faulty, ...clinic.healthy]) {
    const line = scoreLine(setUp, await toldOf(setUp, ward.urlOf(setUp) ?? ''))
    const isRight = line.startsWith(setUp.cause === null ? `${setUp.name}:` : `${setUp.name}: ${setUp.cause} `)
    console.log(`${isRight ? 'right' : 'WRONG'}  ${line}${isRight ? '' : `  (true: ${setUp.cause ?? 'healthy'})`}`)
    lines.push(line)
  }
  writeFileSync(file, `${lines.join('\n')}\n`)
} finally {
  await ward.close()
}
