/** The number of seconds that a wrong value of `maxAge` was meant to be. */

/** @returns a whole number that is not negative, or `null` where it is not clear */
export function secondsMeant(value: unknown): number | null {
  if (typeof value === 'number' || typeof value === 'bigint') return rounded(Number(value))
  if (typeof value === 'string') return secondsInText(value)
  const only: unknown = isListOfOne(value) ? value[0] : null
  return typeof only === 'number' || typeof only === 'string' ? secondsMeant(only) : null
}

function isListOfOne(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value) && value.length === 1
  } catch {
    // A revoked proxy.
    return false
  }
}

const rounded = (number: number) => (Number.isNaN(number) ? null : Math.max(Math.round(number), 0))

/** Nobody writes a time with more characters. */
const MAX_LENGTH = 100

function secondsInText(given: string): number | null {
  if (given.length > MAX_LENGTH) return null
  const text = given
    .trim()
    .replace(/[;,]+$/, '')
    .toLowerCase()
  if (text === '') return null
  const grouped = /^\d{1,3}(?:[ ,'\u00a0\u2019]\d{3})+$|^\d+(?:_\d+)+$/.test(text) ? text.replace(/\D/g, '') : text
  const number = Number(grouped)
  return Number.isNaN(number) ? (secondsOfClock(text) ?? secondsOfUnits(text)) : rounded(number)
}

/** `01:00:00`. Two numbers may be hours and minutes, or minutes and seconds. */
function secondsOfClock(text: string): number | null {
  const [, hours, minutes, seconds] = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text) ?? []
  return hours === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

const UNITS: readonly [RegExp, number][] = [
  [/^(?:ms|msecs?|millis|milliseconds?)$/, 0.001],
  [/^(?:s|secs?|seconds?)$/, 1],
  [/^(?:m|mins?|minutes?)$/, 60],
  [/^(?:h|hrs?|hours?)$/, 3600],
  [/^(?:d|days?)$/, 86_400],
  [/^(?:w|weeks?)$/, 604_800],
  [/^(?:months?)$/, 2_592_000],
  [/^(?:y|yrs?|years?)$/, 31_536_000],
]

/** `1h`, `10 min`, `2h30m`, `1 week`, `PT1H30M`. */
function secondsOfUnits(text: string): number | null {
  // In ISO 8601, minutes stand behind a `T`; without it, `M` is months.
  if (/^p[^t]*m/.test(text)) return null
  const bare = text.replace(/^p(?=.*\d[a-z]$)/, '').replace(/t(?=\d)/, '')
  const parts = [...bare.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*(?:,|and)?\s*/gy)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== bare) return null
  let sum = 0
  for (const [, number, unit = ''] of parts) {
    const factor = UNITS.find(([name]) => name.test(unit))?.[1]
    if (factor === undefined) return null
    sum += Number(number) * factor
  }
  return rounded(sum)
}
