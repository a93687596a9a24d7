// Builds every package that publishes something: TypeScript to ES modules with declarations, each into its own dist/.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = `${root}node_modules/typescript/bin/tsc`

for (const name of readdirSync(`${root}packages`)) {
  const config = `${root}packages/${name}/tsconfig.build.json`
  if (!existsSync(config)) continue
  rmSync(`${root}packages/${name}/dist`, { recursive: true, force: true })
  const run = spawnSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' })
  if (run.status !== 0) process.exit(run.status ?? 1)
  const after = `${root}packages/${name}/build.mjs`
  if (existsSync(after)) await import(after)
}
