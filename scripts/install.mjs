// Installs the workspace's packages when they are missing or older than the lock file, and does nothing otherwise. Runs
// on the system's Node (20.19 or later) with nothing installed yet, so it is plain JavaScript without imports from npm.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const installed = `${root}node_modules/.package-lock.json`
const wanted = `${root}package-lock.json`

/** Only errors, on standard error: standard output belongs to the caller. */
const npm = (command) =>
  spawnSync('npm', [command, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  }).status ?? 1

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.error('Installing packages (once; a minute or two)…')
  // When a registry lacks the binary of some platform, `npm ci` refuses a lock file that `npm install` accepts.
  const status = npm('ci') === 0 ? 0 : npm('install')
  if (status !== 0) process.exit(status)
}
