// `corskit check` as a whole process, with all its probes, on each ill set-up of the clinic. npm run bench
// -- check-clinic
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { checkArguments } from '../examples/clinic/check-arguments.ts'
import { FAULTY } from '../examples/clinic/clinic.ts'
import { NGINX_MISSING, openWard } from '../examples/clinic/ward.ts'
import { machine, median } from './measure.ts'

const ROUNDS = 5
/** nginx gives up after a second there, so this would measure nginx. */
const WAITS: ReadonlySet<string> = new Set(['too slow'])

const corskit = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))
const setUps = FAULTY.filter(({ nginx }) => nginx === undefined || NGINX_MISSING === null)
const ward = await openWard(setUps)

async function milliseconds(args: readonly string[]): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore'] })
  await once(child, 'exit')
  return performance.now() - start
}

const taken = new Map<string, number[]>(setUps.map(({ name }) => [name, []]))
const nothing: number[] = []
for (let round = 0; round <= ROUNDS; round++) {
  for (const setUp of setUps) {
    const time = await milliseconds([corskit, 'check', ...checkArguments(ward.urlOf(setUp), setUp.request)])
    // The first round warms the caches of the disk.
    if (round > 0) taken.get(setUp.name)?.push(time)
  }
  if (round > 0) nothing.push(await milliseconds(['-e', '0']))
}
await ward.close()

const shown = (time: number) => `${time.toFixed(0).padStart(6)} ms`
const row = (name: string, times: readonly number[]) =>
  console.log(`${name.padEnd(34)} ${shown(median(times))} ${shown(Math.min(...times))} ${shown(Math.max(...times))}`)
const counted = [...taken].filter(([name]) => !WAITS.has(name)).sort(([, a], [, b]) => median(b) - median(a))
console.log(`${machine()}\n${''.padEnd(34)}    median     least      most`)
row('node -e 0', nothing)
row(
  `all ${counted.length} set-ups`,
  counted.flatMap(([, times]) => times),
)
for (const [name, times] of counted.slice(0, 5)) row(`  ${name}`, times)
for (const [name, times] of taken) if (WAITS.has(name)) row(`apart: ${name}`, times)
