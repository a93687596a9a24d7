// npm run bench [-- NAME…]: every benchmark in this folder, or the named ones, each in a process of its own.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const notBenchmarks = new Set(['run.ts', 'measure.ts', 'server-scenarios.ts'])
const all = readdirSync(here).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !notBenchmarks.has(file),
)
const asked = process.argv.slice(2).map((name) => `${name}.ts`)
const unknown = asked.find((file) => !all.includes(file))
if (unknown !== undefined) {
  console.error(
    `there is no benchmark ${unknown.slice(0, -3)}; there are ${all.map((file) => file.slice(0, -3)).join(', ')}`,
  )
  process.exit(2)
}
for (const file of asked.length > 0 ? asked : all) {
  console.log(`\n== ${file.slice(0, -3)}`)
  const args = ['--conditions=corskit-source', '--expose-gc', `${here}${file}`]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
