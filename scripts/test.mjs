// `npm test`: install, build, check types and style, run every test. The last line is `N passed, N failed, N skipped`.
// Node's own version does not matter here: vitest runs on the Node that the workspace installs (see package.json).
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const steps = [
  ['node', ['scripts/install.mjs']],
  ['npm', ['run', '--silent', 'build']],
  ['npm', ['run', '--silent', 'check']],
]
const run = (command, args) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1

for (const [command, args] of steps) {
  const status = run(command, args)
  if (status !== 0) {
    console.error(`\`${command} ${args.join(' ')}\` failed: the tests did not run`)
    process.exit(status)
  }
}
process.exit(run('npx', ['--no-install', 'vitest', 'run', ...process.argv.slice(2)]))
