/** `npm run clinic -- second`. */
import { SECOND_FAULTY, SECOND_HEALTHY } from './clinic.ts'
import { PAGE } from './set-up.ts'
import { MISSING, openSecondWard } from './ward.ts'

export async function openSecond(): Promise<void> {
  const setUps = [...SECOND_FAULTY, ...SECOND_HEALTHY]
  const ward = await openSecondWard(setUps)
  for (const setUp of setUps) {
    const url = ward.urlOf(setUp)
    if (url === null) continue
    const { body, credentials, headers = {}, method, origin = PAGE } = setUp.request
    const options = [
      `--origin ${origin} --permission granted`,
      ...(method === undefined ? [] : [`-X ${method}`]),
      ...Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`),
      ...(body === undefined ? [] : [`--data '${body}'`]),
      ...(credentials === undefined ? [] : [`--credentials ${credentials}`]),
    ]
    console.log(`${setUp.cause ?? 'healthy'}: ${setUp.story}\n  corskit check ${url} ${options.join(' ')}`)
  }
  for (const note of MISSING.values()) console.error(`${note}: its set-ups are left out`)
  console.error('Ctrl-C closes the clinic.')
  process.once('SIGINT', () => void ward.close().then(() => process.exit(0)))
}
