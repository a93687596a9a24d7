/**
 * Two pictures on one stage: what both have is drawn once, and what only one has is marked as before or now.
 */
import type { Picture, PictureEvent } from '../words/picture.ts'

/** `null` when the actors differ. Names and origins are those of now. */
export function mergePictures(before: Picture, now: Picture): Picture | null {
  const ids = (picture: Picture) => picture.actors.map(({ id }) => id).join()
  if (ids(before) !== ids(now)) return null
  return { actors: now.actors, events: mergeEvents(before.events, now.events) }
}

/** By the longest sequence that both have in common. */
function mergeEvents(before: readonly PictureEvent[], now: readonly PictureEvent[]): PictureEvent[] {
  const [left, right] = [before, now].map((events) => events.map((event) => JSON.stringify(event))) as [
    string[],
    string[],
  ]
  const common = lengths(left, right)
  const merged: PictureEvent[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < now.length) {
    const [old, young] = [before[i], now[j]]
    if (old !== undefined && young !== undefined && left[i] === right[j]) {
      merged.push(young)
      i++
      j++
    } else if (old !== undefined && (young === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      merged.push({ ...old, side: 'before' })
      i++
    } else if (young !== undefined) {
      merged.push({ ...young, side: 'now' })
      j++
    }
  }
  return merged
}

const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0

/** The length of what the rests of both have in common, from each place on. */
function lengths(left: readonly string[], right: readonly string[]): number[][] {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  for (let i = left.length - 1; i >= 0; i--) {
    const row = table[i] ?? []
    for (let j = right.length - 1; j >= 0; j--) {
      row[j] = left[i] === right[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  }
  return table
}
