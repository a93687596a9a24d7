/** `npm run clinic` (`-- second` for the second one): opens every set-up, prints where it is, and closes all with Ctrl-C. */
import { FAULTY, HEALTHY } from './clinic.ts'
import { PAGE } from './set-up.ts'
import { NGINX_MISSING, openWard } from './ward.ts'

if (process.argv.includes('second')) {
  const { openSecond } = await import('./second/start.ts')
  await openSecond()
} else await openFirst()

async function openFirst() {
  const setUps = [...FAULTY, ...HEALTHY].filter(({ nginx }) => nginx === undefined || NGINX_MISSING === null)
  const ward = await openWard(setUps)
  for (const setUp of setUps) {
    const { method, headers, credentials, mode, origin } = setUp.request
    const options = [
      `--origin ${origin ?? PAGE}`,
      ...(method === undefined ? [] : [`-X ${method}`]),
      ...Object.entries((headers ?? {}) as Record<string, string>).map(([name, value]) => `-H '${name}: ${value}'`),
      ...(credentials === undefined ? [] : [`--credentials ${credentials}`]),
      ...(mode === undefined ? [] : [`--mode ${mode}`]),
    ]
    console.log(
      `${setUp.cause ?? 'healthy'}: ${setUp.story}\n  corskit check ${ward.urlOf(setUp)} ${options.join(' ')}`,
    )
  }
  if (NGINX_MISSING !== null) console.error(`${NGINX_MISSING}: the set-ups behind it are left out`)
  console.error('Ctrl-C closes the clinic.')
  process.once('SIGINT', () => void ward.close().then(() => process.exit(0)))
}
