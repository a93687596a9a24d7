// `npm run mutate -- [--seed N] [--count N] [--only REGEXP] [--out FILE]`: puts small faults into the library, one at a
// time, and says how many of them the tests find. One process; the same seed draws the same faults. `--part 2/3` tries
// each third of them, from the second on: for several processes. `--again FILE` draws none, and tries those that an
// earlier run's output names. `--minutes N` ends after so long, and keeps the last part of it for the second round:
// each part of what was drawn is as random as the whole. `--from N` skips the first ones of its part: to go on after a
// run that was ended. --list shows how long each test file takes.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '300' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
    minutes: { type: 'string', default: '0' },
    from: { type: 'string', default: '0' },
    part: { type: 'string', default: '1/1' },
    again: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
  },
})
const given = {
  ...values,
  again: values.again && resolve(values.again),
  seed: Number(values.seed),
  count: Number(values.count),
  minutes: Number(values.minutes),
  from: Number(values.from),
}
const { status } = spawnSync('npx', ['--no-install', 'vitest', 'run', '--config', 'scripts/mutate/vitest.config.ts'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, CORSKIT_MUTATE: JSON.stringify(given) },
})
process.exit(status ?? 1)
