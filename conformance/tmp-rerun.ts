import { readFileSync, writeFileSync } from 'node:fs'
import { openEngine } from './engines/open.ts'
import { judge } from './judge.ts'

for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
  const fails = JSON.parse(readFileSync(`/tmp/fail-${engine}.json`, 'utf8'))
  const d = await openEngine(engine)
  const j = await judge(
    d,
    fails.map((f: any) => f.scenario),
  )
  console.log(engine, j.cases, 'agreed', j.agreed, JSON.stringify([...j.explained]), 'left', j.differing.length)
  writeFileSync(
    `/tmp/fail-${engine}.json`,
    JSON.stringify(
      j.differing.map((x) => ({ ...x, engine })),
      null,
      1,
    ),
  )
  await d.close()
}
