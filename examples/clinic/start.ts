/**
 * `npm run clinic` (`-- second` for the second one, and so on): starts every set-up, prints its address, and closes all
 * with Ctrl-C.
 */
import { checkLine } from './check-arguments.ts'
import { FAULTY, HEALTHY } from './clinic.ts'
import { NGINX_MISSING, openWard } from './ward.ts'

const [, , name] = process.argv
if (name === undefined) await openFirst()
else {
  const { blindClinic } = await import('./blind/all.ts')
  const { openBlind } = await import('./blind/start.ts')
  await openBlind(blindClinic(name))
}

async function openFirst() {
  const setUps = [...FAULTY, ...HEALTHY].filter(({ nginx }) => nginx === undefined || NGINX_MISSING === null)
  const ward = await openWard(setUps)
  for (const setUp of setUps) {
    console.log(`${setUp.cause ?? 'healthy'}: ${setUp.story}\n  ${checkLine(ward.urlOf(setUp), setUp.request)}`)
  }
  if (NGINX_MISSING !== null) console.error(`${NGINX_MISSING}: the set-ups behind it are left out`)
  console.error('Ctrl-C closes the clinic.')
  process.once('SIGINT', () => void ward.close().then(() => process.exit(0)))
}
