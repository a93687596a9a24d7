/** What script gets, from both sides in the same form. */
import type { Outcome } from 'corskit/browser'
import { type ElementInitiator, isElement } from '../../packages/corskit/browser/words/initiator.ts'
import { fetchError } from '../../packages/fetch/page/engine-errors.ts'
import type { Played } from '../model/play-scenario.ts'
import type { EngineName, Recording } from '../recording.ts'
import { isWorker, type Scenario } from '../scenario.ts'
import { combined, utf8, withPlaceholders } from './model-placeholders.ts'

type Seen =
  | { readonly error: true }
  | { readonly element: ElementInitiator; readonly readable: boolean | undefined }
  | {
      readonly type: string
      readonly status: number
      readonly url: string
      readonly redirected: boolean
      readonly headers: Record<string, string>
    }

export function modelOutcomes(played: readonly Played[], engine: EngineName): Seen[] {
  return played.map(({ outcome, asked, by }) => {
    const { response } = outcome
    if (isElement(by)) return modelElement(by, outcome, engine)
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

export function engineOutcomes({ engine, outcomes }: Recording): Seen[] {
  return outcomes.map((outcome) => {
    if (!outcome.ok) return { error: true }
    const { type, status, url, redirected, headers, readable } = outcome
    if (isElement(type)) return elementSeen(type, engine, readable)
    return { type, status, url, redirected, headers: combined(headers) }
  })
}

/** WebKit reads response headers as UTF-8, and gives the bytes of what that makes of them to script. */
const asWebkitReads = ([name, value]: readonly [string, string]): [string, string] => [
  name,
  utf8(Buffer.from(value, 'latin1').toString('utf8')),
]

/** What `fetch` rejects with, or how the body failed; `@corskit/fetch` gives the same words. */
export function modelErrors(played: readonly Played[], scenario: Scenario, engine: EngineName): string[] {
  return played.flatMap(({ outcome, by }) => {
    if (isElement(by)) return isLoaded(by, outcome, engine) ? [] : ['error']
    if (outcome.response !== null) return []
    // Only a synchronous one throws, and the words are not compared.
    if (by !== 'fetch') return [by === 'xhr-sync' ? 'NetworkError' : 'error']
    const { name, message } = fetchError(engine, outcome)
    return [
      withPlaceholders(`${name}: ${isWorker(scenario) ? message.replace('Window', 'WorkerGlobalScope') : message}`),
    ]
  })
}

export function engineErrors({ outcomes }: Recording): string[] {
  return outcomes.flatMap((outcome) => {
    if (!outcome.ok) return [[outcome.error.name, outcome.error.message].filter((part) => part !== '').join(': ')]
    return outcome.bodyError === undefined ? [] : [`body: ${outcome.bodyError}`]
  })
}

const modelElement = (way: ElementInitiator, outcome: Outcome, engine: EngineName): Seen =>
  isLoaded(way, outcome, engine) ? elementSeen(way, engine, outcome.response?.type !== 'opaque') : { error: true }

/** Firefox tells the page the words of every script's error. Of other elements a page cannot ask. */
const elementSeen = (element: ElementInitiator, engine: EngineName, readable: boolean | undefined): Seen => {
  const isAsked = element === 'img' || element === 'stylesheet' || (element === 'script' && engine !== 'firefox')
  return { element, readable: isAsked ? readable : undefined }
}

/** Whether an element uses what was fetched. Not a matter of CORS: images may come with any status, but in Firefox. */
function isLoaded(way: ElementInitiator, { exchanges, response }: Outcome, engine: EngineName): boolean {
  // A page only sees whether a beacon is sent, and not what becomes of it.
  if (way === 'beacon') return response !== null || exchanges.length > 0
  if (response === null) return false
  const status = exchanges.at(-1)?.response?.status ?? 200
  return (status >= 200 && status < 300) || (way === 'img' && engine !== 'firefox')
}
