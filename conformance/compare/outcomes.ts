/** What script gets, from both sides in the same form. */
import { fetchError } from '../../packages/fetch/page/engine-errors.ts'
import type { Played } from '../model/play-scenario.ts'
import type { EngineName, Recording } from '../recording.ts'
import { combined, utf8, withPlaceholders } from './model-placeholders.ts'

type Seen =
  | { readonly error: true }
  | {
      readonly type: string
      readonly status: number
      readonly url: string
      readonly redirected: boolean
      readonly headers: Record<string, string>
    }

export function modelOutcomes(played: readonly Played[], engine: EngineName): Seen[] {
  return played.map(({ outcome: { response }, asked, by }) => {
    if (response === null) return { error: true }
    const { status, url, headers } = response
    const type = by === 'fetch' ? response.type : 'xhr'
    return {
      type,
      status,
      url: withPlaceholders(url),
      redirected:
        type !== 'xhr' && !type.startsWith('opaque') && asked.filter(({ kind }) => kind === 'actual').length > 1,
      headers: combined(engine === 'webkit' ? headers.map(asWebkitReads) : headers),
    }
  })
}

export function engineOutcomes({ outcomes }: Recording): Seen[] {
  return outcomes.map((outcome) => {
    if (!outcome.ok) return { error: true }
    const { type, status, url, redirected, headers } = outcome
    return { type, status, url, redirected, headers: combined(headers) }
  })
}

/** WebKit reads response headers as UTF-8, and gives the bytes of what that makes of them to script. */
const asWebkitReads = ([name, value]: readonly [string, string]): [string, string] => [
  name,
  utf8(Buffer.from(value, 'latin1').toString('utf8')),
]

/** What `fetch` rejects with, or how the body failed; `@corskit/fetch` gives the same words. */
export function modelErrors(played: readonly Played[], engine: EngineName): string[] {
  return played.flatMap(({ outcome, by }) => {
    if (outcome.response !== null) return []
    // Only a synchronous one throws, and the words are not compared.
    if (by !== 'fetch') return [by === 'xhr-sync' ? 'NetworkError' : 'error']
    const { name, message } = fetchError(engine, outcome)
    return [withPlaceholders(`${name}: ${message}`)]
  })
}

export function engineErrors({ outcomes }: Recording): string[] {
  return outcomes.flatMap((outcome) => {
    if (!outcome.ok) return [[outcome.error.name, outcome.error.message].filter((part) => part !== '').join(': ')]
    return outcome.bodyError === undefined ? [] : [`body: ${outcome.bodyError}`]
  })
}
