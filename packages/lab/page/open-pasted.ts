/** Opens the workbench on what was pasted; several failures are offered one by one. */
import { approve } from './approved.ts'
import { toBenchHash } from './bench/bench-fragment.ts'
import { readPasted } from './paste.ts'
import type { Surroundings } from './surroundings.ts'

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
    return { title: `${method} ${url}`, href: toBenchHash(bench, surroundings.pageOrigin) }
  })
  if (choices.length > 1) return choices
  location.hash = choices[0]?.href ?? ''
  return []
}

/** What was dropped in another room, for the start to read. */
let handed = ''

export function handOver(text: string): void {
  handed = text
}

export function takeHanded(): string {
  const text = handed
  handed = ''
  return text
}
