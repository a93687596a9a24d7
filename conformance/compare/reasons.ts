/** Why, as engines tell machines: Chromium by codes, Firefox by the categories of its lines. */
import { isCorsErrorCode, type Outcome } from 'corskit/browser'
import type { Played } from '../model/play-scenario.ts'
import type { Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import { firefoxCategory } from './firefox-category.ts'
import { withPlaceholders } from './model-placeholders.ts'
import { isRemark, modelConsole } from './printed.ts'

export const modelCodes = (played: readonly Played[]): string[] => played.flatMap(({ outcome }) => codeOf(outcome))

function codeOf({ messages, reason }: Outcome): string[] {
  // After a redirect Chromium refuses by another part, which has no code.
  if (reason?.code === 'DisallowedByMode' && reason.phase === 'redirect') return []
  if (reason?.code === 'RedirectContainsCredentials' && messages.chromium.length === 0) return []
  // A redirect to mailto: has the code that a fetch of it would have; to data: it is not a matter of CORS.
  if (reason?.code === 'RedirectUnsupportedScheme' && messages.chromium.some((line) => line.includes('CORS policy')))
    return ['CorsDisabledScheme ']
  return reason !== null && isCorsErrorCode(reason.code)
    ? [`${reason.code} ${printable(withPlaceholders(reason.parameter))}`]
    : []
}

/** What is not ASCII gets lost on the way through the DevTools protocol, with all that follows. */
const printable = (parameter: string) => parameter.replace(/[^\x20-\x7e].*/s, '')

/**
 * Chromium reports a code twice: with the failed load, and in its Issues panel. The panel also has requests that were
 * never sent.
 */
export function engineCodes({ reasons }: Recording): string[] {
  return reasons.flatMap((reason) => (reason.from === 'issue' ? [`${reason.code} ${reason.parameter}`] : []))
}

/** The codes of the loads that failed: of those calls for which something went out. */
export function modelLoads(played: readonly Played[]): string[] {
  return played.flatMap(({ outcome, asked }) => (asked.length === 0 ? [] : codeOf(outcome)))
}

export function engineLoads({ reasons }: Recording): string[] {
  return reasons.flatMap((reason) =>
    reason.from === 'loading-failed' && reason.code !== undefined ? [`${reason.code} ${reason.parameter}`] : [],
  )
}

export const modelCategories = (played: readonly Played[], scenario: Scenario): string[] =>
  modelConsole(played, scenario, 'firefox').map(firefoxCategory)

/** One category a line. */
export function engineCategories({ console, reasons }: Recording): string[] {
  const categories = reasons.flatMap((reason) => (reason.from === 'category' ? [reason.category] : []))
  return categories.filter((_, index) => !isRemark(console[index]))
}
