/** What engines send from workers, where it is not what they send from documents, and all else is as the model says. */
import { profileOf } from '../../packages/corskit/browser/profiles/profile-of.ts'
import { CONDITIONAL_HEADERS } from '../../packages/corskit/protocol/header-name.ts'
import { isWorker } from '../scenario.ts'
import type { Comparison } from './compare.ts'
import type { Sent } from './requests.ts'

/**
 * Chromium: conditional headers of script leave the cache mode as it is, and client hints that script has set go with
 * every redirect.
 */
export function withoutRulesOfDocuments(comparison: Comparison, model: readonly Sent[]): Sent[] {
  const { scenario } = comparison
  if (!isWorker(scenario)) return model.slice()
  const calls = callOfEach(comparison)
  return model.map((sent, index) => {
    const call = calls[index]
    const { cache = 'default', headers = [] } = scenario.calls[call ?? 0]?.init ?? {}
    const names = Array.isArray(headers) ? headers.map(([name]) => name) : Object.keys(headers)
    const isConditional = names.some((name) => CONDITIONAL_HEADERS.has(name.toLowerCase()))
    const isRedirected = model.some(
      (before, place) => place < index && calls[place] === call && before.path !== sent.path,
    )
    const isDropped = ([name, value]: [string, string]) =>
      (isConditional && cache === 'default' && name === 'cache-control' && value === 'max-age=0') ||
      (isRedirected && HINTS.has(name))
    return { ...sent, headers: Object.fromEntries(Object.entries(sent.headers).filter((header) => !isDropped(header))) }
  })
}

const HINTS = profileOf('chromium').droppedOnRedirect

/** Firefox: the path that an ignored policy has cut off a referrer does not come back after a redirect. */
export function withCutReferrer(comparison: Comparison, model: readonly Sent[]): Sent[] {
  const calls = callOfEach(comparison)
  const cutIn = new Set<number | undefined>()
  return model.map((sent, index) => {
    const call = calls[index]
    const { referer } = sent.headers
    if (referer === ORIGIN) cutIn.add(call)
    if (!isWorker(comparison.scenario) || !cutIn.has(call) || referer === undefined) return sent
    return { ...sent, headers: { ...sent.headers, referer: ORIGIN } }
  })
}

const ORIGIN = '{A}/'

/** For each request the number of its call. */
export const callOfEach = ({ played }: Comparison): number[] =>
  played.flatMap(({ asked }, index) => asked.map(() => index))
