/** What the reference round found: the table in docs/targets.md is made of it. `CORSKIT_RECORD=1` writes it anew. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const FILE = new URL('./reference.json', import.meta.url)

/**
 * By target and policy: how many probes were answered as the policy says, or which elements the target cannot express.
 */
export type Round = Record<string, Record<string, number | string>>

export function recordedRound(): Round {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Round) : {}
}

/** @returns what is on record, after it was written where that is asked for */
export function recorded(target: string, policy: string, result: number | string): number | string | undefined {
  const round = recordedRound()
  if (process.env['CORSKIT_RECORD'] === '1') {
    round[target] = { ...round[target], [policy]: result }
    writeFileSync(FILE, `${JSON.stringify(round, null, 2)}\n`)
  }
  return round[target]?.[policy]
}
