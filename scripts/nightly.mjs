// `npm run nightly`: every property a hundred thousand times over. Minutes to hours, by the machine; more arguments go
// to vitest.
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const RUNS = 100_000
/**
 * Files whose runs keep too much memory for one process (Fastify keeps 150 KB for each app), and the number of
 * processes for each.
 */
const ROUNDS = new Map([['packages/corskit/adapters/fastify/fastify-routes.test.ts', 25]])

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('packages/**/*.test.ts', { cwd: root, exclude: ['**/node_modules', '**/dist'] })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').includes('testing/property-runs.ts'))

function run(files, runs) {
  const { status } = spawnSync('npx', ['--no-install', 'vitest', 'run', ...files, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CORSKIT_NIGHTLY: '1', CORSKIT_NIGHTLY_RUNS: String(runs) },
  })
  return status ?? 1
}

let failed = run(
  files.filter((file) => !ROUNDS.has(file)),
  RUNS,
)
for (const [file, rounds] of ROUNDS) {
  for (let round = 0; round < rounds; round++) failed ||= run([file], RUNS / rounds)
}
process.exit(failed)
