/** A differing case for people: as small as it gets, ready to be committed, with what the two sides say. */

import { compare } from './compare/compare.ts'
import type { EngineDriver } from './engines/driver.ts'
import { type Differing, differs } from './judge.ts'
import { shrink } from './model/shrink.ts'

export async function showDiffering({ scenario }: Differing, driver: EngineDriver): Promise<string> {
  const small = await shrink(scenario, (candidate) => differs(candidate, driver))
  const [recording] = await driver.run([{ ...small, name: `${scenario.name}-small` }])
  const lines = [JSON.stringify(small)]
  for (const { what, model, engine } of recording === undefined ? [] : (await compare(small, recording)).differences) {
    lines.push(`  ${what}`, `    model  ${JSON.stringify(model)}`, `    engine ${JSON.stringify(engine)}`)
  }
  return lines.join('\n')
}
