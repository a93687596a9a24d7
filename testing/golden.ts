/**
 * A table of what the code says, kept as text beside the test, with one line for each case. People read the difference
 * when it changes, so a test need not know beforehand which case is wrong. `CORSKIT_GOLDEN=1 npx vitest run …` writes
 * the tables anew; the difference is what there is to review.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

/** Whether what the code says now is written instead of compared. */
export const WRITES_GOLDEN = process.env['CORSKIT_GOLDEN'] === '1'

export function expectGolden(file: URL, lines: readonly string[]): void {
  if (WRITES_GOLDEN) {
    writeFileSync(file, `${lines.join('\n')}\n`)
    return
  }
  const known = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
  const differing = lines.findIndex((line, index) => line !== known[index])
  if (differing < 0 && lines.length === known.length) return
  const at = differing < 0 ? lines.length : differing
  // Only a few lines are shown.
  expect(lines.slice(at, at + 3), `${file.pathname}, line ${at + 1}`).toEqual(known.slice(at, at + 3))
  expect(lines.length, `lines of ${file.pathname}`).toBe(known.length)
}

/** A value on one line. A value that JSON cannot write is shown as its text. */
export function brief(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    // Its source text depends on the tool that removed the types.
    if (typeof inner === 'function') return `${inner.constructor.name} of ${inner.length}`
    if (typeof inner === 'symbol' || typeof inner === 'bigint') return String(inner)
    if (inner instanceof RegExp || (typeof inner === 'number' && !Number.isFinite(inner))) return String(inner)
    if (inner instanceof Set) return [...inner]
    return inner === undefined ? '(undefined)' : inner
  })
}
