/**
 * A table of what the code says, kept as text beside the test: a line a case, for people to read when it changes. Nobody has to have thought of the
 * case that shows a fault. `CORSKIT_GOLDEN=1 npx vitest run …` writes the tables anew; the difference is what there is to review.
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
  // Some lines around it say more than a thousand do.
  expect(lines.slice(at, at + 3), `${file.pathname}, line ${at + 1}`).toEqual(known.slice(at, at + 3))
  expect(lines.length, `lines of ${file.pathname}`).toBe(known.length)
}

/** A value on one line: what JSON has no word for as its text. */
export function brief(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    // Its text depends on who took the types away.
    if (typeof inner === 'function') return `${inner.constructor.name} of ${inner.length}`
    if (typeof inner === 'symbol' || typeof inner === 'bigint') return String(inner)
    if (inner instanceof RegExp || (typeof inner === 'number' && !Number.isFinite(inner))) return String(inner)
    if (inner instanceof Set) return [...inner]
    return inner === undefined ? '(undefined)' : inner
  })
}
