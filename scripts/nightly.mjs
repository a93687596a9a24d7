// `npm run nightly`: every property a hundred thousand times over. Minutes to hours, by the machine; more arguments go
// to vitest.
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('packages/**/*.test.ts', { cwd: root, exclude: ['**/node_modules', '**/dist'] })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').includes('testing/property-runs.ts'))

const { status } = spawnSync('npx', ['--no-install', 'vitest', 'run', ...files, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, CORSKIT_NIGHTLY: '1' },
})
process.exit(status ?? 1)
