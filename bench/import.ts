/**
 * What `import 'corskit/express'` costs a server that starts: the built package, in a new process each time.
 * `npm run build` first.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { median } from './measure.ts'

const dist = fileURLToPath(new URL('../packages/corskit/dist/', import.meta.url))

const CHILD = `
  globalThis.gc()
  const heap = process.memoryUsage().heapUsed
  const start = process.hrtime.bigint()
  await import(process.argv[1])
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
  globalThis.gc()
  console.log(JSON.stringify([milliseconds, (process.memoryUsage().heapUsed - heap) / 1e6]))`

/** Milliseconds and megabytes of heap. */
function importOnce(path: string): [number, number] {
  const args = ['--expose-gc', '--input-type=module', '-e', CHILD, path]
  return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout)
}

const nothing = 'data:text/javascript,export {}'
for (const [name, path] of [
  ['an empty module', nothing],
  ['corskit/express', `${dist}adapters/express/express.js`],
  ['corskit/web', `${dist}adapters/web/web.js`],
  ['corskit', `${dist}policy/index.js`],
] as const) {
  const runs = Array.from({ length: 21 }, () => importOnce(path))
  const milliseconds = median(runs.map(([time]) => time))
  const megabytes = median(runs.map(([, heap]) => heap))
  console.log(`| ${name} | ${milliseconds.toFixed(1)} ms | ${megabytes.toFixed(2)} MB |`)
}

const size = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .map((path) => statSync(dist + path))
  .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)
console.log(`installed: ${(size / 1e6).toFixed(2)} MB`)
