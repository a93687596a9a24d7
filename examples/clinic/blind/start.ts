/** `npm run clinic -- NAME`. */
import { checkLine } from '../check-arguments.ts'
import type { BlindClinic } from './clinic.ts'
import { missingFor, openBlindWard } from './ward.ts'

export async function openBlind(clinic: BlindClinic): Promise<void> {
  const ward = await openBlindWard(clinic)
  for (const setUp of [...clinic.faulty, ...clinic.healthy]) {
    const url = ward.urlOf(setUp)
    if (url === null) continue
    console.log(`${setUp.cause ?? 'healthy'}: ${setUp.story}\n  ${checkLine(url, setUp.request)}`)
  }
  for (const note of missingFor(clinic).values()) console.error(`${note}: its set-ups are left out`)
  console.error('Ctrl-C closes the clinic.')
  process.once('SIGINT', () => void ward.close().then(() => process.exit(0)))
}
