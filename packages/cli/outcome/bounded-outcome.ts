/** Servers can answer with heads of 256 KiB, and 20 redirects of them would make a JSON of megabytes. */
import type { Outcome } from 'corskit/browser'

/** No outcome of a usual server comes near it. */
export const LONGEST_OUTCOME = 256 * 1024

/** How long a text and a list may be, until the whole is short enough. */
const LIMITS = [
  { text: 4096, list: 500 },
  { text: 1024, list: 100 },
  { text: 200, list: 40 },
] as const

/** The outcome as it is, or with long texts and lists cut off; where something is left out, it says how much. */
export function boundedOutcome(outcome: Outcome): Outcome {
  let bounded = outcome
  for (const { text, list } of LIMITS) {
    if (JSON.stringify(bounded).length <= LONGEST_OUTCOME) return bounded
    const shortened = (value: unknown): unknown => {
      if (typeof value === 'string')
        return value.length <= text ? value : `${value.slice(0, text)}… (${value.length - text} characters left out)`
      if (Array.isArray(value)) return cut(value, list).map(shortened)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]))
    }
    bounded = shortened(outcome) as Outcome
  }
  return bounded
}

/** Only lists of headers, which are pairs, are long: the last pair says how many are left out. */
function cut(values: readonly unknown[], longest: number): readonly unknown[] {
  if (values.length <= longest || !Array.isArray(values[0])) return values
  return [...values.slice(0, longest), ['…', `${values.length - longest} header lines left out`]]
}
