/** `timeout`, in milliseconds. */
import { type Issue, quoted } from './issue.ts'

/** Ten minutes. Whoever waits longer has no limit, and a connection is held for as long. */
const MAX_TIMEOUT = 600_000

export function checkTimeout(value: unknown, issues: Issue[]): void {
  if (value === undefined) return
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_TIMEOUT) return
  issues.push({
    code: 'timeout-invalid',
    path: 'timeout',
    message: `timeout is 1 to ${MAX_TIMEOUT} whole milliseconds, not ${quoted(value)}`,
    fix: '5000',
    value,
  })
}
