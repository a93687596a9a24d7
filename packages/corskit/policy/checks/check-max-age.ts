/** `maxAge`, in seconds. https://fetch.spec.whatwg.org/#http-access-control-max-age */
import { type Issue, quoted } from './issue.ts'

/** A day: what Firefox keeps at most. Chromium stops at two hours, WebKit at ten minutes. */
const MAX_MAX_AGE = 86_400

export function checkMaxAge(value: unknown, issues: Issue[]): void {
  if (value === undefined) return
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    issues.push({
      code: 'max-age-not-an-integer',
      path: 'maxAge',
      message: `maxAge is a whole number of seconds, not ${quoted(value)}`,
      fix: nearestInteger(value),
      value,
    })
  } else if (value < 0) {
    issues.push({
      code: 'max-age-negative',
      path: 'maxAge',
      message: `maxAge cannot be negative; to have browsers remember no preflight at all, say 0`,
      fix: '0',
      value,
    })
  } else if (value > MAX_MAX_AGE) {
    issues.push({
      code: 'max-age-too-large',
      path: 'maxAge',
      message: `maxAge is ${value} seconds; no browser remembers a preflight for longer than ${MAX_MAX_AGE}`,
      fix: String(MAX_MAX_AGE),
      value,
    })
  }
}

/** What can be written instead of a value that is not a whole number. */
export function nearestInteger(value: unknown): string {
  const seconds = typeof value === 'string' ? secondsOf(value) : null
  if (seconds !== null) return String(Math.min(seconds, MAX_MAX_AGE))
  const isWritten = typeof value === 'string' && value.trim() !== ''
  if (!isWritten && typeof value !== 'number' && typeof value !== 'bigint') return '7200'
  const number = Math.round(Number(value))
  return Number.isFinite(number) ? String(Math.min(Math.max(number, 0), MAX_MAX_AGE)) : '7200'
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `1h`, `10 min`, `2 days`, `PT1H`: a time with its unit. */
function secondsOf(text: string): number | null {
  const [, number = '', unit = ''] =
    /^\s*(?:PT?)?(\d{1,9})\s*(s|m|h|d|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?)\s*$/i.exec(text) ?? []
  const factor = UNITS[unit.charAt(0).toLowerCase()]
  return factor === undefined ? null : Number(number) * factor
}
