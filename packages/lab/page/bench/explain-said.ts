/** The causes behind a console line, where nothing else is known. */
import type { LabCause } from '../../lab.ts'

export interface SaidExplained {
  readonly causes: readonly LabCause[]
  readonly missing: readonly string[]
  readonly sentence: string
}

export async function explainSaid(said: string, url: string, stack: string | undefined): Promise<SaidExplained | null> {
  const { explain, readInput } = await import('@corskit/diagnose')
  const read = readInput(said)
  if ('why' in read) return null
  const { failures } = explain(read, stack === undefined ? {} : { stack })
  const failure = failures.find(({ request }) => request.url === url) ?? failures[0]
  if (failure === undefined) return null
  return { causes: failure.causes, missing: failure.missing, sentence: failure.message?.code ?? '' }
}
