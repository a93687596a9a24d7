/** `npm run clinic -- second`. */
import { checkLine } from '../check-arguments.ts'
import { SECOND_FAULTY, SECOND_HEALTHY } from './clinic.ts'
import { MISSING, openSecondWard } from './ward.ts'

export async function openSecond(): Promise<void> {
  const setUps = [...SECOND_FAULTY, ...SECOND_HEALTHY]
  const ward = await openSecondWard(setUps)
  for (const setUp of setUps) {
    const url = ward.urlOf(setUp)
    if (url === null) continue
    console.log(`${setUp.cause ?? 'healthy'}: ${setUp.story}\n  ${checkLine(url, setUp.request)}`)
  }
  for (const note of MISSING.values()) console.error(`${note}: its set-ups are left out`)
  console.error('Ctrl-C closes the clinic.')
  process.once('SIGINT', () => void ward.close().then(() => process.exit(0)))
}
