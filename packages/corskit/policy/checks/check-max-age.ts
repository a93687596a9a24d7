/** `maxAge`, in seconds. https://fetch.spec.whatwg.org/#http-access-control-max-age */
import { type Issue, quoted } from './issue.ts'
import { secondsMeant } from './seconds-meant.ts'

/** A day: what Firefox keeps at most. Chromium stops at two hours, WebKit at ten minutes. */
const MAX_MAX_AGE = 86_400

export function checkMaxAge(value: unknown, issues: Issue[]): void {
  if (value === undefined) return
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    issues.push({
      code: 'max-age-not-an-integer',
      path: 'maxAge',
      message: `maxAge is a whole number of seconds, not ${quoted(value)}`,
      fix: maxAgeMeant(value),
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

/** The number that was meant, or a sentence: a number that nobody named would be pasted. */
export function maxAgeMeant(value: unknown): string {
  const seconds = secondsMeant(value)
  return seconds === null ? WRITE_A_NUMBER : String(Math.min(seconds, MAX_MAX_AGE))
}

const WRITE_A_NUMBER = 'write a whole number of seconds, like 7200'
