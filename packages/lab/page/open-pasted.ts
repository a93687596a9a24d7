/** Opens the workbench on what was pasted; several failures are offered one by one. */
import { approve } from './approved.ts'
import type { Bench } from './bench/bench.ts'
import { toBenchHash } from './bench/bench-fragment.ts'
import { readPasted } from './paste.ts'
import type { Surroundings } from './surroundings.ts'
import { PASTED } from './words/start.ts'

export interface Choice {
  readonly title: string
  readonly href: string
}

/** @returns the line that says why not, or the failures to choose from */
export async function pasteAndOpen(text: string, surroundings: Surroundings): Promise<string | readonly Choice[]> {
  const pasted = await readPasted(text, surroundings)
  if ('mistake' in pasted) return pasted.mistake
  const choices = pasted.benches.map((bench) => {
    approve(bench.request)
    const { method, url } = bench.request
    return { title: PASTED.choice(method, url, answersOf(bench)), href: toBenchHash(bench, surroundings.pageOrigin) }
  })
  if (choices.length > 1) return choices
  location.hash = choices[0]?.href ?? ''
  return []
}

/** The statuses, which distinguish failures of one URL. */
function answersOf({ server, recorded = [], lacks, said }: Bench): string {
  if (server.by !== 'raw' || recorded.length === 0)
    return lacks !== undefined ? PASTED.noAnswer : said === '' ? '' : PASTED.line
  return recorded.map((one) => PASTED.answered(one, server[one].status)).join(', ')
}
